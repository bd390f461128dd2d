import type { PreparationReport } from '#shared/domain/query-report.ts';
import type { Preparation } from '#shared/domain/query-training.ts';
import type { Estimator, FitContext, QueryAlgorithm } from './algorithms/algorithm.ts';
import { conformalMargin } from './conformal.ts';
import { fitPreparation, prepareSamples, type PreparedColumn } from './preparation.ts';
import { estimate, level, type Calibration, type QueryModel } from './query-model.ts';
import { rowOf, width, type QuerySamples } from './samples.ts';
import { toScale } from './target-scale.ts';

/** What is trained how. */
export type Recipe = {
  algorithm: QueryAlgorithm;
  /** Parsed by the algorithm. */
  config: Record<string, unknown>;
  preparation: Preparation;
};

export type Fitted = { columns: readonly PreparedColumn[]; estimator: Estimator; report: PreparationReport };

/** Preparation and estimator from a training part. @param samples its indices. @throws as the algorithm and `fitPreparation` */
export function fit(data: QuerySamples, samples: Int32Array, recipe: Recipe, context: FitContext): Fitted {
  const { columns, report } = fitPreparation(data, samples, recipe.preparation);
  const table = {
    x: prepareSamples(columns, data, samples),
    y: Float64Array.from(samples, (sample) => toScale(data.times[sample]!, recipe.preparation.target_scale)),
    columns: width,
  };
  return { columns, report, estimator: recipe.algorithm.fit(table, recipe.config, context) };
}

/** The margins of a fitted model from a part that it did not see. @throws KindredError invalid_input where that is too small */
export function calibrate(
  data: QuerySamples,
  samples: Int32Array,
  fitted: Fitted,
  { target_scale: scale }: Preparation,
): Calibration {
  const residuals = Float64Array.from(
    samples,
    (sample) => toScale(data.times[sample]!, scale) - estimate(fitted, rowOf(data, sample)),
  );
  return {
    margin: conformalMargin(residuals.map(Math.abs), level),
    upper: conformalMargin(residuals, level),
  };
}

/** A whole model. @param train,calibration indices of samples, of different queries */
export function modelOf(
  data: QuerySamples,
  fitted: Fitted,
  calibration: Int32Array,
  train: Int32Array,
  { preparation }: Recipe,
): QueryModel {
  const mean = train.reduce((sum, sample) => sum + data.times[sample]! / train.length, 0);
  return {
    scale: preparation.target_scale,
    columns: fitted.columns,
    estimator: fitted.estimator,
    calibration: calibrate(data, calibration, fitted, preparation),
    trainingMeanMs: mean,
  };
}
