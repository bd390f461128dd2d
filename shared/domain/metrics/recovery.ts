import type { MetricDefinition } from '../metric.ts';

/** Whom the metrics of recovery are of. */
const ofRecovery =
  "Only for data whose groups are known. A user's scores are those of every item, also of items the user has; users without scores are left out, and of many users up to 1,000 are taken, evenly from all groups.";

/** How well the scores of a model find the true groups of users. */
export const recoveryMetrics: readonly MetricDefinition[] = [
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
];
