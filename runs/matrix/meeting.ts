import { rowNorms } from './csr.ts';
import type { Csr } from './csr.ts';

/** Rows whose similarities are looked for: all of a matrix with one another, or some with others. */
export type Meeting = {
  /** The rows; where there are `others`, those are without values here. */
  rows: Csr;
  /** What values are multiplied by to be whole numbers, as ./wholes.ts has it; 0 where they stay as they are. */
  scale: number;
  /** Euclidean length of each row so. */
  norms: Float64Array;
  /** Where rows meet others: the first of those, a multiple of `groupRows`, and these by columns, counted from there. Otherwise 0 and null. */
  others: number;
  columns: Csr | null;
};

/** The most rows that kernels take at once. */
export const groupRows = 16;

/** Every row meets all greater ones. */
export const ofAll = (rows: Csr, scale: number): Meeting => ({
  rows,
  scale,
  norms: rowNorms(rows, scale),
  others: 0,
  columns: null,
});

/** Rows that look for those they meet; the others wait to be met. */
export const lookers = ({ rows, others }: { rows: number; others: number }): number => (others > 0 ? others : rows);
