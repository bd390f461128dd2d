import { SegmentedControl } from '@mantine/core';
import type { MetricDelta } from '#shared/domain/comparison.ts';
import { cutoffOf } from '../../parts/metric-text.ts';
import { DeltaRow } from './delta-row.tsx';
import { cutoffsOf, domainsOf } from './verdict.ts';

type Props = {
  metrics: readonly MetricDelta[];
  comparable: boolean;
  k: number | undefined;
  onK(k: number | undefined): void;
};

/** Every metric of both runs with its difference, the interval of it and for how many users it went which way. */
export function MetricDeltas({ metrics, comparable, k, onK }: Props) {
  const cutoffs = cutoffsOf(metrics);
  const shownK = k !== undefined && cutoffs.includes(k) ? k : cutoffs.includes(10) ? 10 : cutoffs[0];
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
      <div className="compare-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" className="end">
                A
              </th>
              <th scope="col" className="end">
                B
              </th>
              {comparable && <DifferenceHeads />}
            </tr>
          </thead>
          <tbody>
            {shown.map((metric) => (
              <DeltaRow key={metric.name} metric={metric} domain={comparable ? domains.get(metric.name) : undefined} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function DifferenceHeads() {
  return (
    <>
      <th scope="col" className="end">
        Δ = B − A
      </th>
      <th scope="col" colSpan={2}>
        95 % interval of Δ
      </th>
      <th scope="col">B is</th>
      <th scope="col">Users better / same / worse</th>
    </>
  );
}
