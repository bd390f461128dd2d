import type { ExposureMetric } from './metric.ts';

/** Σ (2i − n − 1) c(i) / (n Σc), c ascending; NaN where there is nothing to share. */
export function giniOf(counts: Int32Array): number {
  const n = counts.length;
  let weighted = 0;
  let total = 0;
  counts.toSorted().forEach((count, index) => {
    weighted += (2 * (index + 1) - n - 1) * count;
    total += count;
  });
  return weighted / (n * total);
}

/** Of the lists that each of all n items of the catalogue is in; NaN where nothing was shown. */
export const gini: ExposureMetric = { name: 'gini', value: ({ shown }) => giniOf(shown) };
