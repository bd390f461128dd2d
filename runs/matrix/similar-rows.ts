import { transpose, type Csr } from './csr.ts';
import { unitRows } from './rows.ts';
import { topK } from './top-k.ts';

/** Cosines of single rows with all others, when they are asked for. */
export type SimilarRows = {
  /** The k most similar other rows, best first; only similarities above 0. */
  nearest(row: number, k: number): { row: number; similarity: number }[];
  /** Adds the cosine of `row` with every row, itself included, to `out` (length rows). */
  add(row: number, out: Float64Array): void;
};

/** @param make  the matrix; made, scaled and copied by columns at the first question */
export function createSimilarRows(make: () => Csr): SimilarRows {
  let made: { unit: Csr; columns: Csr } | undefined;

  function prepare() {
    const unit = unitRows(make());
    return { unit, columns: transpose(unit) };
  }

  const prepared = () => (made ??= prepare());

  /** Dot products of unit rows: values of the row times the columns that it has. */
  function add(row: number, out: Float64Array): void {
    const { unit, columns } = prepared();
    for (let n = unit.indptr[row]!, last = unit.indptr[row + 1]!; n < last; n++) {
      const column = unit.indices[n]!;
      const value = unit.values[n]!;
      for (let p = columns.indptr[column]!, end = columns.indptr[column + 1]!; p < end; p++) {
        out[columns.indices[p]!]! += value * columns.values[p]!;
      }
    }
  }

  return {
    add,
    nearest(row, k) {
      const out = new Float64Array(prepared().unit.rows);
      add(row, out);
      out[row] = 0;
      // Rounding may lift the cosine of equal rows above 1.
      return Array.from(topK(out, k), (other) => ({ row: other, similarity: Math.min(1, out[other]!) }));
    },
  };
}
