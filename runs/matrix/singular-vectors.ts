import { transpose } from './csr.ts';
import type { Csr } from './csr.ts';
import { mirror } from './gram-pass.ts';
import { columnsOf, orthonormalise, rowsOfColumns } from './orthonormal.ts';
import { gramOfRows } from './outer-sums.ts';
import { padded } from './tile.ts';
import type { Random } from './random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

type Options = {
  iterations: number;
  /**
   * Directions that are iterated beside the wanted ones: the last of these come out by the ratio of their singular value to the first that is
   * left out, and neighbouring ones of real data are nearly equal (Halko et al., section 10.3).
   */
  spare: number;
  random: Random;
  onIteration(done: number): void;
  /** Called every few milliseconds; throws to stop. */
  keepGoing(): void;
};

/** Row-major, orthonormal columns where the matrix has the rank for them. */
type Basis = { rows: Float64Array; width: number };

/**
 * The right singular vectors of the greatest singular values, by randomised subspace iteration
 * (Halko, Martinsson & Tropp, SIAM Review 53(2) 2011, algorithm 4.4).
 * @returns `vectors`, columns × count, row-major and orthonormal; columns of 0 where the matrix has a smaller rank. `values`, descending
 */
export function singularVectors(
  matrix: Csr,
  count: number,
  { iterations, spare, random, onIteration, keepGoing }: Options,
): { vectors: Float64Array; values: Float64Array } {
  const width = Math.min(count + spare, matrix.cols);
  const byColumn = transpose(matrix);
  const start = Float64Array.from({ length: matrix.cols * width }, () => random.normal());
  let basis: Basis = { rows: orthonormalRows(start, width, keepGoing), width };
  for (let done = 0; done < iterations; done++) {
    const image = multiply(byColumn, multiply(matrix, basis.rows, width, keepGoing), width, keepGoing);
    basis = { rows: orthonormalRows(image, width, keepGoing), width };
    onIteration(done + 1);
  }
  return rotate(basis, multiply(matrix, basis.rows, width, keepGoing), matrix.cols, count, keepGoing);
}

function orthonormalRows(rows: Float64Array, width: number, keepGoing: () => void): Float64Array {
  if (width === 0) return rows;
  const columns = columnsOf(rows, width);
  orthonormalise(columns, keepGoing);
  return rowsOfColumns(columns);
}

/**
 * Turns an invariant subspace into its singular vectors: Q·W, W the eigenvectors of (AQ)ᵀAQ, a small matrix.
 * @param image AQ, row-major
 */
function rotate(basis: Basis, image: Float64Array, columns: number, count: number, keepGoing: () => void) {
  const { width } = basis;
  const { values, vectors: turn } = symmetricEigen(gramOf(image, width), width, keepGoing);
  const vectors = new Float64Array(columns * count);
  // Squares of singular values that are rounding of the greatest one's belong to no direction of the data.
  const least = (values[0] ?? 0) * width * Number.EPSILON * 16;
  const rank = values.filter((value) => value > least).length;
  for (let column = 0; column < columns; column++) {
    for (let f = 0; f < Math.min(count, rank); f++) {
      let sum = 0;
      for (let g = 0; g < width; g++) sum += basis.rows[column * width + g]! * turn[g * width + f]!;
      vectors[column * count + f] = sum;
    }
  }
  const found = new Float64Array(count);
  for (let f = 0; f < Math.min(count, rank); f++) found[f] = Math.sqrt(values[f]!);
  return { vectors, values: found };
}

/** Both triangles of the products of the columns, width × width. */
function gramOf(rows: Float64Array, width: number): Float64Array {
  if (width === 0) return new Float64Array(0);
  const size = padded(width);
  const gram = gramOfRows(rows, width, size);
  mirror(gram, width, size);
  return Float64Array.from({ length: width * width }, (_, p) => gram[Math.floor(p / width) * size + (p % width)]!);
}

/** Rows between two calls of `keepGoing`. */
const stride = 256;

/** A·Q, rows × width. */
function multiply(
  { rows, indptr, indices, values }: Csr,
  q: Float64Array,
  width: number,
  keepGoing: () => void,
): Float64Array {
  const out = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    if (row % stride === 0) keepGoing();
    const to = row * width;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
      const from = indices[p]! * width;
      const value = values[p]!;
      for (let f = 0; f < width; f++) out[to + f]! += value * q[from + f]!;
    }
  }
  return out;
}
