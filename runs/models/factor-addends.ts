import type { Contribution } from '#shared/domain/run.ts';
import { dotAt } from '#runs/matrix/als-system.ts';

/** The product of two vectors, factor by factor. */
export function factorAddends(
  x: Float64Array,
  xAt: number,
  y: Float64Array,
  yAt: number,
  factors: number,
): Contribution[] {
  return Array.from({ length: factors }, (_, f) => {
    const value = x[xAt + f]! * y[yAt + f]!;
    return { kind: 'other', id: String(f), value, similarity: null, text: `factor ${f + 1}` };
  });
}

/** The greatest Euclidean length of a row. */
export function longestRow(rows: Float64Array, factors: number): number {
  let greatest = 0;
  for (let at = 0; at < rows.length; at += factors) greatest = Math.max(greatest, dotAt(rows, at, rows, at, factors));
  return Math.sqrt(greatest);
}
