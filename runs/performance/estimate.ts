import type { Estimate } from '#shared/domain/estimate.ts';
import { queryFeatures } from '#shared/domain/query-features.ts';
import type { QueryTrainRequest } from '#shared/domain/query-training.ts';
import type { QueryAlgorithm } from './algorithms/algorithm.ts';

/** Bytes a sample: its features as given and as prepared, targets, residuals and the prediction with its text. */
const bytesPerSample = queryFeatures.length * 8 * 4 + 1000;

/** Seconds to prepare and predict one sample, of any algorithm. */
const secondsPerPrediction = 3e-6;

/** What is asked for: how samples are divided, and how often a model is fitted and asked. */
export type PlannedQueryRun = Pick<QueryTrainRequest, 'split' | 'learning_curve' | 'permutations'> & {
  algorithm: QueryAlgorithm;
  /** Parsed by the algorithm. */
  config: Record<string, unknown>;
  samples: number;
};

/** Time and memory that a run about query performance will need; it trains on one thread. */
export function estimateQueryRun(planned: PlannedQueryRun, limitBytes: number): Estimate {
  const { algorithm, config, samples, split, learning_curve, permutations } = planned;
  const columns = queryFeatures.length;
  const tested = split.n_folds > 1 ? 1 / split.n_folds : split.test_share;
  const calibrated = split.n_folds > 1 ? tested : split.calibration_share;
  const train = samples * Math.max(0, 1 - tested - calibrated);
  // One estimator for queries that were never seen, one for those that were.
  const fit = (rows: number) => 2 * algorithm.seconds(rows, columns, config);
  // The last point of the curve is the model itself.
  const curve = Array.from({ length: Math.max(0, learning_curve - 1) }, (_, at) =>
    fit(train * ((at + 1) / learning_curve)),
  );
  const predictions = samples * tested * columns * permutations + samples;
  return {
    seconds:
      split.n_folds * fit(train) + curve.reduce((sum, each) => sum + each, 0) + predictions * secondsPerPrediction,
    bytes: samples * bytesPerSample,
    limit_bytes: limitBytes,
    search_bytes: null,
  };
}
