import { KindredError } from '#shared/api/errors.ts';
import type { PreparationReport } from '#shared/domain/query-report.ts';
import { queryFeatures } from '#shared/domain/query-features.ts';
import type { Preparation } from '#shared/domain/query-training.ts';
import { rowOf, width, type QuerySamples } from './samples.ts';
import { moments, percentile, summarise } from './summarise.ts';

/** How one feature is prepared; on the scale that is learned from, log(1 + value) or the value. */
export type PreparedColumn = {
  /** Stands for what is unknown. */
  fill: number;
  lower: number;
  upper: number;
  mean: number;
  /** Values are divided by it; 0 for a column without differences, which becomes 0. */
  scale: number;
  /** Least and greatest known value of the training part, as given. */
  seen: [number, number];
};

/** What was fitted on a training part. */
export type Fit = { columns: PreparedColumn[]; report: PreparationReport };

/**
 * Fits imputation, clipping and z-scores on a training part, and on nothing else.
 * @param samples  indices of the training part
 * @throws KindredError invalid_input where it is empty
 */
export function fitPreparation(data: QuerySamples, samples: Int32Array, how: Preparation): Fit {
  if (samples.length === 0) {
    throw new KindredError('invalid_input', 'The training part has no samples. Hold out a smaller share.');
  }
  const problems: string[] = [];
  const fitted = queryFeatures.map(({ name, unit, source, description, scale }, at) => {
    const raw = Float64Array.from(samples, (sample) => rowOf(data, sample)[at]!);
    const summary = summarise(raw);
    const column = fitColumn(raw, scale, how, [summary.min ?? 0, summary.max ?? 0]);
    problems.push(...problemsOf(name, summary, column, samples.length));
    const clipped = raw.reduce((n, value) => n + Number(isClipped(onScale(value, scale), column)), 0);
    return {
      column,
      report: {
        name,
        unit,
        source,
        description,
        scale,
        raw: summary,
        imputed_with: column.fill,
        clip: { lower: column.lower, upper: column.upper, clipped },
        mean: column.mean,
        sd: column.scale,
        constant: column.scale === 0,
      },
    };
  });
  return {
    columns: fitted.map(({ column }) => column),
    report: {
      samples: samples.length,
      features: width,
      target_scale: how.target_scale,
      columns: fitted.map(({ report }) => report),
      problems,
    },
  };
}

type Scale = (typeof queryFeatures)[number]['scale'];

function fitColumn(raw: Float64Array, scale: Scale, how: Preparation, seen: PreparedColumn['seen']): PreparedColumn {
  const known = raw.filter((value) => Number.isFinite(value));
  const scaled = known.map((value) => onScale(value, scale));
  const fill = how.imputation === 'zero' || scaled.length === 0 ? 0 : moments(scaled).mean;
  const sorted = scaled.toSorted();
  const [lower, upper] =
    sorted.length === 0
      ? [fill, fill]
      : [percentile(sorted, 100 - how.clip_percentile), percentile(sorted, how.clip_percentile)];
  // What stands for unknown values is no outlier, whatever the bounds are.
  const column = { fill, lower: Math.min(lower, fill), upper: Math.max(upper, fill) };
  const filled = raw.map((value) => clip(onScale(value, scale), column));
  const { mean, sd } = moments(filled);
  return how.standardise
    ? { ...column, mean, scale: sd > 1e-12 ? sd : 0, seen }
    : { ...column, mean: 0, scale: sd > 1e-12 ? 1 : 0, seen };
}

function problemsOf(
  name: string,
  { known, missing, infinite }: ReturnType<typeof summarise>,
  column: PreparedColumn,
  samples: number,
): string[] {
  const found: string[] = [];
  if (infinite > 0) found.push(`${name} is infinite in ${infinite} of ${samples} samples; they count as unknown.`);
  if (known === 0) found.push(`${name} is unknown in every sample, so nothing is learned from it.`);
  else if (missing > 0) found.push(`${name} is unknown in ${missing} of ${samples} samples.`);
  if (known > 0 && column.scale === 0)
    found.push(`${name} is the same in every sample, so nothing is learned from it.`);
  return found;
}

/** A sample as models see it. @param raw 12 features as given; NaN where unknown. @param out 12 numbers, all finite */
export function prepareRow(columns: readonly PreparedColumn[], raw: ArrayLike<number>, out: Float64Array): void {
  for (let at = 0; at < width; at++) {
    const column = columns[at]!;
    const value = clip(onScale(raw[at]!, queryFeatures[at]!.scale), column);
    out[at] = column.scale === 0 ? 0 : (value - column.mean) / column.scale;
  }
}

/** Rows of samples as models see them, in the order of the indices. */
export function prepareSamples(
  columns: readonly PreparedColumn[],
  data: QuerySamples,
  samples: Int32Array,
): Float64Array {
  const out = new Float64Array(samples.length * width);
  samples.forEach((sample, row) =>
    prepareRow(columns, rowOf(data, sample), out.subarray(row * width, (row + 1) * width)),
  );
  return out;
}

/** Infinite and unknown become NaN. */
function onScale(value: number, scale: Scale): number {
  if (!Number.isFinite(value)) return NaN;
  return scale === 'log' ? Math.log1p(value) : value;
}

type Bounds = Pick<PreparedColumn, 'fill' | 'lower' | 'upper'>;

const clip = (value: number, { fill, lower, upper }: Bounds): number =>
  Number.isNaN(value) ? fill : Math.min(upper, Math.max(lower, value));

const isClipped = (value: number, { lower, upper }: Bounds): boolean => value < lower || value > upper;
