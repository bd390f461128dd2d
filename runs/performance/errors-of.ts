import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { toScale, type TargetScale } from './target-scale.ts';

export type Errors = QueryRunReport['errors'];

/**
 * How far predictions are from what was measured, both in milliseconds; R² is on the scale that is modelled.
 * @returns null for R² of equal times and for a percentage of times that are all 0
 */
export function errorsOf(actual: ArrayLike<number>, predicted: ArrayLike<number>, scale: TargetScale): Errors {
  const n = actual.length;
  let absolute = 0;
  let squared = 0;
  let relative = 0;
  let positive = 0;
  for (let i = 0; i < n; i++) {
    const error = actual[i]! - predicted[i]!;
    absolute += Math.abs(error);
    squared += error * error;
    if (actual[i]! > 0) {
      relative += Math.abs(error) / actual[i]!;
      positive++;
    }
  }
  return {
    r2: r2Of(
      Float64Array.from(actual, (ms) => toScale(ms, scale)),
      Float64Array.from(predicted, (ms) => toScale(ms, scale)),
    ),
    mae_ms: absolute / n,
    rmse_ms: Math.sqrt(squared / n),
    mape: positive === 0 ? null : relative / positive,
  };
}

/** 1 − Σ(y − ŷ)² / Σ(y − mean y)²; null where all of y is equal. */
export function r2Of(actual: Float64Array, predicted: Float64Array): number | null {
  let mean = 0;
  for (const value of actual) mean += value / actual.length;
  let residual = 0;
  let total = 0;
  actual.forEach((value, i) => {
    residual += (value - predicted[i]!) ** 2;
    total += (value - mean) ** 2;
  });
  // Below rounding: equal values do not add up to exactly no spread around their mean.
  return total <= actual.length * (1e-14 * Math.max(1, Math.abs(mean))) ** 2 ? null : 1 - residual / total;
}

/** Mean of max(p · (y − q), (p − 1) · (y − q)): least where q is the p-quantile of y (Koenker & Bassett 1978). */
export function pinballLoss(actual: ArrayLike<number>, quantile: ArrayLike<number>, p: number): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) {
    const above = actual[i]! - quantile[i]!;
    sum += Math.max(p * above, (p - 1) * above);
  }
  return sum / actual.length;
}
