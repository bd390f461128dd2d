import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { Panel } from '../../components/panel.tsx';
import type { InputOf } from '../../core/calls.ts';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { useSettled } from '../../core/use-settled.ts';
import { plural } from '../../text/plural.ts';
import { sweepCommand } from './command-line.ts';
import { CommandPanel } from './command-panel.tsx';
import { StartButton } from './start-button.tsx';
import { SweepCost } from './sweep-cost.tsx';

type Props = {
  /** Null while something in the form cannot be sent. */
  request: InputOf<'sweeps.start'> | null;
  /** Parameters that are varied so far. */
  varied: number;
  dataset: DatasetIdentity | undefined;
};

/** What the search will cost, the start, and the same on the command line. */
export function StartSweep({ request, varied, dataset }: Props) {
  const start = useCommand('sweeps.start', [
    'runs.',
    'sweeps.',
    'experiments.',
    'datasets.list',
    'performance.datasets',
  ]);
  const settled = useSettled(request);
  const plan = useCall('sweeps.plan', settled ?? nothing, { enabled: settled !== null });
  const known = request ? plan.data : undefined;
  return (
    <>
      <Panel title="Start">
        {request === null && (
          <p className="muted small">
            {varied === 0 ? 'Say what to vary.' : 'Something in the form is missing or wrong; it is marked there.'}
          </p>
        )}
        <SweepCost plan={known} isOld={plan.isFetching} />
        <StartButton
          problem={start.error ?? (request ? plan.error : null)}
          isPending={start.isPending}
          onStart={request && known && plan.error === null ? () => start.mutate(request) : null}
        >
          {known ? `Start ${plural(known.runs, 'run')}` : 'Start the search'}
        </StartButton>
      </Panel>
      {request && <CommandPanel text={sweepCommand(request, dataset)} />}
    </>
  );
}

const nothing: InputOf<'sweeps.plan'> = { base: { dataset: '-', algorithm: '-' }, over: {} };
