import { normalTail } from './normal.ts';

export type SignedRanks = {
  /** Sum of the ranks of positive differences. */
  positive: number;
  /** Differences that are not zero. */
  n: number;
  /** Two-sided; 1 where no difference is other than zero. */
  p: number;
};

/**
 * Wilcoxon's signed-rank test of paired differences (Wilcoxon 1945): differences of zero are left out, equal ones share their
 * mean rank. The p-value is of the normal approximation with correction for ties and without one for continuity, as
 * `scipy.stats.wilcoxon(d, zero_method="wilcox", correction=False, method="asymptotic")` gives it.
 * @param tolerance sizes that are no further apart are equal, and none above it is zero (`roundingOf`)
 */
export function signedRankTest(differences: Float64Array, tolerance = 0): SignedRanks {
  const sizes = differences.filter((difference) => Math.abs(difference) > tolerance).map(Math.abs);
  const gains = differences.filter((difference) => difference > tolerance);
  const n = sizes.length;
  if (n === 0) return { positive: 0, n, p: 1 };
  const { positive, ties } = rankSum(sizes.sort(), gains.sort(), tolerance);
  const mean = (n * (n + 1)) / 4;
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24);
  return { positive, n, p: Math.min(1, 2 * normalTail(Math.abs(positive - mean) / deviation)) };
}

/**
 * By how much differences of values that are kept in 32 bits can differ though they are the same: 0.85 − 0.35 and 0.75 − 0.25
 * do, by 2⁻²⁵ of the greatest value for each rounding. Without this, ties would be broken by rounding.
 */
export function roundingOf(...columns: readonly Float32Array[]): number {
  let greatest = 0;
  for (const column of columns) for (const value of column) if (Math.abs(value) > greatest) greatest = Math.abs(value);
  return greatest * 2 ** -22;
}

/**
 * Both ascending, so the ranks of `gains` among `sizes` are found in one walk through both.
 * @returns the sum of the mean ranks of `gains`, and Σ t³ − t over runs of t equal sizes
 */
function rankSum(sizes: Float64Array, gains: Float64Array, tolerance: number): { positive: number; ties: number } {
  let positive = 0;
  let ties = 0;
  let gain = 0;
  for (let from = 0, to = 0; from < sizes.length; from = to) {
    do to += 1;
    while (to < sizes.length && sizes[to]! - sizes[to - 1]! <= tolerance);
    const last = sizes[to - 1]!;
    // Ranks from + 1 … to.
    const rank = (from + 1 + to) / 2;
    for (; gain < gains.length && gains[gain]! <= last; gain++) positive += rank;
    ties += (to - from) ** 3 - (to - from);
  }
  return { positive, ties };
}
