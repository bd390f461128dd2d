import type { MetricDefinition } from '../metric.ts';

/** How accuracy metrics treat equal scores; part of their definitions. */
const ties =
  'Of equal scores the smaller id comes first where the whole catalogue is ranked; among given or sampled candidates, whose ids say nothing, the value is the mean over all orders of equal scores.';

/** How well lists find what was held out. */
export const accuracyMetrics: readonly MetricDefinition[] = [
  {
    name: 'ndcg',
    title: 'nDCG',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `Gain binary, discount 1/log2(rank + 1), ideal over min(relevant, K). Mean over users with held-out items of positive weight, which are the relevant ones; an empty list counts 0. ${ties}`,
  },
  {
    name: 'hit_rate',
    title: 'Hit rate',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `Share of users with at least one held-out item in the first K. ${ties}`,
  },
  {
    name: 'precision',
    title: 'Precision',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `Hits in the first K divided by K, also where fewer than K were returned. ${ties}`,
  },
  {
    name: 'recall',
    title: 'Recall',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `Hits in the first K divided by all held-out items of the user: not capped at K, and with items that nobody has in train. ${ties}`,
  },
  {
    name: 'map',
    title: 'MAP',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `Average precision: the sum of precision at the rank of each hit in the first K, divided by min(relevant, K). ${ties}`,
  },
  {
    name: 'mrr',
    title: 'MRR',
    direction: 'max',
    perUser: true,
    atK: false,
    definition: `One divided by the rank of the first held-out item within the longest list evaluated; 0 where none is in it. ${ties}`,
  },
  {
    name: 'f1',
    title: 'F1',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `Harmonic mean of precision and recall in the first K: 2 · hits / (K + relevant). ${ties}`,
  },
  {
    name: 'ndcg_linear',
    title: 'nDCG, graded',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `nDCG whose gain is the held-out weight; only where held-out weights differ, as it is nDCG elsewhere. ${ties}`,
  },
  {
    name: 'ndcg_exp',
    title: 'nDCG, exponential',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: `nDCG whose gain is 2^weight − 1; only where held-out weights differ, as it is nDCG elsewhere. ${ties}`,
  },
];
