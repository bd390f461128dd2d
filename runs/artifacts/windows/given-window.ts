import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { emptyCells, positionsOf, windowOf, type Grid } from './grid.ts';
import { countPairs } from './similarity-window.ts';

/**
 * A window of the mean of given similarities; pairs that are not stored have 0. Rows that are not filled do not count, nor does the
 * diagonal; a cell without a pair that counts is NaN.
 * @param pairs  users × users, without a diagonal
 * @param grid   rows and columns in the same order
 */
export function givenWindow(pairs: Csr, filled: Uint8Array, grid: Grid): MatrixWindow {
  const cells = emptyCells(grid, 'mean');
  countPairs(filled, grid, cells.counts);
  const { rowBins, colBins, rowOrder } = grid;
  const positions = positionsOf(grid.colOrder);
  for (let position = rowBins.from; position < rowBins.to; position++) {
    const row = rowOrder[position]!;
    const base = Math.floor((position - rowBins.from) / rowBins.size) * colBins.count;
    for (let p = pairs.indptr[row]!, end = pairs.indptr[row + 1]!; p < end; p++) {
      const at = positions[pairs.indices[p]!]!;
      if (at < colBins.from || at >= colBins.to) continue;
      cells.totals[base + Math.floor((at - colBins.from) / colBins.size)]! += pairs.values[p]!;
    }
  }
  return windowOf(grid, cells, cells.counts);
}
