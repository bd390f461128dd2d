import type { MetricValue } from '#shared/domain/metric.ts';
import type { Run } from '#shared/domain/run.ts';

/** What a run or a group of runs was measured on, by fingerprint. */
export type Measured = { data: string; split: string; candidates: string };

/** How a value stands to the baseline's: by how much it differs, or why that cannot be said. */
export type Delta =
  | { kind: 'baseline' }
  | { kind: 'other'; what: 'data' | 'split' | 'candidates' }
  /** Either has no number. */
  | { kind: 'none' }
  | { kind: 'delta'; value: number };

export const measuredOf = ({ dataset, split }: Pick<Run, 'dataset' | 'split'>): Measured => ({
  data: dataset.fingerprint,
  split: split.fingerprint,
  candidates: split.candidates,
});

/** @param measured  null where the value is of runs that were not measured alike */
export function deltaOf(
  value: MetricValue | undefined,
  measured: Measured | null,
  baseline: { value: MetricValue | undefined; measured: Measured },
): Exclude<Delta, { kind: 'baseline' }> {
  const differing = (['data', 'split', 'candidates'] as const).find(
    (what) => measured?.[what] !== baseline.measured[what],
  );
  if (differing) return { kind: 'other', what: differing };
  if (typeof value !== 'number' || typeof baseline.value !== 'number') return { kind: 'none' };
  return { kind: 'delta', value: value - baseline.value };
}
