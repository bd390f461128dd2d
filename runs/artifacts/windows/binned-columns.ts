import type { Bins } from '#shared/domain/window-bins.ts';
import type { Csr } from '#runs/matrix/csr.ts';

/**
 * Sums of rows over bins of positions, by columns.
 * @param order  the row at each position; only positions within `bins` take part
 * @returns columns × bins: the sum of the values of column j over the rows of bin b
 */
export function binnedColumns(matrix: Csr, order: Int32Array, bins: Bins): Csr {
  const { cols, indptr, indices, values } = matrix;
  const starts = new Int32Array(cols + 1);
  for (let position = bins.from; position < bins.to; position++) {
    const row = order[position]!;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) starts[indices[p]! + 1]! += 1;
  }
  for (let column = 0; column < cols; column++) starts[column + 1]! += starts[column]!;

  // Positions ascend, so a column's entries arrive bin by bin: an entry either adds to the column's last bin or opens the next one.
  const ends = starts.slice(0, cols);
  const binOf = new Int32Array(starts[cols]!);
  const sums = new Float64Array(starts[cols]!);
  for (let position = bins.from; position < bins.to; position++) {
    const bin = Math.floor((position - bins.from) / bins.size);
    const row = order[position]!;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
      const column = indices[p]!;
      const last = ends[column]! - 1;
      if (last >= starts[column]! && binOf[last] === bin) sums[last]! += values[p]!;
      else {
        binOf[last + 1] = bin;
        sums[last + 1] = values[p]!;
        ends[column] = last + 2;
      }
    }
  }
  return closeGaps(cols, bins.count, starts, ends, binOf, sums);
}

/** Entries of column j are at [starts[j], ends[j]); moves them together, in place. */
function closeGaps(
  cols: number,
  bins: number,
  starts: Int32Array,
  ends: Int32Array,
  binOf: Int32Array,
  sums: Float64Array,
): Csr {
  const indptr = new Int32Array(cols + 1);
  for (let column = 0; column < cols; column++) {
    const to = indptr[column]!;
    binOf.copyWithin(to, starts[column]!, ends[column]!);
    sums.copyWithin(to, starts[column]!, ends[column]!);
    indptr[column + 1] = to + ends[column]! - starts[column]!;
  }
  const size = indptr[cols]!;
  return { rows: cols, cols: bins, indptr, indices: binOf.subarray(0, size), values: sums.subarray(0, size) };
}
