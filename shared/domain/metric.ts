import { z } from 'zod';
import { queryMetricCatalogue } from './query-metrics.ts';

/** Missing is absent (or null), zero is a value, and not-a-number is the third thing; only JSON-safe values cross the contract. */
export const MetricValue = z.union([z.number(), z.literal('NaN')]);
export type MetricValue = z.infer<typeof MetricValue>;

export type Direction = 'max' | 'min' | 'none';

export type MetricDefinition = {
  /** Name without `@K`. */
  name: string;
  title: string;
  direction: Direction;
  /** Whether a value per user is kept, so that two runs can be compared user by user. */
  perUser: boolean;
  /** Whether the name carries `@K`. */
  atK: boolean;
  unit?: 'ms' | 'bytes' | 'bits';
  /** The formula and its conventions, shown beside the number. */
  definition: string;
};

/** How accuracy metrics treat equal scores; part of their definitions. */
const ties =
  'Of equal scores the smaller id comes first where the whole catalogue is ranked; among given or sampled candidates, whose ids say nothing, the value is the mean over all orders of equal scores.';

/** Whom the metrics of recovery are of. */
const ofRecovery =
  "Only for data whose groups are known. A user's scores are those of every item, also of items the user has; users without scores are left out, and of many users up to 1,000 are taken, evenly from all groups.";

/** Every metric that a run of a recommender logs, in the order in which pages show them. */
export const metricCatalogue: readonly MetricDefinition[] = [
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
  {
    name: 'coverage',
    title: 'Item coverage',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'Share of the catalogue that is in at least one list of K.',
  },
  {
    name: 'user_coverage',
    title: 'User coverage',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'Share of evaluated users with a non-empty list.',
  },
  {
    name: 'novelty',
    title: 'Novelty',
    direction: 'max',
    perUser: true,
    atK: true,
    unit: 'bits',
    definition:
      'Mean over the list of −log2(share of training users who have the item); items without training users are skipped, users without a value are left out of the mean.',
  },
  {
    name: 'diversity',
    title: 'Diversity (ILD)',
    direction: 'max',
    perUser: true,
    atK: true,
    definition:
      'Mean over pairs in a list of 1 − cosine of the two items as sets of training users; an item without any is unlike every other. Lists of fewer than two items have no value. On large data a fixed random sample of users is measured, the same in every run on that data.',
  },
  {
    name: 'personalisation',
    title: 'Personalisation',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'One minus the mean over pairs of evaluated users of the items that their lists share, divided by K.',
  },
  {
    name: 'gini',
    title: 'Gini of exposure',
    direction: 'min',
    perUser: false,
    atK: true,
    definition:
      'Concentration of recommendations over the whole catalogue of n items, Σ (2i − n − 1) c(i) / (n Σc) with c(i) ascending counts of lists: 0 even, 1 all on one item.',
  },
  {
    name: 'entropy',
    title: 'Entropy',
    direction: 'max',
    perUser: false,
    atK: true,
    unit: 'bits',
    definition: 'Shannon entropy (base 2) of the items’ shares of all recommendations.',
  },
  {
    name: 'herfindahl',
    title: 'Herfindahl diversity',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'One minus the sum of squared shares of all recommendations.',
  },
  {
    name: 'arp',
    title: 'Average popularity',
    direction: 'min',
    perUser: true,
    atK: true,
    definition: 'Mean over users of the mean number of training users of the listed items; empty lists are left out.',
  },
  {
    name: 'tail_share',
    title: 'Long-tail share',
    direction: 'max',
    perUser: true,
    atK: true,
    definition:
      'Share of the list outside the head, the fewest most popular items that hold 80 % of training interactions (APLT); empty lists are left out.',
  },
  {
    name: 'aclt',
    title: 'Long-tail items',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: 'Number of listed items outside the head (ACLT); see long-tail share.',
  },
  {
    name: 'popularity_lift',
    title: 'Popularity lift',
    direction: 'none',
    perUser: true,
    atK: true,
    definition:
      'Relative difference of the list’s mean popularity from that of the user’s own training items; 0 is neutral. Users without training items or list are left out.',
  },
  {
    name: 'miscalibration',
    title: 'Miscalibration',
    direction: 'min',
    perUser: true,
    atK: true,
    definition:
      'Kullback–Leibler divergence, in nats, of the list’s categories from those of the user’s training items of positive weight (Steck 2018), with 1 % of the latter mixed into the list. Each item spreads 1 over its categories. Users whose items or list have no categories are left out; only for data with categories of items.',
  },
  {
    name: 'serendipity',
    title: 'Serendipity',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: 'Listed items that are held out and not among the K most popular candidates of the user, divided by K.',
  },
  {
    name: 'epc',
    title: 'Popularity complement (EPC)',
    direction: 'max',
    perUser: true,
    atK: true,
    definition:
      'Expected popularity complement: discounted sum over listed held-out items of 1 − share of training users who have the item, divided by the sum of the discounts of K ranks.',
  },
  {
    name: 'efd',
    title: 'Free discovery (EFD)',
    direction: 'max',
    perUser: true,
    atK: true,
    unit: 'bits',
    definition:
      'Expected free discovery: as the popularity complement, with −log2 of the item’s share of training interactions; items without any add nothing.',
  },
  {
    name: 'pop_rsp',
    title: 'Popularity bias (RSP)',
    direction: 'min',
    perUser: false,
    atK: true,
    definition:
      'Standard deviation divided by mean, over head and long tail, of the share of unseen user–item pairs that are recommended; 0 treats both alike.',
  },
  {
    name: 'pop_reo',
    title: 'Popularity bias (REO)',
    direction: 'min',
    perUser: false,
    atK: true,
    definition:
      'Standard deviation divided by mean, over head and long tail, of the share of held-out user–item pairs that are recommended; 0 treats both alike.',
  },
  {
    name: 'matrix_sparsity',
    title: 'Sparsity',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Share of user–item pairs without a value in the training matrix.',
  },
  {
    name: 'avg_interactions_per_user',
    title: 'Interactions per user',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Training interactions divided by users.',
  },
  {
    name: 'avg_interactions_per_post',
    title: 'Interactions per item',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Training interactions divided by items.',
  },
  {
    name: 'avg_user_similarity',
    title: 'Mean user similarity',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Mean cosine over all pairs of users with training interactions.',
  },
  {
    name: 'min_user_similarity',
    title: 'Least user similarity',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Smallest cosine over all pairs of users with training interactions.',
  },
  {
    name: 'max_user_similarity',
    title: 'Greatest user similarity',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Greatest cosine over all pairs of users with training interactions.',
  },
  {
    name: 'n_users_evaluated',
    title: 'Users evaluated',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Users with at least one held-out item of positive weight; all means are over them.',
  },
  {
    name: 'n_unknown_items',
    title: 'Unknown items held out',
    direction: 'none',
    perUser: false,
    atK: false,
    definition:
      'Held-out interactions with an item that nobody has in train. They stay in the denominators, unless the param unknown_items says drop.',
  },
  {
    name: 'n_unknown_users',
    title: 'Unknown users',
    direction: 'none',
    perUser: false,
    atK: false,
    definition:
      'Users with held-out but without training interactions. The cold-start policy answers for them, unless the param unknown_users says skip.',
  },
  {
    name: 'recovery_ari',
    title: 'Recovery, adjusted Rand',
    direction: 'max',
    perUser: false,
    atK: false,
    definition: `Adjusted Rand index (Hubert & Arabie 1985) between the true groups and as many clusters of users, by spherical k-means (the best of 8 seeded starts) on the model's scores: 1 the same, about 0 by chance. ${ofRecovery}`,
  },
  {
    name: 'recovery_nmi',
    title: 'Recovery, mutual information',
    direction: 'max',
    perUser: false,
    atK: false,
    definition: `Mutual information of the true groups and the same clusters, divided by the mean of both entropies: 1 the same, 0 independent. Not corrected for chance. ${ofRecovery}`,
  },
  {
    name: 'recovery_silhouette',
    title: 'Recovery, silhouette',
    direction: 'max',
    perUser: false,
    atK: false,
    definition: `Mean over users of (b − a) / max(a, b) (Rousseeuw 1987), a the mean distance to the own true group, b to the nearest other one, distance 1 − cosine of the model's scores; 0 where both are 0 and for a user alone in a group. ${ofRecovery}`,
  },
  {
    name: 'recovery_contrast',
    title: 'Recovery, block contrast',
    direction: 'max',
    perUser: false,
    atK: false,
    definition: `Mean cosine of the model's scores over pairs of users of the same true group, less that over pairs of different groups. ${ofRecovery}`,
  },
  {
    name: 'train_ms',
    title: 'Training time',
    direction: 'min',
    perUser: false,
    atK: false,
    unit: 'ms',
    definition: 'Wall time of training, from a monotonic clock.',
  },
  {
    name: 'evaluate_ms',
    title: 'Evaluation time',
    direction: 'min',
    perUser: false,
    atK: false,
    unit: 'ms',
    definition: 'Wall time of evaluation.',
  },
  {
    name: 'memory_bytes',
    title: 'Memory',
    direction: 'min',
    perUser: false,
    atK: false,
    unit: 'bytes',
    definition: 'Memory estimated for training before it started.',
  },
];

/** Before the name of a metric of the validation part; the metrics that it has. */
export const validationPrefix = 'val_';
const validated = new Set([
  'ndcg',
  'hit_rate',
  'precision',
  'recall',
  'map',
  'mrr',
  'f1',
  'ndcg_linear',
  'ndcg_exp',
  'n_users_evaluated',
]);

const ofValidation = (metric: MetricDefinition): MetricDefinition => ({
  ...metric,
  name: `${validationPrefix}${metric.name}`,
  title: `${metric.title}, validation`,
  perUser: false,
  definition: `On the validation part, by the model that was trained without it. ${metric.definition}`,
});

/** Every metric that a run logs: those of a validation part behind the others of recommenders, then those of query performance. */
const all = [
  ...metricCatalogue,
  ...metricCatalogue.filter(({ name }) => validated.has(name)).map(ofValidation),
  ...queryMetricCatalogue,
];

const byName = new Map(all.map((metric) => [metric.name, metric]));

/** The definition behind `ndcg@10`; undefined for a metric that only a run knows. */
export function metricDefinition(metric: string): MetricDefinition | undefined {
  return byName.get(metric.split('@')[0]!);
}

const costs = new Set(['train_ms', 'evaluate_ms', 'memory_bytes']);

/** Whether it says what a run cost (time, memory) and not how good its model is; it differs from run to run. */
export const isCost = (metric: string): boolean => costs.has(metric);

/** Whether greater is better, for every Δ, sort and colour that says so. */
export function directionOf(metric: string): Direction {
  return metricDefinition(metric)?.direction ?? 'none';
}

/** What a run cost comes behind what it is worth, of either kind. */
const order = new Map(
  [...all.filter(({ name }) => !isCost(name)), ...all.filter(({ name }) => isCost(name))].map((metric, index) => [
    metric.name,
    index,
  ]),
);

/** The order in which pages show metrics: as in the catalogue, K ascending, then those of a validation part, then those that only a run knows by name. */
export function compareMetrics(a: string, b: string): number {
  const [nameA, kA] = a.split('@');
  const [nameB, kB] = b.split('@');
  const last = all.length;
  const place = (order.get(nameA!) ?? last) - (order.get(nameB!) ?? last);
  return place || (nameA! < nameB! ? -1 : nameA! > nameB! ? 1 : Number(kA ?? 0) - Number(kB ?? 0));
}
