import { discountSum } from '../discount.ts';
import { discountedGain } from './discounted-gain.ts';
import type { AccuracyMetric } from './metric.ts';

/** Binary gain over the ideal of min(n, K) relevant items in front (Järvelin & Kekäläinen 2002). */
export const ndcg: AccuracyMetric = {
  name: 'ndcg',
  value: (hits, k) => discountedGain(hits, hits.relevant, k) / discountSum(0, Math.min(hits.heldOut.count, k)),
};
