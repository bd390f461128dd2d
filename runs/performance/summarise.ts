import type { NumberSummary } from '#shared/domain/query-dataset.ts';

/** What a column looks like; NaN is missing, infinite values are counted and left out. */
export function summarise(values: Iterable<number>): NumberSummary {
  const known: number[] = [];
  let missing = 0;
  let infinite = 0;
  for (const value of values) {
    if (Number.isFinite(value)) known.push(value);
    else if (Number.isNaN(value)) missing++;
    else infinite++;
  }
  const sorted = Float64Array.from(known).sort();
  const n = sorted.length;
  const empty = { min: null, p01: null, median: null, mean: null, p99: null, max: null, sd: null };
  if (n === 0) return { known: 0, missing, infinite, ...empty };
  const { mean, sd } = moments(sorted);
  return {
    known: n,
    missing,
    infinite,
    min: sorted[0]!,
    p01: percentile(sorted, 1),
    median: percentile(sorted, 50),
    mean,
    p99: percentile(sorted, 99),
    max: sorted[n - 1]!,
    sd,
  };
}

/**
 * Percentile with linear interpolation between the two nearest values, as NumPy's default.
 * @param sorted ascending, at least one value
 * @param p      0 … 100
 */
export function percentile(sorted: ArrayLike<number>, p: number): number {
  const place = ((sorted.length - 1) * p) / 100;
  const low = Math.floor(place);
  const below = sorted[low]!;
  const above = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return below + (above - below) * (place - low);
}

/** Mean and population standard deviation, added up as distances from the first value: equal values have exactly no spread. */
export function moments(values: ArrayLike<number>): { mean: number; sd: number } {
  const n = values.length;
  const first = values[0] ?? NaN;
  let shift = 0;
  for (let i = 0; i < n; i++) shift += values[i]! - first;
  const mean = first + shift / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return { mean, sd: Math.sqrt(squares / n) };
}
