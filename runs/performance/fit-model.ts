import type { PreparationReport } from '#shared/domain/query-report.ts';
import type { Preparation } from '#shared/domain/query-training.ts';
import type { Estimator, FitContext, QueryAlgorithm, Table } from './algorithms/algorithm.ts';
import { conformalMargin } from './conformal.ts';
import { fitPreparation, prepareSamples } from './preparation.ts';
import {
  estimate,
  level,
  recentOnScale,
  wasSeen,
  withoutHistory,
  type Calibration,
  type Estimators,
  type QueryModel,
} from './query-model.ts';
import { rowOf, width, type QuerySamples } from './samples.ts';
import { leastCalibration } from './split-queries.ts';
import { toScale } from './target-scale.ts';

/** What is trained how. */
export type Recipe = {
  algorithm: QueryAlgorithm;
  /** Parsed by the algorithm. */
  config: Record<string, unknown>;
  preparation: Preparation;
};

export type Fitted = Estimators & { report: PreparationReport };

/** Fewest training samples with a known recent mean time that an estimator of their own is fitted on. */
const leastSeen = 20;

/** Preparation and estimators from a training part. @param samples its indices. @throws as the algorithm and `fitPreparation` */
export function fit(data: QuerySamples, samples: Int32Array, recipe: Recipe, context: FitContext): Fitted {
  const { columns, report } = fitPreparation(data, samples, recipe.preparation);
  const scale = recipe.preparation.target_scale;
  const known = samples.filter((sample) => wasSeen(rowOf(data, sample)));
  const isKnown = known.length >= leastSeen;
  const fitOn = (table: Pick<Table, 'x' | 'y'>, first: boolean): Estimator =>
    recipe.algorithm.fit({ ...table, columns: width }, recipe.config, {
      ...context,
      onStep: (done, total) => context.onStep(first ? done : total + done, isKnown ? 2 * total : total),
    });

  const x = prepareSamples(columns, data, samples);
  for (let row = 0; row < samples.length; row++) withoutHistory(x.subarray(row * width, (row + 1) * width));
  const fresh = fitOn({ x, y: Float64Array.from(samples, (sample) => toScale(data.times[sample]!, scale)) }, true);
  const changes = () =>
    Float64Array.from(
      known,
      (sample) => toScale(data.times[sample]!, scale) - recentOnScale(rowOf(data, sample), scale),
    );
  const seen = isKnown ? fitOn({ x: prepareSamples(columns, data, known), y: changes() }, false) : null;
  return { scale, columns, fresh, seen, report };
}

/**
 * The margins of fitted estimators from a part that they did not see, for queries that were seen before and for the others apart (Mondrian
 * conformal prediction, Vovk 2012); where there are too few of one sort, they have those of both.
 * @throws KindredError invalid_input where the part is too small
 */
export function calibrate(data: QuerySamples, samples: Int32Array, fitted: Fitted): QueryModel['calibration'] {
  const { scale, seen } = fitted;
  const residualsOf = (part: Int32Array) =>
    Float64Array.from(part, (sample) => toScale(data.times[sample]!, scale) - estimate(fitted, rowOf(data, sample)));
  const isSeen = (sample: number) => seen !== null && wasSeen(rowOf(data, sample));
  const apart = (part: Int32Array) => marginsFrom(residualsOf(part.length >= leastCalibration ? part : samples));
  return {
    fresh: apart(samples.filter((sample) => !isSeen(sample))),
    seen: apart(samples.filter(isSeen)),
  };
}

const marginsFrom = (residuals: Float64Array): Calibration => ({
  margin: conformalMargin(residuals.map(Math.abs), level),
  upper: conformalMargin(residuals, level),
});

/** A whole model. @param train,calibration indices of samples, of different queries */
export function modelOf(data: QuerySamples, fitted: Fitted, calibration: Int32Array, train: Int32Array): QueryModel {
  const { scale, columns, fresh, seen } = fitted;
  const mean = train.reduce((sum, sample) => sum + data.times[sample]! / train.length, 0);
  return { scale, columns, fresh, seen, calibration: calibrate(data, calibration, fitted), trainingMeanMs: mean };
}
