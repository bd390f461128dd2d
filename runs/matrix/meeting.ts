import { rowNorms } from './csr.ts';
import type { Csr } from './csr.ts';

/** Rows whose similarities are looked for: all of a matrix with one another, or some with others. */
export type Meeting = {
  /** The rows; where there are `others`, those are without values here. */
  rows: Csr;
  /** Euclidean length of each. */
  norms: Float64Array;
  /** Where rows meet others: the first of those, a multiple of four, and these by columns, counted from there. Otherwise 0 and null. */
  others: number;
  columns: Csr | null;
};

/** Every row meets all greater ones. */
export const ofAll = (rows: Csr): Meeting => ({ rows, norms: rowNorms(rows), others: 0, columns: null });

/** Rows that look for those they meet; the others wait to be met. */
export const lookers = ({ rows, others }: { rows: number; others: number }): number => (others > 0 ? others : rows);
