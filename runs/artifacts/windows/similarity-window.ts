import { never } from '#shared/api/errors.ts';
import type { Diagonal, WindowAggregation } from '#shared/domain/matrix.ts';
import { binRange } from '#shared/domain/window-bins.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { transpose } from '#runs/matrix/csr.ts';
import { binnedColumns } from './binned-columns.ts';
import { emptyCells, goOn, sameBins, windowOf, type Cells, type Grid } from './grid.ts';
import { gatherPairs } from './similarity-pairs.ts';
import type { UnitUsers } from './unit-users.ts';

/**
 * A window of the cosine of rows. Rows without length do not count, nor does the diagonal where it is masked; a cell without a pair
 * that counts is NaN. The mean is exact from sums of rows; extremes and density (the share of pairs above 0) look at each pair.
 * @param grid  rows and columns in the same order
 * @throws KindredError cancelled within a row of `shouldStop`
 */
export function similarityWindow(
  users: UnitUsers,
  grid: Grid,
  agg: WindowAggregation,
  diagonal: Diagonal,
  shouldStop: () => boolean,
): MatrixWindow {
  const cells = emptyCells(grid, agg);
  const selves = countPairs(users.filled, grid, cells.counts);
  gather(users, grid, agg, cells.totals, shouldStop);
  // The mean's sums hold everyone with themselves, the others do not.
  if (diagonal === 'masked' && agg === 'mean') selves.forEach((pairs, cell) => (cells.totals[cell]! -= pairs));
  if (diagonal === 'shown') showSelves(selves, agg, cells);
  return windowOf(grid, cells, agg === 'max' || agg === 'absmax' ? null : cells.counts);
}

function gather(
  users: UnitUsers,
  grid: Grid,
  agg: WindowAggregation,
  totals: Float64Array,
  shouldStop: () => boolean,
): void {
  switch (agg) {
    case 'mean':
      return sumPairs(users, grid, totals, shouldStop);
    case 'max':
    case 'absmax':
    case 'density':
      return gatherPairs(users, grid, agg, totals, shouldStop);
    default:
      return never(agg);
  }
}

/** Counts everyone with themselves, whose similarity is 1. */
function showSelves(selves: Float64Array, agg: WindowAggregation, { counts, totals }: Cells): void {
  selves.forEach((pairs, cell) => {
    counts[cell]! += pairs;
    if (pairs > 0 && (agg === 'max' || agg === 'absmax')) totals[cell] = 1;
    else if (agg === 'density') totals[cell]! += pairs;
  });
}

/**
 * Writes the pairs of different users with history in each cell.
 * @returns the pairs of a user with itself in each cell, which were left out
 */
export function countPairs(
  filled: Uint8Array,
  { rowBins, colBins, rowOrder }: Grid,
  counts: Float64Array,
): Float64Array {
  const before = new Int32Array(rowOrder.length + 1);
  rowOrder.forEach((user, position) => (before[position + 1] = before[position]! + filled[user]!));
  const within = (from: number, to: number) => (to > from ? before[to]! - before[from]! : 0);

  const selves = new Float64Array(counts.length);
  for (let i = 0; i < rowBins.count; i++) {
    const [top, bottom] = binRange(rowBins, i);
    for (let j = 0; j < colBins.count; j++) {
      const [left, right] = binRange(colBins, j);
      const cell = i * colBins.count + j;
      selves[cell] = within(Math.max(top, left), Math.min(bottom, right));
      counts[cell] = within(top, bottom) * within(left, right) - selves[cell]!;
    }
  }
  return selves;
}

/**
 * Adds the similarities of all pairs of a cell, those of users with themselves (a·a = 1) too: Σ a·b = (Σ a)·(Σ b), so a cell needs
 * only the sum of its rows and the sum of its columns. At most O(values · columns of the window).
 */
function sumPairs({ unit }: UnitUsers, grid: Grid, totals: Float64Array, shouldStop: () => boolean): void {
  const { rowBins, colBins, rowOrder } = grid;
  const columns = binnedColumns(unit, rowOrder, colBins);
  const rows = transpose(sameBins(grid) ? columns : binnedColumns(unit, rowOrder, rowBins));
  for (let i = 0; i < rowBins.count; i++) {
    goOn(shouldStop);
    const base = i * colBins.count;
    for (let p = rows.indptr[i]!, end = rows.indptr[i + 1]!; p < end; p++) {
      const item = rows.indices[p]!;
      const sum = rows.values[p]!;
      for (let q = columns.indptr[item]!, last = columns.indptr[item + 1]!; q < last; q++) {
        totals[base + columns.indices[q]!]! += sum * columns.values[q]!;
      }
    }
  }
}
