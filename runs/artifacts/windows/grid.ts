import { KindredError } from '#shared/api/errors.ts';
import type { WindowAggregation } from '#shared/domain/matrix.ts';
import { binsOf, type Bins } from '#shared/domain/window-bins.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

/** A stretch of both axes, how it is divided into cells, and which row and column stands at each position. */
export type Grid = {
  rowBins: Bins;
  colBins: Bins;
  rowOrder: Int32Array;
  colOrder: Int32Array;
};

/** Where a window lies and how finely it is drawn: `WindowRequest` without the run. */
export type WindowShape = { r0: number; r1: number; c0: number; c1: number; h: number; w: number };

export function gridOf({ r0, r1, c0, c1, h, w }: WindowShape, rowOrder: Int32Array, colOrder: Int32Array): Grid {
  return { rowBins: binsOf(r0, r1, h), colBins: binsOf(c0, c1, w), rowOrder, colOrder };
}

/** Cosines that come out of cancelling signed values are equal only up to rounding. */
export const rounding = 1e-9;

/** Which of two values is further from 0; of equally far ones the positive one, so that the order does not matter. */
export function further(a: number, b: number): number {
  const lead = Math.abs(b) - Math.abs(a);
  if (Math.abs(lead) <= rounding) return Math.max(a, b);
  return lead > 0 ? b : a;
}

/** Whether rows and columns are the same stretch, divided alike. */
export function sameBins({ rowBins: a, colBins: b }: Grid): boolean {
  return a.from === b.from && a.to === b.to && a.size === b.size;
}

/** @throws KindredError cancelled, asked once a row: whoever wanted the window is gone, and the next one waits for this thread */
export function goOn(shouldStop: () => boolean): void {
  if (shouldStop()) throw new KindredError('cancelled', 'Nobody waits for this window of the matrix any more.');
}

/** Position of each row (or column) in an order. */
export function positionsOf(order: Int32Array): Int32Array {
  const positions = new Int32Array(order.length);
  order.forEach((row, position) => (positions[row] = position));
  return positions;
}

/** What is gathered in the cells of a window before they become numbers, row by row. */
export type Cells = {
  /** Pairs that count. */
  counts: Float64Array;
  /** Their sum, their greatest or furthest value, or how many of them the density is about. */
  totals: Float64Array;
};

export function emptyCells({ rowBins, colBins }: Grid, agg: WindowAggregation): Cells {
  const cells = rowBins.count * colBins.count;
  return { counts: new Float64Array(cells), totals: new Float64Array(cells).fill(agg === 'max' ? -Infinity : 0) };
}

/** Cells as a window: `totals` divided by `divisors` (a maximum by nothing), NaN where no pair counts. */
export function windowOf(
  { rowBins, colBins }: Grid,
  { counts, totals }: Cells,
  divisors: Float64Array | null,
): MatrixWindow {
  const values = new Float32Array(totals.length);
  const saturated = new Uint16Array(totals.length);
  for (let cell = 0; cell < totals.length; cell++) {
    const value = divisors ? totals[cell]! / divisors[cell]! : totals[cell]!;
    values[cell] = counts[cell] === 0 ? NaN : value;
    saturated[cell] = Math.min(counts[cell]!, 65_535);
  }
  return { rows: rowBins.count, cols: colBins.count, values, counts: saturated };
}
