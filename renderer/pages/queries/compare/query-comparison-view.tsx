import type { Comparison } from '#shared/domain/comparison.ts';
import { Panel } from '../../../components/panel.tsx';
import type { CompareChange, CompareSearch } from '../../compare/compare-search.ts';
import { ComparisonTop } from '../../compare/comparison-top.tsx';
import { MetricDeltas } from '../../compare/metric-deltas.tsx';
import { runLetter } from '../../compare/run-letters.ts';
import { QueryChanges } from './query-changes.tsx';
import { SideBySide } from './side-by-side.tsx';
import '../queries.css';

type Props = {
  comparison: Comparison;
  /** Places of the two among the runs. */
  letters: [number, number];
  search: CompareSearch;
  onChange: CompareChange;
};

/** What differs between two models of query performance, and whether it can be believed. */
export function QueryComparisonView({ comparison, letters, search, onChange }: Props) {
  const { a, b, comparable, metrics, tests } = comparison;
  const letter = runLetter(letters[1]);
  const chosen = search.query;
  const choose = (query: string | undefined) => onChange({ query });
  return (
    <div className="compare">
      <ComparisonTop comparison={comparison} letter={letter} search={search} onChange={onChange} />
      <Panel title="Metrics" flush>
        <MetricDeltas
          metrics={metrics.filter(({ name }) => !name.startsWith('baseline_'))}
          of="queries"
          comparable={comparable}
          letter={letter}
          tests={tests}
          k={undefined}
          onK={() => {}}
        />
      </Panel>
      <SideBySide a={a} b={b} letter={letter} chosen={chosen} onChoose={choose} />
      {comparable && <QueryChanges a={a.id} b={b.id} letter={letter} chosen={chosen} onChoose={choose} />}
    </div>
  );
}
