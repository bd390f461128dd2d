import type { AccuracyMetric } from './metric.ts';

/** Mean of 1 / rank of the first relevant item, which is always in the first group that has one; 0 beyond K. */
export const mrr: AccuracyMetric = {
  name: 'mrr',
  value({ groups, before, size, relevant }, k) {
    if (groups === 0) return 0;
    let mean = 0;
    let noneYet = 1;
    for (let left = size[0]!, rank = before[0]! + 1; noneYet > 0 && rank <= k; left--, rank++) {
      mean += (noneYet * relevant[0]!) / left / rank;
      noneYet *= (left - relevant[0]!) / left;
    }
    return mean;
  },
};
