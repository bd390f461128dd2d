import { useCallback } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Answer } from '../../components/answer.tsx';
import { Page } from '../../components/page.tsx';
import { maxCompared } from '../../core/run-selection.ts';
import { useCall } from '../../core/use-call.ts';
import { usePageKind } from '../../shell/tabs/follow-kind.ts';
import { useComparedRuns } from '../../parts/use-compared-runs.ts';
import { QueryComparisonView } from '../queries/compare/query-comparison-view.tsx';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { useCompareCommands } from './compare-commands.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { ManyRuns } from './many-runs.tsx';
import { PickRuns } from './pick-runs.tsx';
import { ReportButton } from './report-button.tsx';
import { RunStrip } from './run-strip.tsx';
import { SaveComparison } from './save-comparison.tsx';
import './compare.css';

/** Two to six runs, the others against the first one: chosen here or in the table of runs. */
export function ComparePage() {
  const search = useSearch({ from: '/compare' });
  usePageKind(search.kind);
  const navigate = useNavigate({ from: '/compare' });
  const change: CompareChange = useCallback(
    (part) =>
      void navigate({ search: (now) => ({ ...now, ...part }) as CompareSearch, replace: true, resetScroll: false }),
    [navigate],
  );
  const runs = search.runs ?? [];
  useComparedRuns(
    runs,
    maxCompared,
    useCallback((brought) => change({ runs: brought }), [change]),
  );
  const [a, ...others] = runs;
  useCompareCommands(a);
  const b = others.find((id) => id === search.with) ?? others[0];
  return (
    <Page
      title="Compare"
      actions={
        a &&
        b && (
          <>
            <SaveComparison search={search} />
            <ReportButton runs={runs} k={search.k} />
          </>
        )
      }
    >
      <RunStrip runs={runs} inView={b} onChange={change} />
      {a && b ? (
        <div className="compare">
          {others.length > 1 && <ManyRuns runs={runs} inView={b} search={search} onChange={change} />}
          <Comparison a={a} b={b} letters={[0, runs.indexOf(b)]} search={search} onChange={change} />
        </div>
      ) : (
        <PickRuns chosen={a} onPick={(picked) => change({ runs: picked })} />
      )}
    </Page>
  );
}

type Props = {
  a: string;
  b: string;
  /** Places of the two among the runs. */
  letters: [number, number];
  search: CompareSearch;
  onChange: CompareChange;
};

function Comparison({ a, b, letters, search, onChange }: Props) {
  const comparison = useCall('runs.compare', { a, b });
  return (
    <Answer query={comparison} what={`the comparison of ${a} and ${b}`}>
      {(found) => {
        const View = found.a.kind === 'recommender' ? ComparisonView : QueryComparisonView;
        return (
          <View
            key={`${found.a.id} ${found.b.id}`}
            comparison={found}
            letters={letters}
            search={search}
            onChange={onChange}
          />
        );
      }}
    </Answer>
  );
}
