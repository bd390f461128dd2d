import { addTile, tile } from './tile.ts';
import type { Place } from './tile.ts';

/**
 * A = UᵀU of a symmetric positive definite matrix, in its upper triangle.
 * @param size of the rows and columns, in whole tiles
 * @param before the diagonal before anything was subtracted from it, which pivots are compared with
 * @returns false where a pivot is not above what rounding leaves of 0
 */
export function factor(a: Float64Array, size: number, before = diagonalOf(a, size)): boolean {
  for (let row = 0; row < size; row += tile) {
    for (let column = row; column < size; column += tile) {
      const rows = { values: a, at: row, stride: size };
      const columns = { values: a, at: column, stride: size };
      const own = { values: a, at: row * size + column, stride: size };
      addTile(own, rows, columns, row, -1);
      if (column > row) finishTile(own, { values: a, at: row * (size + 1), stride: size });
      else if (!finishDiagonalTile(a, size, row, before)) return false;
    }
  }
  return true;
}

const diagonalOf = (a: Float64Array, size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => a[i * (size + 1)]!);

/** c = U⁻ᵀc of one tile, U the upper triangle of the tile `u`. */
export function finishTile(c: Place, u: Place): void {
  for (let i = 0; i < tile; i++) {
    const own = c.at + i * c.stride;
    for (let j = 0; j < tile; j++) {
      let value = c.values[own + j]!;
      for (let k = 0; k < i; k++) value -= u.values[u.at + k * u.stride + i]! * c.values[c.at + k * c.stride + j]!;
      c.values[own + j] = value / u.values[u.at + i * u.stride + i]!;
    }
  }
}

function finishDiagonalTile(a: Float64Array, size: number, row: number, before: Float64Array): boolean {
  for (let i = row; i < row + tile; i++) {
    for (let j = i; j < row + tile; j++) {
      let value = a[i * size + j]!;
      for (let k = row; k < i; k++) value -= a[k * size + i]! * a[k * size + j]!;
      if (i === j && !isPivot(value, before[i]!)) return false;
      a[i * size + j] = i === j ? Math.sqrt(value) : value / a[i * size + i]!;
    }
  }
  return true;
}

/** What is left of a diagonal value after subtractions that cancel it is rounding. */
const rounding = 64 * Number.EPSILON;

const isPivot = (square: number, before: number): boolean => square > rounding * before;

/**
 * Solves UᵀUx = b in place of b: downwards value by value, then upwards with the sums over places of even and of odd number apart.
 * @param size of U, in whole tiles
 */
export function substitute(u: Float64Array, size: number, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const value = b[i]! / u[i * (size + 1)]!;
    b[i] = value;
    for (let j = i + 1; j < size; j++) b[j]! -= value * u[i * size + j]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    const at = i * size;
    let even = 0;
    let odd = 0;
    for (let j = (i | 1) + 1; j < size; j += 2) {
      even += u[at + j]! * b[j]!;
      odd += u[at + j + 1]! * b[j + 1]!;
    }
    let sum = even + odd;
    if (i % 2 === 0) sum += u[at + i + 1]! * b[i + 1]!;
    b[i] = (b[i]! - sum) / u[at + i]!;
  }
}
