import { KindredError } from '#shared/api/errors.ts';

/**
 * The ⌈level · (n + 1)⌉-th smallest score, the margin of split conformal prediction (Papadopoulos et al. 2002; Lei et al. 2018): of new
 * values that are exchangeable with those of the calibration part, at least the share `level` has a score of at most this.
 * @throws KindredError invalid_input where there are too few scores for the level
 */
export function conformalMargin(scores: Float64Array, level: number): number {
  // 0.9 · (9 + 1) is 9.000000000000002 for some levels: a hair above a whole number is that number.
  const rank = Math.ceil(level * (scores.length + 1) - 1e-9);
  if (rank > scores.length || rank < 1) {
    throw new KindredError(
      'invalid_input',
      `${scores.length} calibration samples are too few for an interval of ${level * 100} %. Collect more queries.`,
    );
  }
  return scores.toSorted()[rank - 1]!;
}

/** Share of values inside their intervals, bounds included; NaN for none. */
export function coverageOf(actual: ArrayLike<number>, lower: ArrayLike<number>, upper: ArrayLike<number>): number {
  let inside = 0;
  for (let i = 0; i < actual.length; i++) inside += Number(actual[i]! >= lower[i]! && actual[i]! <= upper[i]!);
  return inside / actual.length;
}
