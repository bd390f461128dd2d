import { addTile, tile } from './tile.ts';

/** Vectors that are collected before they are multiplied: they fit the nearest cache for some dozens of factors. */
const chunk = 64;

/** Adds outer products y·yᵀ to the upper triangle of a size × size matrix, many vectors at a time. */
export type OuterSums = {
  /** Adds scale²·y·yᵀ for the `length` values of `y` from `at`; it may wait for more. */
  add(a: Float64Array, y: Float64Array, at: number, length: number, scale: number): void;
  /** Adds what has waited. */
  finish(a: Float64Array): void;
};

/** @param size in whole tiles */
export function createOuterSums(size: number): OuterSums {
  const panel = new Float64Array(chunk * size);
  let count = 0;

  function finish(a: Float64Array): void {
    for (let row = 0; row < size; row += tile) {
      for (let column = row; column < size; column += tile) {
        const rows = { values: panel, at: row, stride: size };
        const columns = { values: panel, at: column, stride: size };
        addTile({ values: a, at: row * size + column, stride: size }, rows, columns, count, 1);
      }
    }
    count = 0;
  }

  return {
    add(a, y, at, length, scale) {
      for (let f = 0, to = count * size; f < length; f++) panel[to + f] = scale * y[at + f]!;
      count += 1;
      if (count === chunk) finish(a);
    },
    finish,
  };
}

/** YᵀY of the rows of a dense matrix, in the upper triangle of size × size. */
export function gramOfRows(y: Float64Array, factors: number, size: number): Float64Array {
  const a = new Float64Array(size * size);
  const outer = createOuterSums(size);
  for (let at = 0; at < y.length; at += factors) outer.add(a, y, at, factors, 1);
  outer.finish(a);
  return a;
}
