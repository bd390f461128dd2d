import { rowLength } from './csr.ts';
import type { Csr } from './csr.ts';
import type { Memory } from './memory.ts';

/** What a half step reads and writes, by rows; crosses to threads as it is. Lines have `size` values, in whole tiles of four. */
export type AlsArea<Values extends Float32Array | Float64Array> = {
  rowPointers: Int32Array;
  rowColumns: Int32Array;
  weights: Float64Array;
  /** columns × size */
  fixed: Values;
  /** unobserved·YᵀY, size × size: the upper triangle in float64, both in float32. */
  background: Values;
  /** Added to the diagonal, of each row. */
  ridges: Float64Array;
  /** rows × size: starts as where conjugate gradients start, ends as the answer. */
  solved: Values;
  /** Output: Σ_S w·(x·y − 1)² + pull·(1 − 2·x·y) of each row. */
  errors: Float64Array;
};

export type ExactArea = AlsArea<Float64Array>;
export type GradientsArea = AlsArea<Float32Array>;

/** Vectors that kernels/als.as.ts multiplies with one another at a time. */
const chunk = 64;
/** Values between their lines. */
const gap = 4;

/** What the fields of its `Area` take at the end of a thread's scratch. */
export const fieldBytes = 64;

export const longestRow = (ratings: Csr): number => {
  let longest = 0;
  for (let row = 0; row < ratings.rows; row++) longest = Math.max(longest, rowLength(ratings, row));
  return longest;
};

const rowsOf = (ratings: Csr, memory: Memory) => ({
  rowPointers: memory.ints(ratings.rows + 1),
  rowColumns: memory.ints(ratings.indices.length),
  weights: memory.floats(ratings.indices.length),
  ridges: memory.floats(ratings.rows),
  errors: memory.floats(ratings.rows),
});

/** The arrays of exact solutions, and what each thread's kernel works in. */
export const exactArea = (ratings: Csr, size: number, threads: number) => (memory: Memory) => ({
  area: {
    ...rowsOf(ratings, memory),
    fixed: memory.floats(ratings.cols * size),
    background: memory.floats(size * size),
    solved: memory.floats(ratings.rows * size),
  } satisfies ExactArea,
  scratch: Array.from({ length: threads }, () =>
    memory.floats(size * (size + 1) + chunk * (size + gap) + fieldBytes / 8),
  ),
});

/** The same of conjugate gradients. */
export const gradientsArea = (ratings: Csr, size: number, threads: number) => (memory: Memory) => ({
  area: {
    ...rowsOf(ratings, memory),
    fixed: memory.singles(ratings.cols * size),
    background: memory.singles(size * size),
    solved: memory.singles(ratings.rows * size),
  } satisfies GradientsArea,
  scratch: Array.from({ length: threads }, () =>
    memory.singles(3 * size + 2 * (longestRow(ratings) + 4) + fieldBytes / 4),
  ),
});
