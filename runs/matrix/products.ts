import { invert, shared } from './csr.ts';
import type { Csr } from './csr.ts';
import type { Meeting } from './meeting.ts';
import { copyTo, memoryOf } from './memory.ts';
import { scaledMatrix } from './wholes.ts';

/** A matrix by rows and by columns: what the dot products of all pairs of rows are made from. */
export type Products = {
  ratings: Csr;
  /** `invert(ratings)` */
  columns: Csr;
  at: Int32Array;
  norms: Float64Array;
  /** `Meeting.others` */
  others: number;
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

export function prepareProducts(
  { rows, scale, norms, columns: met, others }: Meeting,
  runner: { memory: 'private' | 'shared' },
): Products {
  const memory = memoryOf(runner);
  const ratings = scaledMatrix(rows, scale, memory);
  const columns = met && scaledMatrix(met, scale, memory);
  const where = { ratings: runner.memory === 'shared' ? shared(ratings) : ratings, others };
  if (!columns) return { ...where, ...invert(ratings, memory), norms: copyTo(memory, norms) };
  // Nobody is before the first: the places are those of the others from the start of each column.
  const at = memory.ints(ratings.indices.length);
  for (let p = 0; p < at.length; p++) at[p] = columns.indptr[ratings.indices[p]!]! - 1;
  const indices = memory.ints(columns.indices.length);
  for (let p = 0; p < indices.length; p++) indices[p] = columns.indices[p]! + others;
  const shifted = { ...columns, cols: ratings.rows, indices };
  const own = runner.memory === 'shared' ? shared(shifted) : shifted;
  return { ...where, columns: own, at, norms: copyTo(memory, norms) };
}

/** The first row that a row meets. */
export const firstMet = ({ others }: Products, row: number): number => Math.max(row + 1, others);

export function createScratch(rows: number): Scratch {
  return { dots: new Float64Array(rows), overlaps: new Int32Array(rows), touched: new Int32Array(rows) };
}

/** Bytes of `prepareProducts` for one copy of the matrix by rows and one by columns, and of a thread's scratch. */
export const productBytes = (rows: number, cols: number, nnz: number): number => nnz * 28 + rows * 12 + cols * 4;
export const scratchBytes = (rows: number): number => rows * 16;

/** Whether few enough rows share a column with this one that a list of them is faster than a scan. */
export function isSparse(products: Products, row: number): boolean {
  const { ratings, columns, at } = products;
  const { indptr, indices, rows } = ratings;
  const ends = columns.indptr;
  const most = sparseShare * (rows - firstMet(products, row) + 1);
  let count = 0;
  for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
    count += ends[indices[p]! + 1]! - at[p]! - 1;
    if (count >= most) return false;
  }
  return true;
}

/** Dot products of a row with all that it meets into `dots`, each added in ascending column order. */
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
