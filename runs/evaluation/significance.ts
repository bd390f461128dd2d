import { KindredError } from '#shared/api/errors.ts';
import type { Direction } from '#shared/domain/metric.ts';
import { bootstrapMeans, type BootstrapOptions } from './bootstrap.ts';

/** Fixed, so that a comparison is the same every time. */
export const fixedBootstrap: BootstrapOptions = { seed: 20_250_113, samples: 2000 };

export type PairedDifference = {
  /** Mean of b − a over users that have both. */
  delta: number;
  /** 95 % percentile interval of the delta over resampled users. */
  ci: [number, number];
  /** Users that have both. */
  n: number;
};

/** b − a of users that have both values, in 64 bits. */
export function differences(a: Float32Array, b: Float32Array): Float64Array {
  if (a.length !== b.length) {
    throw new KindredError('internal', `Cannot pair ${a.length} users with ${b.length}: the runs are of other data.`);
  }
  const pairs = new Float64Array(a.length);
  let n = 0;
  for (let user = 0; user < a.length; user++) {
    const difference = b[user]! - a[user]!;
    if (difference === difference) pairs[n++] = difference;
  }
  return pairs.subarray(0, n);
}

/** Paired bootstrap over users (Efron & Tibshirani 1993); NaN pairs are left out; NaN where none is left. */
export function pairedBootstrap(a: Float32Array, b: Float32Array, options: BootstrapOptions): PairedDifference {
  return bootstrapAll([differences(a, b)], options)[0]!;
}

/**
 * `pairedBootstrap` of many metrics: those over equally many users are resampled together, which is what makes it fast.
 * The answer for a metric does not depend on which others are beside it.
 */
export function bootstrapAll(pairs: readonly Float64Array[], options: BootstrapOptions): PairedDifference[] {
  const results: PairedDifference[] = pairs.map((pair) => ({ delta: mean(pair), ci: [NaN, NaN], n: pair.length }));
  for (const [n, columns] of Map.groupBy(pairs.keys(), (column) => pairs[column]!.length)) {
    if (n === 0) continue;
    const resampled = bootstrapMeans(
      columns.map((column) => pairs[column]!),
      options,
    );
    columns.forEach((column, i) => {
      const means = resampled[i]!.sort();
      results[column]!.ci = [quantile(means, 0.025), quantile(means, 0.975)];
    });
  }
  return results;
}

/** Users for whom b is better, the same or worse; null for a metric without a better end. NaN pairs are left out. */
export function countBetter(
  a: Float32Array,
  b: Float32Array,
  direction: Direction,
): { better: number; same: number; worse: number } | null {
  if (direction === 'none') return null;
  let greater = 0;
  let less = 0;
  const pairs = differences(a, b);
  for (const difference of pairs) {
    if (difference > 0) greater += 1;
    else if (difference < 0) less += 1;
  }
  const same = pairs.length - greater - less;
  return direction === 'max' ? { better: greater, same, worse: less } : { better: less, same, worse: greater };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Linear interpolation between order statistics (Hyndman & Fan's type 7). @param sorted ascending, not empty */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below + (above - below) * (at - Math.floor(at));
}
