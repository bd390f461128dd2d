import { never } from '#shared/api/errors.ts';
import type { WindowAggregation } from '#shared/domain/matrix.ts';
import { binRange } from '#shared/domain/window-bins.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { emptyCells, further, goOn, positionsOf, windowOf, type Cells, type Grid } from './grid.ts';

/**
 * A window of users × items. Mean and extremes are over the pairs that have a value; density is their share of the cell's pairs.
 * A cell without any is NaN; `counts` are the pairs with a value. O(values in the window's rows).
 * @throws KindredError cancelled within a row of `shouldStop`
 */
export function userItemWindow(
  ratings: Csr,
  grid: Grid,
  agg: WindowAggregation,
  shouldStop: () => boolean,
): MatrixWindow {
  const cells = emptyCells(grid, agg);
  gather(ratings, grid, agg, cells, shouldStop);
  return windowOf(grid, cells, divisorsOf(grid, agg, cells));
}

function gather(
  { indptr, indices, values }: Csr,
  grid: Grid,
  agg: WindowAggregation,
  { counts, totals }: Cells,
  shouldStop: () => boolean,
): void {
  const { rowBins, colBins, rowOrder } = grid;
  const columnAt = positionsOf(grid.colOrder);
  for (let position = rowBins.from; position < rowBins.to; position++) {
    goOn(shouldStop);
    const base = Math.floor((position - rowBins.from) / rowBins.size) * colBins.count;
    const user = rowOrder[position]!;
    for (let p = indptr[user]!, end = indptr[user + 1]!; p < end; p++) {
      const column = columnAt[indices[p]!]!;
      if (column < colBins.from || column >= colBins.to) continue;
      const cell = base + Math.floor((column - colBins.from) / colBins.size);
      counts[cell]! += 1;
      if (agg === 'mean') totals[cell]! += values[p]!;
      else if (agg === 'density') totals[cell]! += 1;
      else if (agg === 'absmax') totals[cell] = further(totals[cell]!, values[p]!);
      else if (values[p]! > totals[cell]!) totals[cell] = values[p]!;
    }
  }
}

function divisorsOf(grid: Grid, agg: WindowAggregation, { counts }: Cells): Float64Array | null {
  switch (agg) {
    case 'mean':
      return counts;
    case 'density':
      return pairsOf(grid);
    case 'max':
    case 'absmax':
      return null;
    default:
      return never(agg);
  }
}

/** All pairs of each cell, with a value or without. */
function pairsOf({ rowBins, colBins }: Grid): Float64Array {
  const pairs = new Float64Array(rowBins.count * colBins.count);
  for (let i = 0; i < rowBins.count; i++) {
    const [top, bottom] = binRange(rowBins, i);
    for (let j = 0; j < colBins.count; j++) {
      const [left, right] = binRange(colBins, j);
      pairs[i * colBins.count + j] = (bottom - top) * (right - left);
    }
  }
  return pairs;
}
