import type { Csr } from '#runs/matrix/csr.ts';
import { never } from '#shared/api/errors.ts';
import type { Transform } from '#shared/domain/weighting.ts';
import type { z } from 'zod';

const k1 = 1.2;
const b = 0.75;

/**
 * Rewrites the values in place. Users are the documents and items the terms; x keeps its sign and f acts on |x|:
 * - log: ln(1 + |x|)
 * - bm25 (Robertson & Zaragoza 2009, k1 1.2, b 0.75): idf · |x|·(k1 + 1) / (|x| + k1·(1 − b + b·length(u) / mean length)),
 *   idf = ln(1 + (N − df + 0.5) / (df + 0.5)), length = Σ|x| of the user
 * - tfidf: |x| · idf, idf = ln((1 + N) / (1 + df)) + 1
 *
 * N counts users with a value, df users of the item: both of this matrix only.
 */
export function transformValues(matrix: Csr, transform: z.infer<typeof Transform>): void {
  switch (transform) {
    case 'none':
      return;
    case 'log':
      return rewrite(matrix, (x) => Math.log1p(x));
    case 'bm25': {
      const idf = idfOf(matrix, bm25Idf);
      const { lengths, mean } = rowLengths(matrix);
      return rewrite(matrix, (x, row, column) => {
        const norm = k1 * (1 - b + (b * lengths[row]!) / mean);
        return (idf[column]! * x * (k1 + 1)) / (x + norm);
      });
    }
    case 'tfidf': {
      const idf = idfOf(matrix, tfidfIdf);
      return rewrite(matrix, (x, _row, column) => x * idf[column]!);
    }
    default:
      return never(transform);
  }
}

const bm25Idf = (users: number, df: number) => Math.log(1 + (users - df + 0.5) / (df + 0.5));
const tfidfIdf = (users: number, df: number) => Math.log((1 + users) / (1 + df)) + 1;

/** The transform of one value x ≥ 0 of a column, and back. */
export type ValueTransform = { apply(x: number, column: number): number; undo(y: number, column: number): number };

/**
 * The same formulas for values that come after the matrix was transformed, such as a user's new interactions. Frequencies are those of the
 * matrix; BM25 takes the user for one of mean length, because their own is not kept.
 * @param matrix  transformed or not: only where it has values counts
 */
export function transformOfValue(matrix: Csr, transform: z.infer<typeof Transform>): ValueTransform {
  switch (transform) {
    case 'none':
      return { apply: (x) => x, undo: (y) => y };
    case 'log':
      return { apply: (x) => Math.log1p(x), undo: (y) => Math.expm1(y) };
    case 'bm25': {
      const idf = idfOf(matrix, bm25Idf);
      return {
        apply: (x, column) => (idf[column]! * x * (k1 + 1)) / (x + k1),
        // A short document's value can exceed what any x of a mean one reaches: as good as saturated.
        undo: (y, column) => Math.min(1e6, (y * k1) / Math.max(1e-9, idf[column]! * (k1 + 1) - y)),
      };
    }
    case 'tfidf': {
      const idf = idfOf(matrix, tfidfIdf);
      return { apply: (x, column) => x * idf[column]!, undo: (y, column) => y / idf[column]! };
    }
    default:
      return never(transform);
  }
}

function rewrite({ rows, indptr, indices, values }: Csr, f: (x: number, row: number, column: number) => number): void {
  for (let row = 0; row < rows; row++) {
    for (let at = indptr[row]!; at < indptr[row + 1]!; at++) {
      const x = values[at]!;
      // A stored 0 stays 0: BM25 of an empty document would divide 0 by 0.
      if (x !== 0) values[at] = Math.sign(x) * f(Math.abs(x), row, indices[at]!);
    }
  }
}

function idfOf(matrix: Csr, formula: (users: number, df: number) => number): Float64Array {
  const df = new Float64Array(matrix.cols);
  for (const item of matrix.indices) df[item]! += 1;
  let users = 0;
  for (let row = 0; row < matrix.rows; row++) users += matrix.indptr[row + 1]! > matrix.indptr[row]! ? 1 : 0;
  return df.map((count) => formula(users, count));
}

function rowLengths({ rows, indptr, values }: Csr): { lengths: Float64Array; mean: number } {
  const lengths = new Float64Array(rows);
  let total = 0;
  let users = 0;
  for (let row = 0; row < rows; row++) {
    for (let at = indptr[row]!; at < indptr[row + 1]!; at++) lengths[row]! += Math.abs(values[at]!);
    total += lengths[row]!;
    users += indptr[row + 1]! > indptr[row]! ? 1 : 0;
  }
  return { lengths, mean: total / Math.max(1, users) };
}
