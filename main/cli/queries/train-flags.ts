import type { Command } from 'commander';
import { choice, numberBetween, share, wholeNumber } from '../flags.ts';
import { maxSeed } from '../ranking-flags.ts';

/** How samples are prepared and divided, and what is reported; a flag that was not given is undefined. */
export type QueryTrainOptions = {
  targetScale?: 'log1p' | 'log';
  imputation?: 'mean' | 'zero';
  clip?: number;
  standardise?: false;
  testShare?: number;
  calibrationShare?: number;
  folds?: number;
  splitSeed?: number;
  learningCurve?: number;
  permutations?: number;
};

export const addQueryTrainFlags = (command: Command): Command =>
  command
    .addOption(
      choice('--target-scale <scale>', 'what of the time is modelled: log(1 + ms) or log(ms) (log1p)', [
        'log1p',
        'log',
      ]),
    )
    .addOption(choice('--imputation <how>', 'what stands for an unknown feature (mean)', ['mean', 'zero']))
    .option(
      '--clip <percentile>',
      'percentile that features are clipped to; 100 for none (99.9)',
      numberBetween(50, 100),
    )
    .option('--no-standardise', 'leave out the z-score')
    .option('--test-share <share>', 'share of the queries held out for the metrics (0.2)', share)
    .option('--calibration-share <share>', 'share of the queries held out for the intervals (0.2)', share)
    .option('--folds <n>', 'test every query once, in n folds', wholeNumber(2, 20))
    .option('--split-seed <n>', 'seed of the split (42)', wholeNumber(0, maxSeed))
    .option('--learning-curve <n>', 'points of the learning curve (4)', wholeNumber(0, 10))
    .option('--permutations <n>', 'shuffles of each feature for its importance (10)', wholeNumber(0, 50));

/** The part of a request that says how. */
export const trainingFrom = (options: QueryTrainOptions) => ({
  preparation: {
    target_scale: options.targetScale,
    imputation: options.imputation,
    clip_percentile: options.clip,
    standardise: options.standardise,
  },
  split: {
    test_share: options.testShare,
    calibration_share: options.calibrationShare,
    n_folds: options.folds,
    seed: options.splitSeed,
  },
  learning_curve: options.learningCurve,
  permutations: options.permutations,
});
