import { IconAlertTriangle } from '@tabler/icons-react';
import type { Comparison } from '#shared/domain/comparison.ts';
import { Panel } from '../../components/panel.tsx';
import { headline } from '../../parts/headline.ts';
import { useCall } from '../../core/use-call.ts';
import { pageWords } from '../../text/page-words.ts';
import { BlindTest } from './blind-test.tsx';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { DifferencePanel } from './difference-panel.tsx';
import { HeadlineDelta } from './headline-delta.tsx';
import { ListsPanel } from './lists-panel.tsx';
import { MetricDeltas } from './metric-deltas.tsx';
import { ParamDifferences } from './param-differences.tsx';
import { PopularityPanel } from './popularity-panel.tsx';
import { PromoteWinner } from './promote-winner.tsx';
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
  const { a, b, comparable, reasons, summary } = comparison;
  const letter = runLetter(letters[1]);
  const k = search.k ?? usualLength;
  const isOneDataset = a.dataset.fingerprint === b.dataset.fingerprint;
  const haveModels = [a, b].every(({ status }) => status === 'FINISHED');
  const groups = useCall('datasets.show', { dataset: a.dataset.id }).data?.groups;
  const name = headline([a, b]);
  const headlineMetric = comparison.metrics.find((metric) => metric.name === name);
  return (
    <div className="compare">
      <div className="compare-top">
        <section className="compare-summary" data-comparable={comparable} aria-label="Summary">
          <p className="compare-sentence">
            {pageWords(letter === 'B' ? summary : summary.replaceAll('B (', `${letter} (`))}
          </p>
          {headlineMetric && <HeadlineDelta metric={headlineMetric} />}
          {comparable ? (
            <p className="small muted">Same data, same held-out part, same candidates, same K.</p>
          ) : (
            <Guard reasons={reasons} />
          )}
          <div className="compare-promote">
            <PromoteWinner comparison={comparison} />
            {isOneDataset && haveModels && <BlindTest a={a} b={b} k={k} />}
          </div>
        </section>
        <ParamDifferences
          params={comparison.params}
          letter={letter}
          showsIdentical={search.identical ?? false}
          onShowIdentical={(on) => onChange({ identical: on ? true : undefined })}
        />
      </div>
      <Panel title="Metrics" flush>
        <MetricDeltas
          metrics={comparison.metrics}
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

/** Why the two runs were measured differently. The summary has said the first reason. */
function Guard({ reasons: [, ...more] }: { reasons: readonly string[] }) {
  return (
    <div className="compare-guard" role="alert">
      <IconAlertTriangle size={16} aria-hidden className="warn" />
      <div>
        <p>Their numbers stand side by side below, but must not be subtracted.</p>
        {more.length > 0 && (
          <ul>
            {more.map((reason) => (
              <li key={reason}>{pageWords(reason)}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
