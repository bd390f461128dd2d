import { discountSum } from '../discount.ts';
import { discountedGain } from './discounted-gain.ts';
import type { AccuracyMetric } from './metric.ts';

/** The gain is the held-out weight; ideal: the greatest weights in front. */
export const ndcgLinear: AccuracyMetric = {
  name: 'ndcg_linear',
  graded: true,
  value(hits, k) {
    const { items, count, gain } = hits.heldOut;
    let ideal = 0;
    for (let rank = 0; rank < count && rank < k; rank++) ideal += gain[items[rank]!]! * discountSum(rank, rank + 1);
    return discountedGain(hits, hits.linear, k) / ideal;
  },
};
