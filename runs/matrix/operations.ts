import type { AlsStep } from './als-half-step.ts';
import { columnCounts, rowLength } from './csr.ts';
import type { Csr } from './csr.ts';
import type { ElasticNet } from './elastic-net-pass.ts';

/*
 * Multiply-adds of matrix work, to the nearest power of two or so: what decides whether threads are worth their start.
 */

/** Products of all pairs of rows: each column's values with one another, once. */
export const ofRowPairs = (ratings: Csr): number =>
  columnCounts(ratings).reduce((sum, count) => sum + count ** 2, 0) / 2;

/** Products of all pairs of columns. */
export function ofGram(ratings: Csr): number {
  let sum = 0;
  for (let row = 0; row < ratings.rows; row++) sum += rowLength(ratings, row) ** 2;
  return sum / 2;
}

export const ofGramInverse = (ratings: Csr): number => ofGram(ratings) + ratings.cols ** 3 / 2;

/** Each value of the left matrix with its row of the right one. */
export const ofProduct = (left: Csr, right: Csr): number =>
  columnCounts(left).reduce((sum, count, inner) => sum + count * rowLength(right, inner), 0);

/** Some hundred weights of each column, each changed in one sweep or two. */
export const ofElasticNet = ({ size }: ElasticNet): number => 200 * size ** 2;

export function ofAlsHalfStep({ ratings, factors, start, steps }: AlsStep): number {
  const nnz = ratings.indices.length;
  if (start && steps > 0) return (steps + 1) * (2 * nnz * factors + ratings.rows * factors ** 2);
  return (nnz * factors ** 2) / 2 + (ratings.rows * factors ** 3) / 6;
}
