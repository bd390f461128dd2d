/**
 * p-values corrected for their number (Holm 1979): the smallest of m is multiplied by m, the next by m − 1, …, never below
 * the one before and at most 1. The chance of any false claim among them stays below the level, however they depend on one another.
 * @returns in the order given
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]! || a - b);
  const corrected = Array.from(values, () => 1);
  let before = 0;
  order.forEach((index, rank) => {
    before = Math.max(before, Math.min(1, (values.length - rank) * values[index]!));
    corrected[index] = before;
  });
  return corrected;
}
