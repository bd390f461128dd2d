import { rowIndices, rowLength, rowNorms, rowValues, type Csr } from './csr.ts';

/** The matrix with every row divided by its Euclidean length, so that dot products are cosines; rows without length stay zero. */
export function unitRows(matrix: Csr): Csr {
  const norms = rowNorms(matrix);
  const values = new Float64Array(matrix.values.length);
  for (let row = 0; row < matrix.rows; row++) {
    const scale = norms[row]! > 0 ? 1 / norms[row]! : 0;
    for (let p = matrix.indptr[row]!, end = matrix.indptr[row + 1]!; p < end; p++)
      values[p] = matrix.values[p]! * scale;
  }
  return { ...matrix, values };
}

/** The named rows, in the order named. */
export function pickRows(matrix: Csr, rows: Int32Array): Csr {
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, place) => (indptr[place + 1] = indptr[place]! + rowLength(matrix, row)));
  const indices = new Int32Array(indptr[rows.length]!);
  const values = new Float64Array(indptr[rows.length]!);
  rows.forEach((row, place) => {
    indices.set(rowIndices(matrix, row), indptr[place]!);
    values.set(rowValues(matrix, row), indptr[place]!);
  });
  return { rows: rows.length, cols: matrix.cols, indptr, indices, values };
}
