import { expectedHits } from './expected-hits.ts';
import type { AccuracyMetric } from './metric.ts';

/** 2PR / (P + R) with P = h / K and R = h / n is 2h / (K + n): linear in the hits, so the mean over orders is exact. */
export const f1: AccuracyMetric = {
  name: 'f1',
  value: (hits, k) => (2 * expectedHits(hits, k)) / (k + hits.heldOut.count),
};
