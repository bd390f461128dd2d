import type { Csr } from '#runs/matrix/csr.ts';
import { denseOf } from '../../support/matrices.ts';

/* The slow and obvious beside which the kernels stand. */

export type Dense = number[][];

export const identity = (size: number): Dense =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));

export const transposed = (a: Dense): Dense => (a[0] ?? []).map((_, j) => a.map((row) => row[j]!));

export const product = (a: Dense, b: Dense): Dense => {
  const columns = transposed(b);
  return a.map((row) => columns.map((column) => row.reduce((sum, value, k) => sum + value * column[k]!, 0)));
};

/** Gauss–Jordan with the greatest pivot of each column. */
export function inverse(a: Dense): Dense {
  const size = a.length;
  const work = a.map((row, i) => [...row, ...identity(size)[i]!]);
  for (let column = 0; column < size; column++) {
    const below = work.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + below.indexOf(Math.max(...below));
    [work[column], work[pivot]] = [work[pivot]!, work[column]!];
    const lead = work[column]!.map((value) => value / work[column]![column]!);
    work.forEach((row, i) => {
      const factor = row[column]!;
      work[i] = i === column ? lead : row.map((value, k) => value - factor * lead[k]!);
    });
  }
  return work.map((row) => row.slice(size));
}

export const gramOf = (ratings: Csr): Dense => {
  const dense = denseOf(ratings);
  return product(transposed(dense), dense);
};

export const rowsOf = (flat: Float64Array, width: number): Dense =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)));

export const greatestDifference = (a: Dense, b: Dense): number =>
  Math.max(...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i]![j]!))));
