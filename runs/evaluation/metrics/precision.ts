import { expectedHits } from './expected-hits.ts';
import type { AccuracyMetric } from './metric.ts';

/** Hits / K, whatever the length of the list. */
export const precision: AccuracyMetric = { name: 'precision', value: (hits, k) => expectedHits(hits, k) / k };
