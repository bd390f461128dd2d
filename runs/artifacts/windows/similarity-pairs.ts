import type { WindowAggregation } from '#shared/domain/matrix.ts';
import { binsOf } from '#shared/domain/window-bins.ts';
import { binnedColumns } from './binned-columns.ts';
import { further, goOn, rounding, sameBins, type Grid } from './grid.ts';
import type { UnitUsers } from './unit-users.ts';

/** What has to look at each pair. */
type PairAggregation = Exclude<WindowAggregation, 'mean'>;

/**
 * Gathers, over the pairs of different users with history in each cell, the greatest similarity (into −∞), the one furthest from 0
 * (into 0) or the number of similarities above 0 (into 0). Costs Σ over items of (users in the rows) · (users in the columns), half where both are the same.
 */
export function gatherPairs(
  users: UnitUsers,
  grid: Grid,
  agg: PairAggregation,
  totals: Float64Array,
  shouldStop: () => boolean,
): void {
  const { unit, filled, signed } = users;
  const { rowBins, colBins, rowOrder } = grid;
  const mirrored = sameBins(grid);
  const width = colBins.to - colBins.from;
  const columns = binnedColumns(unit, rowOrder, binsOf(colBins.from, colBins.to, width));
  // Where rows and columns are the same, an item's users up to and with the present one have been met: the pairs go one way only.
  const next = columns.indptr.slice();
  const similarities = new Float64Array(width);
  const floor = signed ? rounding : 0;

  for (let position = rowBins.from; position < rowBins.to; position++) {
    goOn(shouldStop);
    const user = rowOrder[position]!;
    for (let p = unit.indptr[user]!, end = unit.indptr[user + 1]!; p < end; p++) {
      const item = unit.indices[p]!;
      const value = unit.values[p]!;
      if (mirrored) next[item]! += 1;
      for (let q = next[item]!, last = columns.indptr[item + 1]!; q < last; q++) {
        similarities[columns.indices[q]!]! += value * columns.values[q]!;
      }
    }
    // A user without history has no values but zeros, so there is nothing to clear.
    if (filled[user] === 0) continue;
    const i = Math.floor((position - rowBins.from) / rowBins.size);
    for (let other = mirrored ? position - rowBins.from + 1 : 0; other < width; other++) {
      const similarity = similarities[other]!;
      similarities[other] = 0;
      if (colBins.from + other === position || filled[rowOrder[colBins.from + other]!] === 0) continue;
      const j = Math.floor(other / colBins.size);
      const cell = i * colBins.count + j;
      if (agg === 'density') totals[cell]! += Number(similarity > floor);
      else if (agg === 'absmax') totals[cell] = further(totals[cell]!, similarity);
      else if (similarity > totals[cell]!) totals[cell] = similarity;
    }
  }
  if (mirrored) mirror(totals, rowBins.count, agg);
}

/** Only cells at and above the diagonal were met, and pairs within a cell of the diagonal once: completes the other half. */
function mirror(totals: Float64Array, side: number, agg: PairAggregation): void {
  for (let i = 0; i < side; i++) {
    if (agg === 'density') totals[i * side + i]! *= 2;
    for (let j = i + 1; j < side; j++) totals[j * side + i] = totals[i * side + j]!;
  }
}
