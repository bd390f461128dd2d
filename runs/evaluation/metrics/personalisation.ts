import type { ExposureMetric } from './metric.ts';

/** 1 − mean over pairs of users of |both lists| / K, from (Σc² − Σc) / (U (U − 1) K) (Zhou et al. 2010). */
export const personalisation: ExposureMetric = {
  name: 'personalisation',
  value({ shown, users, k }) {
    if (users < 2) return NaN;
    let shared = 0;
    for (const lists of shown) shared += lists * (lists - 1);
    return 1 - shared / (users * (users - 1) * k);
  },
};
