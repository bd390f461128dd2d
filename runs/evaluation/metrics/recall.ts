import { expectedHits } from './expected-hits.ts';
import type { AccuracyMetric } from './metric.ts';

/** Hits / relevant items, also where there are more of them than K. */
export const recall: AccuracyMetric = {
  name: 'recall',
  value: (hits, k) => expectedHits(hits, k) / hits.heldOut.count,
};
