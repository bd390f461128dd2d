import type { ExposureMetric } from './metric.ts';

/** Σ (2i − n − 1) c(i) / (n Σc), c ascending over all n items of the catalogue; NaN where nothing was shown. */
export const gini: ExposureMetric = {
  name: 'gini',
  value({ shown }) {
    const n = shown.length;
    let weighted = 0;
    let total = 0;
    shown.toSorted().forEach((lists, index) => {
      weighted += (2 * (index + 1) - n - 1) * lists;
      total += lists;
    });
    return weighted / (n * total);
  },
};
