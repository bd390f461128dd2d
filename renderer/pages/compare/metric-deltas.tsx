import { SegmentedControl } from '@mantine/core';
import type { MetricDelta } from '#shared/domain/comparison.ts';
import type { Counted } from '../../parts/counted.ts';
import { scrollable } from '../../components/scrollable.ts';
import { cutoffOf } from '../../parts/metric-text.ts';
import { DeltaRow } from './delta-row.tsx';
import { cutoffsOf, domainsOf, shownCutoff } from './verdict.ts';

type Props = {
  metrics: readonly MetricDelta[];
  /** What is counted as better, same and worse. */
  of: Counted;
  comparable: boolean;
  /** Letter of the second run. */
  letter: string;
  /** How many p-values were corrected together. */
  tests: number;
  k: number | undefined;
  onK(k: number | undefined): void;
};

/** Every metric of both runs with its difference, the interval of it and for how many users it went which way. */
export function MetricDeltas({ metrics, of, comparable, letter, tests, k, onK }: Props) {
  const cutoffs = cutoffsOf(metrics);
  const shownK = shownCutoff(cutoffs, k);
  const shown = metrics.filter(({ name }) => [null, shownK].includes(cutoffOf(name)));
  const domains = domainsOf(shown);
  return (
    <>
      {cutoffs.length > 1 && (
        <div className="compare-k">
          <span className="muted small" id="compare-k">
            List length K
          </span>
          <SegmentedControl
            aria-labelledby="compare-k"
            data={cutoffs.map((length) => ({ value: String(length), label: `@${length}` }))}
            value={String(shownK)}
            onChange={(value) => onK(Number(value))}
          />
        </div>
      )}
      <section className="compare-scroll" {...scrollable('Metrics of both runs')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" className="end">
                A
              </th>
              <th scope="col" className="end">
                {letter}
              </th>
              {comparable && <DifferenceHeads letter={letter} of={of} hasTests={tests > 0} />}
            </tr>
          </thead>
          <tbody>
            {shown.map((metric) => (
              <DeltaRow
                key={metric.name}
                metric={metric}
                domain={comparable ? domains.get(metric.name) : undefined}
                of={of}
                hasTests={tests > 0}
              />
            ))}
          </tbody>
        </table>
      </section>
      {comparable && tests > 0 && (
        <p className="compare-note muted small">
          Intervals: paired bootstrap over {of}. p: Wilcoxon’s signed-rank test of the same {of}, corrected by Holm over{' '}
          {tests} tests. Uncertain: only the interval leaves out zero.
        </p>
      )}
    </>
  );
}

function DifferenceHeads({ letter, of, hasTests }: { letter: string; of: Counted; hasTests: boolean }) {
  return (
    <>
      <th scope="col" className="end">
        Δ = {letter} − A
      </th>
      <th scope="col" colSpan={2}>
        95 % interval of Δ
      </th>
      <th scope="col">{letter} is</th>
      {hasTests && (
        <th scope="col" className="end">
          p
        </th>
      )}
      <th scope="col">{of === 'users' ? 'Users' : 'Queries'} better / same / worse</th>
    </>
  );
}
