import type { QueryPrediction } from '#shared/domain/query-report.ts';
import { featureNames, featuresOf, vectorOf, type QueryFeatures } from '#shared/domain/query-features.ts';
import { intervalLevel } from '#shared/domain/metrics/query-performance.ts';
import type { Preparation } from '#shared/domain/query-training.ts';
import type { SavedModel } from '#runs/models/model.ts';
import type { Estimator, QueryAlgorithm } from './algorithms/algorithm.ts';
import { finiteArray, finiteNumber, refused } from './algorithms/checks.ts';
import { prepareRow, type PreparedColumn } from './preparation.ts';
import { width } from './samples.ts';
import { fromScale, toScale, type TargetScale } from './target-scale.ts';

/** What the calibration part said of a model's errors, on the scale that is modelled. */
export type Calibration = {
  /** Half the width of the 90 % interval. */
  margin: number;
  /** The 0.9 quantile of actual − predicted. */
  upper: number;
};

/**
 * What was fitted: one estimator for queries that were never seen, which knows their plan, and one for those whose recent mean time is known,
 * which tells by how much the next time differs from it. Samples with a part missing that says so much are another problem, so that they get
 * a model of their own (pattern submodels, Fletcher Mercaldo & Blume 2020).
 */
export type Estimators = {
  scale: TargetScale;
  columns: readonly PreparedColumn[];
  fresh: Estimator;
  /** Null where training had too few queries that were seen before; `fresh` answers for all then. */
  seen: Estimator | null;
};

/** Everything that answers for a query: preparation, estimators, intervals. */
export type QueryModel = Estimators & {
  /** Of queries that are answered by `fresh`, and of those that are answered by `seen`. */
  calibration: { fresh: Calibration; seen: Calibration };
  /** Mean time of the training part: what is said of a query of which nothing is known. */
  trainingMeanMs: number;
};

export const level = intervalLevel / 100;

const recent = featureNames.indexOf('recent_mean_ms');
const history = (['cache_hit_ratio', 'calls_history', 'recent_mean_ms'] as const).map((name) =>
  featureNames.indexOf(name),
);

/** Whether the recent mean time of a query is known. @param raw 12 features; NaN where unknown */
export const wasSeen = (raw: ArrayLike<number>): boolean => Number.isFinite(raw[recent]);

/** What the estimator of seen queries tells the difference from, on the scale that is modelled. */
export const recentOnScale = (raw: ArrayLike<number>, scale: TargetScale): number => toScale(raw[recent]!, scale);

/** A prepared row without history, as the estimator of never seen queries is shown all of them. */
export function withoutHistory(row: Float64Array): Float64Array {
  for (const at of history) row[at] = 0;
  return row;
}

/** The modelled value for a query. @param raw 12 features; NaN where unknown */
export function estimate({ columns, scale, fresh, seen }: Estimators, raw: ArrayLike<number>): number {
  const row = new Float64Array(width);
  prepareRow(columns, raw, row);
  return seen && wasSeen(raw) ? recentOnScale(raw, scale) + seen.predict(row) : fresh.predict(withoutHistory(row));
}

/** The margins of a query's interval. */
export const marginsOf = (
  { seen, calibration }: Pick<QueryModel, 'seen' | 'calibration'>,
  raw: ArrayLike<number>,
): Calibration => (seen && wasSeen(raw) ? calibration.seen : calibration.fresh);

/** The time that a model expects, with the interval that holds 90 % of such queries. */
export function predict(model: QueryModel, features: QueryFeatures): QueryPrediction {
  const raw = vectorOf(features);
  const value = estimate(model, raw);
  const { margin } = marginsOf(model, raw);
  const { scale } = model;
  return {
    predicted_ms: fromScale(value, scale),
    interval: { lower_ms: fromScale(value - margin, scale), upper_ms: fromScale(value + margin, scale), level },
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
export function saveQueryModel(model: QueryModel): SavedModel {
  const { columns, fresh, seen, calibration, scale, trainingMeanMs } = model;
  const prepared = columnArrays.map((name) => [
    `prepare_${name}`,
    Float64Array.from(columns, (column) => column[name]),
  ]);
  const parts = seen ? [under('fresh_', fresh.save()), under('seen_', seen.save())] : [under('fresh_', fresh.save())];
  return {
    arrays: {
      ...(Object.fromEntries(prepared) as Record<string, Float64Array>),
      prepare_seen: Float64Array.from(columns.flatMap(({ seen: range }) => range)),
      ...parts.reduce<SavedModel['arrays']>((all, { arrays }) => ({ ...all, ...arrays }), {}),
    },
    meta: {
      target_scale: scale,
      knows_seen_queries: seen !== null,
      fresh_margin: calibration.fresh.margin,
      fresh_upper: calibration.fresh.upper,
      seen_margin: calibration.seen.margin,
      seen_upper: calibration.seen.upper,
      training_mean_ms: trainingMeanMs,
      ...parts.reduce<SavedModel['meta']>((all, { meta }) => ({ ...all, ...meta }), {}),
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
  const range = finiteArray(arrays, 'prepare_seen', 2 * width);
  if (read.scale.some((value) => value < 0)) throw refused('one of its scales is negative');
  if (read.lower.some((value, at) => value > read.upper[at]!)) {
    throw refused('one of its lower bounds is above the upper one');
  }
  const knowsSeen = meta['knows_seen_queries'];
  if (typeof knowsSeen !== 'boolean') throw refused('it does not say which queries it knows');
  return {
    scale: scaleOf(meta),
    columns: Array.from({ length: width }, (_, at) => ({
      fill: read.fill[at]!,
      lower: read.lower[at]!,
      upper: read.upper[at]!,
      mean: read.mean[at]!,
      scale: read.scale[at]!,
      seen: [range[2 * at]!, range[2 * at + 1]!],
    })),
    fresh: algorithm.load(partOf('fresh_', saved), width),
    seen: knowsSeen ? algorithm.load(partOf('seen_', saved), width) : null,
    calibration: { fresh: calibrationOf('fresh_', meta), seen: calibrationOf('seen_', meta) },
    trainingMeanMs: finiteNumber(meta, 'training_mean_ms'),
  };
}

function calibrationOf(prefix: string, meta: SavedModel['meta']): Calibration {
  const margin = finiteNumber(meta, `${prefix}margin`);
  if (margin < 0) throw refused('the margin of its interval is negative');
  return { margin, upper: finiteNumber(meta, `${prefix}upper`) };
}

/** A saved part with every name behind a prefix; `partOf` takes it out again. */
const under = (prefix: string, { arrays, meta }: SavedModel): SavedModel => ({
  arrays: Object.fromEntries(Object.entries(arrays).map(([name, array]) => [prefix + name, array])),
  meta: Object.fromEntries(Object.entries(meta).map(([name, value]) => [prefix + name, value])),
});

const partOf = (prefix: string, { arrays, meta }: SavedModel): SavedModel => ({
  arrays: Object.fromEntries(within(prefix, arrays)),
  meta: Object.fromEntries(within(prefix, meta)),
});

const within = <V>(prefix: string, named: Record<string, V>): [string, V][] =>
  Object.entries(named).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );

function scaleOf(meta: SavedModel['meta']): Preparation['target_scale'] {
  const found = meta['target_scale'];
  if (found === 'log1p' || found === 'log') return found;
  throw refused('it does not say on which scale it was trained');
}
