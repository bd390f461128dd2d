import { Panel } from '../../../components/panel.tsx';
import { Creating } from './creating.tsx';
import { useDatasetSteps } from './use-dataset-steps.ts';

/** What is being made at the moment, wherever it was begun; nothing while nothing is. */
export function CreatingPanel() {
  const steps = [...useDatasetSteps().values()];
  if (steps.length === 0) return null;
  return (
    <Panel title="Under way">
      <ul className="creating-list">
        {steps.map((step) => (
          <li key={step.name}>
            <p>{step.name}</p>
            <Creating name={step.name} step={step} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
