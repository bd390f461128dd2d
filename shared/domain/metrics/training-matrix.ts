import type { MetricDefinition } from '../metric.ts';

/** What the training matrix is like, whatever the model. */
export const trainingMatrixMetrics: readonly MetricDefinition[] = [
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
];
