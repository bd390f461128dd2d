import { IconAlertTriangle } from '@tabler/icons-react';
import type { Comparison } from '#shared/domain/comparison.ts';
import { Panel } from '../../components/panel.tsx';
import { headline } from '../../parts/headline.ts';
import { LiveBadge } from '../../parts/live-badge.tsx';
import { RunName } from '../../parts/run-name.tsx';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { HeadlineDelta } from './headline-delta.tsx';
import { MetricDeltas } from './metric-deltas.tsx';
import { ParamDifferences } from './param-differences.tsx';
import { PromoteWinner } from './promote-winner.tsx';

type Props = { comparison: Comparison; search: CompareSearch; onChange: CompareChange };

/** What differs between two runs, and whether it can be believed. */
export function ComparisonView({ comparison, search, onChange }: Props) {
  const { a, b, comparable, reasons, summary } = comparison;
  const name = headline([a, b]);
  const headlineMetric = comparison.metrics.find((metric) => metric.name === name);
  return (
    <div className="compare">
      <div className="compare-top">
        <section className="compare-summary" data-comparable={comparable} aria-label="Summary">
          <p className="compare-names">
            <span className="run-letter">A</span> <RunName run={a} /> <LiveBadge run={a.id} />
            <span className="run-letter">B</span> <RunName run={b} /> <LiveBadge run={b.id} />
          </p>
          <p className="compare-sentence">{summary}</p>
          {headlineMetric && <HeadlineDelta metric={headlineMetric} />}
          {comparable ? (
            <p className="small muted">Same data, same held-out part, same candidates, same K.</p>
          ) : (
            <Guard reasons={reasons} />
          )}
          <div className="compare-promote">
            <PromoteWinner comparison={comparison} />
          </div>
        </section>
        <ParamDifferences
          params={comparison.params}
          showsIdentical={search.identical ?? false}
          onShowIdentical={(on) => onChange({ identical: on ? true : undefined })}
        />
      </div>
      <Panel title="Metrics" flush>
        <MetricDeltas metrics={comparison.metrics} comparable={comparable} k={search.k} onK={(k) => onChange({ k })} />
      </Panel>
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
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
