import { privateMemory, sharedMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import { scaled } from './wholes.ts';

/**
 * A sparse matrix by rows (users × items unless said otherwise). Columns ascend within a row and are distinct.
 * The same type holds a matrix by columns: then `rows` counts the columns of the original (`transpose`).
 */
export type Csr = {
  rows: number;
  cols: number;
  /** rows + 1 offsets into `indices` and `values`. */
  indptr: Int32Array;
  indices: Int32Array;
  values: Float64Array;
};

/** Sizes that the cost of an algorithm is estimated from. */
export type MatrixShape = { users: number; items: number; nnz: number; userPairs: number; itemPairs: number };

/** rows × cols without a value. */
export function emptyCsr(rows: number, cols: number): Csr {
  return {
    rows,
    cols,
    indptr: new Int32Array(rows + 1),
    indices: new Int32Array(0),
    values: new Float64Array(0),
  };
}

/** Number of values in a row. */
export function rowLength({ indptr }: Csr, row: number): number {
  return indptr[row + 1]! - indptr[row]!;
}

/** Columns of a row, ascending; a view, not a copy. */
export function rowIndices({ indptr, indices }: Csr, row: number): Int32Array {
  return indices.subarray(indptr[row]!, indptr[row + 1]!);
}

/** Values of a row in the order of `rowIndices`; a view, not a copy. */
export function rowValues({ indptr, values }: Csr, row: number): Float64Array {
  return values.subarray(indptr[row]!, indptr[row + 1]!);
}

/** The value at a cell, 0 where there is none. Binary search, so O(log of the row's length). */
export function valueAt({ indptr, indices, values }: Csr, row: number, col: number): number {
  let low = indptr[row]!;
  let high = indptr[row + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (indices[middle]! < col) low = middle + 1;
    else high = middle;
  }
  return low < indptr[row + 1]! && indices[low] === col ? values[low]! : 0;
}

/**
 * The matrix by columns, and where each value went.
 * @returns `columns`, cols × rows; `at[p]` is the place in `columns` of the value at place p of `matrix`
 */
export function invert(matrix: Csr, memory: Memory = privateMemory): { columns: Csr; at: Int32Array } {
  const { rows, cols, indptr, indices, values } = matrix;
  const nnz = indices.length;
  const columnPointers = memory.ints(cols + 1);
  const columnRows = memory.ints(nnz);
  const columnValues = memory.floats(nnz);
  const at = memory.ints(nnz);

  for (let p = 0; p < nnz; p++) columnPointers[indices[p]! + 1]! += 1;
  for (let c = 0; c < cols; c++) columnPointers[c + 1]! += columnPointers[c]!;

  const next = columnPointers.slice(0, cols);
  for (let row = 0; row < rows; row++) {
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
      const q = next[indices[p]!]!++;
      columnRows[q] = row;
      columnValues[q] = values[p]!;
      at[p] = q;
    }
  }
  return {
    columns: { rows: cols, cols: rows, indptr: columnPointers, indices: columnRows, values: columnValues },
    at,
  };
}

/** The matrix by columns: cols × rows. */
export function transpose(matrix: Csr): Csr {
  return invert(matrix).columns;
}

/**
 * Euclidean length of each row, values added in ascending column order.
 * @param scale  in whole numbers of this, as ./wholes.ts has it; 0 for the values as they are
 */
export function rowNorms(matrix: Csr, scale = 0, memory: Memory = privateMemory): Float64Array {
  const { rows, indptr, values } = matrix;
  const norms = memory.floats(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
      const value = scaled(values[p]!, scale);
      sum += value * value;
    }
    norms[row] = Math.sqrt(sum);
  }
  return norms;
}

/** The greatest absolute value, 0 for an empty matrix. */
export function maxAbsolute({ values }: Csr): number {
  let max = 0;
  for (let p = 0; p < values.length; p++) max = Math.max(max, Math.abs(values[p]!));
  return max;
}

/** Number of values in each column. */
export function columnCounts({ cols, indices }: Csr): Int32Array {
  const counts = new Int32Array(cols);
  for (let p = 0; p < indices.length; p++) counts[indices[p]!]! += 1;
  return counts;
}

export function shapeOf(matrix: Csr): MatrixShape {
  let itemPairs = 0;
  for (let row = 0; row < matrix.rows; row++) itemPairs += rowLength(matrix, row) ** 2;
  let userPairs = 0;
  for (const count of columnCounts(matrix)) userPairs += count ** 2;
  return { users: matrix.rows, items: matrix.cols, nnz: matrix.indices.length, userPairs, itemPairs };
}

/** The same matrix in memory that threads share; itself where it already is. */
export function shared(matrix: Csr): Csr {
  if (matrix.values.buffer instanceof SharedArrayBuffer) return matrix;
  const indptr = sharedMemory.ints(matrix.indptr.length);
  const indices = sharedMemory.ints(matrix.indices.length);
  const values = sharedMemory.floats(matrix.values.length);
  indptr.set(matrix.indptr);
  indices.set(matrix.indices);
  values.set(matrix.values);
  return { rows: matrix.rows, cols: matrix.cols, indptr, indices, values };
}
