/**
 * Parameters that a run logs about its data and how it was measured, not about its algorithm. They stand in the provenance,
 * and tables do not show them unasked.
 */
export const contextParams: ReadonlySet<string> = new Set([
  'algorithm',
  'metric',
  'weighting',
  'aggregation',
  'transform',
  'source',
  'dataset_fingerprint',
  'split',
  'test_share',
  'n_folds',
  'split_seed',
  'leakage',
  'candidates',
  'seed',
  'model_trained_on',
  'n_users',
  'n_posts',
  'n_interactions',
]);
