import { invert, rowNorms, shared } from './csr.ts';
import type { Csr } from './csr.ts';
import { privateMemory, sharedMemory } from './memory.ts';

/** A matrix by rows and by columns: what the dot products of all pairs of rows are made from. */
export type Products = {
  ratings: Csr;
  /** `invert(ratings)` */
  columns: Csr;
  at: Int32Array;
  norms: Float64Array;
};

/** What one thread adds up in; all zero between rows. */
export type Scratch = {
  dots: Float64Array;
  /** Columns shared with each row. */
  overlaps: Int32Array;
  /** Rows that share a column. */
  touched: Int32Array;
};

/** A row whose products number less than this share of the rows is gathered from a list instead of a scan of all rows. */
const sparseShare = 0.25;

export function prepareProducts(ratings: Csr, where: 'private' | 'shared'): Products {
  const memory = where === 'shared' ? sharedMemory : privateMemory;
  return {
    ratings: where === 'shared' ? shared(ratings) : ratings,
    ...invert(ratings, memory),
    norms: rowNorms(ratings, memory),
  };
}

export function createScratch(rows: number): Scratch {
  return { dots: new Float64Array(rows), overlaps: new Int32Array(rows), touched: new Int32Array(rows) };
}

/** Bytes of `prepareProducts` for one copy of the matrix by rows and one by columns, and of a thread's scratch. */
export const productBytes = (rows: number, cols: number, nnz: number): number => nnz * 28 + rows * 12 + cols * 4;
export const scratchBytes = (rows: number): number => rows * 16;

/** Whether few enough rows share a column with this one that a list of them is faster than a scan. */
export function isSparse({ ratings, columns, at }: Products, row: number): boolean {
  const { indptr, indices, rows } = ratings;
  const ends = columns.indptr;
  const most = sparseShare * (rows - row);
  let products = 0;
  for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
    products += ends[indices[p]! + 1]! - at[p]! - 1;
    if (products >= most) return false;
  }
  return true;
}

/** Dot products of a row with all greater rows into `dots`, each added in ascending column order. */
export function addProducts({ ratings, columns, at }: Products, row: number, dots: Float64Array): void {
  const { indptr, indices, values } = ratings;
  const { indptr: ends, indices: others, values: otherValues } = columns;
  for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
    const value = values[p]!;
    // A column lists its rows in ascending order, so the greater ones come after this row's own place.
    for (let q = at[p]! + 1, last = ends[indices[p]! + 1]!; q < last; q++) {
      dots[others[q]!]! += value * otherValues[q]!;
    }
  }
}

/**
 * The same into `dots`, with the number of shared columns in `overlaps`, and the rows concerned in `touched`.
 * @returns how many rows were touched; the caller clears their places
 */
export function gatherProducts({ ratings, columns, at }: Products, row: number, scratch: Scratch): number {
  const { dots, overlaps, touched } = scratch;
  const { indptr, indices, values } = ratings;
  const { indptr: ends, indices: others, values: otherValues } = columns;
  let count = 0;
  for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
    const value = values[p]!;
    for (let q = at[p]! + 1, last = ends[indices[p]! + 1]!; q < last; q++) {
      const other = others[q]!;
      if (overlaps[other] === 0) touched[count++] = other;
      overlaps[other]! += 1;
      dots[other]! += value * otherValues[q]!;
    }
  }
  return count;
}
