import type { QueryPrediction } from '#shared/domain/query-report.ts';
import { featuresOf, vectorOf, type QueryFeatures } from '#shared/domain/query-features.ts';
import { intervalLevel } from '#shared/domain/query-metrics.ts';
import type { Preparation } from '#shared/domain/query-training.ts';
import type { SavedModel } from '#runs/models/model.ts';
import type { Estimator, QueryAlgorithm } from './algorithms/algorithm.ts';
import { finiteArray, finiteNumber, refused } from './algorithms/checks.ts';
import { prepareRow, type PreparedColumn } from './preparation.ts';
import { width } from './samples.ts';
import { fromScale, type TargetScale } from './target-scale.ts';

/** What the calibration part said of a model's errors, on the scale that is modelled. */
export type Calibration = {
  /** Half the width of the 90 % interval. */
  margin: number;
  /** The 0.9 quantile of actual − predicted. */
  upper: number;
};

/** Everything that answers for a query: preparation, estimator, interval. */
export type QueryModel = {
  scale: TargetScale;
  columns: readonly PreparedColumn[];
  estimator: Estimator;
  calibration: Calibration;
  /** Mean time of the training part: what is said of a query of which nothing is known. */
  trainingMeanMs: number;
};

export const level = intervalLevel / 100;

/** The modelled value for a query. @param raw 12 features; NaN where unknown */
export function estimate({ columns, estimator }: Pick<QueryModel, 'columns' | 'estimator'>, raw: ArrayLike<number>) {
  const row = new Float64Array(width);
  prepareRow(columns, raw, row);
  return estimator.predict(row);
}

/** The time that a model expects, with the interval that holds 90 % of such queries. */
export function predict(model: QueryModel, features: QueryFeatures): QueryPrediction {
  const raw = vectorOf(features);
  const value = estimate(model, raw);
  const { scale, calibration } = model;
  return {
    predicted_ms: fromScale(value, scale),
    interval: {
      lower_ms: fromScale(value - calibration.margin, scale),
      upper_ms: fromScale(value + calibration.margin, scale),
      level,
    },
    confidence: confidenceOf(model.columns, raw),
    features: featuresOf(raw),
  };
}

/** Share of the features that are known and inside the range that training saw. */
function confidenceOf(columns: readonly PreparedColumn[], raw: ArrayLike<number>): number {
  const inside = columns.filter(({ seen: [from, to] }, at) => raw[at]! >= from && raw[at]! <= to);
  return inside.length / columns.length;
}

/** What is known without a model: the recent mean time of the query, else the mean of all. */
export const historyEstimate = (features: QueryFeatures, trainingMeanMs: number): number =>
  features.recent_mean_ms ?? trainingMeanMs;

const columnArrays = ['fill', 'lower', 'upper', 'mean', 'scale'] as const;

/** A model as arrays and numbers; `loadQueryModel` is the way back. */
export function saveQueryModel({ columns, estimator, calibration, scale, trainingMeanMs }: QueryModel): SavedModel {
  const { arrays, meta } = estimator.save();
  const prepared = columnArrays.map((name) => [
    `prepare_${name}`,
    Float64Array.from(columns, (column) => column[name]),
  ]);
  return {
    arrays: {
      ...arrays,
      ...(Object.fromEntries(prepared) as Record<string, Float64Array>),
      prepare_seen: Float64Array.from(columns.flatMap(({ seen }) => seen)),
    },
    meta: {
      ...meta,
      target_scale: scale,
      margin: calibration.margin,
      upper: calibration.upper,
      training_mean_ms: trainingMeanMs,
    },
  };
}

/**
 * The model of `saveQueryModel`. Nothing of it is executed, and everything is checked.
 * @throws KindredError invalid_input naming what is wrong
 */
export function loadQueryModel(saved: SavedModel, algorithm: QueryAlgorithm): QueryModel {
  const { arrays, meta } = saved;
  const read = Object.fromEntries(
    columnArrays.map((name) => [name, finiteArray(arrays, `prepare_${name}`, width)]),
  ) as Record<(typeof columnArrays)[number], Float64Array>;
  const seen = finiteArray(arrays, 'prepare_seen', 2 * width);
  if (read.scale.some((value) => value < 0)) throw refused('one of its scales is negative');
  if (read.lower.some((value, at) => value > read.upper[at]!))
    throw refused('one of its lower bounds is above the upper one');
  const margin = finiteNumber(meta, 'margin');
  if (margin < 0) throw refused('the margin of its interval is negative');
  return {
    scale: scaleOf(meta),
    columns: Array.from({ length: width }, (_, at) => ({
      fill: read.fill[at]!,
      lower: read.lower[at]!,
      upper: read.upper[at]!,
      mean: read.mean[at]!,
      scale: read.scale[at]!,
      seen: [seen[2 * at]!, seen[2 * at + 1]!],
    })),
    estimator: algorithm.load(saved, width),
    calibration: { margin, upper: finiteNumber(meta, 'upper') },
    trainingMeanMs: finiteNumber(meta, 'training_mean_ms'),
  };
}

function scaleOf(meta: SavedModel['meta']): Preparation['target_scale'] {
  const found = meta['target_scale'];
  if (found === 'log1p' || found === 'log') return found;
  throw refused('it does not say on which scale it was trained');
}
