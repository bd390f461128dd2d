import { z } from 'zod';
import { Name } from './id.ts';
import { runRequest } from './run-request.ts';

/** How features become what a model learns from. Everything is fitted on the training part alone. */
export const Preparation = z.strictObject({
  target_scale: z
    .enum(['log1p', 'log'])
    .default('log1p')
    .describe(
      'Execution times range over orders of magnitude, so their logarithm is modelled: log(1 + ms), or log(ms), which tells times below a millisecond apart',
    ),
  imputation: z.enum(['mean', 'zero']).default('mean').describe('What stands for a feature that is unknown'),
  clip_percentile: z
    .number()
    .min(50)
    .max(100)
    .default(99.9)
    .describe('Values beyond this percentile, and below its counterpart, are moved to it; 100 clips nothing'),
  standardise: z.boolean().default(true).describe('Take the mean off and divide by the standard deviation (z-score)'),
});

/** How samples are divided: by query, so that none is on two sides. */
export const QuerySplit = z.strictObject({
  test_share: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.2)
    .describe('Share of the queries held out for the metrics; with folds one in n_folds'),
  calibration_share: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.2)
    .describe('Share of the queries held out from training for the width of the intervals'),
  n_folds: z
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe(
      'With 2 or more each query is tested once, calibration comes from the next folds, and the metrics are over all; the model of the first fold is kept',
    ),
  seed: z.int().min(0).default(42).describe('Draws which queries are held out'),
});

export const QueryTrainRequest = z.strictObject({
  dataset: z.string().min(1).describe('Name (newest version), name@version or id'),
  algorithm: z.string().min(1),
  config: z.record(z.string(), z.json()).default({}).describe('Hyper-parameters, validated by the algorithm'),
  preparation: Preparation.prefault({}),
  split: QuerySplit.prefault({}),
  learning_curve: z
    .int()
    .min(0)
    .max(10)
    .default(4)
    .describe('Points of the learning curve, each a model trained on a part; 0 for none'),
  permutations: z.int().min(0).max(50).default(10).describe('Shuffles of each feature for its importance; 0 for none'),
  experiment: Name.default('query performance'),
  name: Name.optional(),
  ...runRequest,
});

export type Preparation = z.infer<typeof Preparation>;
export type QuerySplit = z.infer<typeof QuerySplit>;
export type QueryTrainRequest = z.infer<typeof QueryTrainRequest>;
