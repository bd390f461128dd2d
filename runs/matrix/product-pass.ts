import type { Csr } from './csr.ts';
import { push } from './heaps.ts';
import type { Heaps } from './heaps.ts';

/** Keeps the greatest values of each row of left·right·diag(columnScale). Every row has its own heap, so threads share one job. */
export type ProductJob = {
  kind: 'product';
  left: Csr;
  right: Csr;
  columnScale: Float64Array;
  heaps: Heaps;
};

/** Products are added in ascending order of the inner index, so a value has the same bits whichever thread makes it. */
export function productPass({ left, right, columnScale, heaps }: ProductJob): (from: number, to: number) => void {
  const sums = new Float64Array(right.cols);
  return (from, to) => {
    for (let row = from; row < to; row++) {
      addRow(left, right, row, sums);
      sums[row] = 0;
      for (let column = 0; column < sums.length; column++) {
        const value = sums[column]! * columnScale[column]!;
        if (value > 0 && value >= heaps.floors[row]!) push(heaps, row, value, column);
      }
      sums.fill(0);
    }
  };
}

function addRow(left: Csr, right: Csr, row: number, sums: Float64Array): void {
  const { indptr, indices, values } = right;
  for (let p = left.indptr[row]!, end = left.indptr[row + 1]!; p < end; p++) {
    const weight = left.values[p]!;
    const inner = left.indices[p]!;
    for (let q = indptr[inner]!, last = indptr[inner + 1]!; q < last; q++) sums[indices[q]!]! += weight * values[q]!;
  }
}
