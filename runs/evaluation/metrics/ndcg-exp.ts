import { discountSum } from '../discount.ts';
import { exponentialGain } from '../hits.ts';
import { discountedGain } from './discounted-gain.ts';
import type { AccuracyMetric } from './metric.ts';

/** The gain is 2^weight − 1 (Burges et al. 2005); ideal: the greatest weights in front. */
export const ndcgExp: AccuracyMetric = {
  name: 'ndcg_exp',
  graded: true,
  value(hits, k) {
    const { items, count, gain } = hits.heldOut;
    const greatest = gain[items[0]!]!;
    let ideal = 0;
    for (let rank = 0; rank < count && rank < k; rank++) {
      ideal += exponentialGain(gain[items[rank]!]!, greatest) * discountSum(rank, rank + 1);
    }
    return discountedGain(hits, hits.exponential, k) / ideal;
  },
};
