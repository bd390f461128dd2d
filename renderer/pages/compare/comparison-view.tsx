import type { Comparison } from '#shared/domain/comparison.ts';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { BlindTest } from './blind-test.tsx';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { ComparisonTop } from './comparison-top.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { ListsPanel } from './lists-panel.tsx';
import { MetricDeltas } from './metric-deltas.tsx';
import { PopularityPanel } from './popularity-panel.tsx';
import { runLetter } from './run-letters.ts';
import { SlicesPanel } from './slices-panel.tsx';

type Props = {
  comparison: Comparison;
  /** Places of the two among the runs. */
  letters: [number, number];
  search: CompareSearch;
  onChange: CompareChange;
};

const usualLength = 10;

/** What differs between two runs, and whether it can be believed. */
export function ComparisonView({ comparison, letters, search, onChange }: Props) {
  const { a, b, comparable } = comparison;
  const letter = runLetter(letters[1]);
  const k = search.k ?? usualLength;
  const isOneDataset = a.dataset.fingerprint === b.dataset.fingerprint;
  const haveModels = [a, b].every(({ status }) => status === 'FINISHED');
  const groups = useCall('datasets.show', { dataset: a.dataset.id }).data?.groups;
  return (
    <div className="compare">
      <ComparisonTop comparison={comparison} letter={letter} search={search} onChange={onChange}>
        {isOneDataset && haveModels && <BlindTest a={a} b={b} k={k} />}
      </ComparisonTop>
      <Panel title="Metrics" flush>
        <MetricDeltas
          metrics={comparison.metrics}
          of="users"
          comparable={comparable}
          letter={letter}
          tests={comparison.tests}
          k={search.k}
          onK={(length) => onChange({ k: length })}
        />
      </Panel>
      {comparable && (
        <div className="compare-halves">
          <SlicesPanel slices={comparison.slices} groupLetters={groups?.letters ?? []} letter={letter} />
          <PopularityPanel metrics={comparison.metrics} letter={letter} k={k} />
        </div>
      )}
      {isOneDataset && haveModels && (
        <>
          <ListsPanel a={a.id} b={b.id} letter={letter} k={k} user={search.user} onChange={onChange} />
          <DifferencePanel a={a.id} b={b.id} letter={letter} k={k} search={search} onChange={onChange} />
        </>
      )}
    </div>
  );
}
