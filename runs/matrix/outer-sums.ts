import { dotTile, tile } from './dot-tile.ts';

/** Vectors that are collected before they are multiplied: they fit the nearest cache for up to some hundred factors. */
const chunk = 128;
/** Not a power of two, so that rows do not fall on one another in the cache. */
const stride = chunk + 4;

/** Adds outer products y·yᵀ to the lower triangle of a size × size matrix, many vectors at a time. */
export type OuterSums = {
  /** Adds scale²·y·yᵀ for the `length` values of `y` from `at`; it may wait for more. */
  add(a: Float64Array, y: Float64Array, at: number, length: number, scale: number): void;
  /** Adds what has waited. */
  finish(a: Float64Array): void;
};

/** @param size in whole tiles */
export function createOuterSums(size: number): OuterSums {
  const panel = new Float64Array(size * stride);
  const sums = new Float64Array(tile * tile);
  let count = 0;

  function finish(a: Float64Array): void {
    for (let row = 0; row < size; row += tile) {
      for (let column = 0; column <= row; column += tile) {
        dotTile(panel, row * stride, stride, panel, column * stride, stride, count, sums);
        addTile(a, size, row, column, sums);
      }
    }
    count = 0;
  }

  return {
    add(a, y, at, length, scale) {
      for (let f = 0; f < length; f++) panel[f * stride + count] = scale * y[at + f]!;
      count += 1;
      if (count === chunk) finish(a);
    },
    finish,
  };
}

function addTile(a: Float64Array, size: number, row: number, column: number, sums: Float64Array): void {
  for (let i = 0; i < tile; i++) {
    for (let j = 0, at = (row + i) * size + column; j < tile; j++) a[at + j]! += sums[i * tile + j]!;
  }
}

/** YᵀY of the rows of a dense matrix, in the lower triangle of size × size. */
export function gramOfRows(y: Float64Array, factors: number, size: number): Float64Array {
  const a = new Float64Array(size * size);
  const outer = createOuterSums(size);
  for (let at = 0; at < y.length; at += factors) outer.add(a, y, at, factors, 1);
  outer.finish(a);
  return a;
}
