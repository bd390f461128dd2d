import type { Csr } from '#runs/matrix/csr.ts';

/** A matrix of ones: which columns each row has, ascending. */
export function membershipOf(rows: readonly (readonly number[])[], cols: number): Csr {
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => (indptr[index + 1] = indptr[index]! + row.length));
  const indices = new Int32Array(indptr[rows.length]!);
  rows.forEach((row, index) => indices.set(row, indptr[index]));
  return { rows: rows.length, cols, indptr, indices, values: new Float64Array(indices.length).fill(1) };
}
