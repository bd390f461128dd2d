import { KindredError } from '#shared/api/errors.ts';
import { dotTile, tile } from './dot-tile.ts';

/**
 * Four rows of the Cholesky factor L of a symmetric positive definite matrix, A = LLᵀ, in place in its lower triangle.
 * Columns [from, to) of rows row…row + 3 are made, all in whole tiles; needs all columns before `from` of these rows, and the rows
 * above `row` of the columns concerned.
 * @param stride length of a row; sizes are in whole tiles (`padded`), with ones on the diagonal of the padding
 * @throws KindredError invalid_input where a pivot is not above what rounding leaves of 0
 */
export function factorRows(a: Float64Array, stride: number, row: number, from: number, to: number): void {
  for (let column = from; column < to; column += tile) {
    dotTile(a, row * stride, stride, a, column * stride, stride, column, sums);
    if (column < row) finishTile(a, stride, row, column);
    else finishDiagonalTile(a, stride, row);
  }
}

/** The factor of a whole small matrix of whole tiles, in place. */
export function factor(a: Float64Array, size: number): void {
  for (let row = 0; row < size; row += tile) factorRows(a, size, row, 0, row + tile);
}

const sums = new Float64Array(tile * tile);

function finishTile(a: Float64Array, stride: number, row: number, column: number): void {
  for (let i = 0; i < tile; i++) {
    const own = (row + i) * stride + column;
    for (let j = 0; j < tile; j++) {
      const other = (column + j) * stride + column;
      let value = a[own + j]! - sums[i * tile + j]!;
      for (let k = 0; k < j; k++) value -= a[own + k]! * a[other + k]!;
      a[own + j] = value / a[other + j]!;
    }
  }
}

function finishDiagonalTile(a: Float64Array, stride: number, row: number): void {
  for (let i = 0; i < tile; i++) {
    const own = (row + i) * stride + row;
    for (let j = 0; j <= i; j++) {
      const other = (row + j) * stride + row;
      const before = a[own + j]!;
      let value = before - sums[i * tile + j]!;
      for (let k = 0; k < j; k++) value -= a[own + k]! * a[other + k]!;
      a[own + j] = i === j ? pivotOf(value, before) : value / a[other + j]!;
    }
  }
}

/** What is left of a diagonal value after subtractions that cancel it is rounding. */
const rounding = 64 * Number.EPSILON;

function pivotOf(square: number, before: number): number {
  if (square > rounding * before) return Math.sqrt(square);
  throw new KindredError(
    'invalid_input',
    'The equations of this model have no single solution for these ratings. Use a greater regularization.',
  );
}

/**
 * Solves LLᵀx = b in place of b.
 * @param l rows of the factor; b's first `size` values
 */
export function substitute(l: Float64Array, stride: number, size: number, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let value = b[i]!;
    for (let k = 0, at = i * stride; k < i; k++) value -= l[at + k]! * b[k]!;
    b[i] = value / l[i * stride + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = b[i]! / l[i * stride + i]!;
    b[i] = value;
    for (let k = 0, at = i * stride; k < i; k++) b[k]! -= l[at + k]! * value;
  }
}
