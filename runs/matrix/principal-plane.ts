import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Csr } from './csr.ts';
import { createRandom } from './random.ts';
import { singularVectors } from './singular-vectors.ts';

/** Rows in the plane of greatest variance: x and y of each, and the share of the variance that each axis has. */
export type Plane = { x: Float64Array; y: Float64Array; variance: [number, number] };

/** Columns above which the covariance is taken within the strongest directions, because its size is their square. */
const maxColumns = 256;
const directions = 64;

/** The plane of the rows of a dense matrix. @param rows  rows × width, row-major */
export function planeOfDense(rows: Float64Array, width: number): Plane {
  const count = width === 0 ? 0 : rows.length / width;
  const means = new Float64Array(width);
  for (let at = 0; at < rows.length; at++) means[at % width]! += rows[at]! / count;
  const centred = rows.map((value, at) => value - means[at % width]!);
  const covariance = Matrix.zeros(width, width);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < width; i++) {
      const value = centred[row * width + i]!;
      for (let j = 0; value !== 0 && j <= i; j++) {
        covariance.set(i, j, covariance.get(i, j) + value * centred[row * width + j]!);
      }
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) covariance.set(j, i, covariance.get(i, j));
  return projected(centred, count, width, covariance);
}

/**
 * The plane of the rows of a sparse matrix. Of more than 256 columns the rows are first put into the space of the 64 strongest
 * directions (right singular vectors), which loses only what varies least.
 */
export function planeOfSparse(matrix: Csr): Plane {
  if (matrix.cols <= maxColumns) return planeOfDense(denseOf(matrix), matrix.cols);
  const { vectors } = singularVectors(matrix, directions, {
    spare: 10,
    iterations: 6,
    random: createRandom(0, 'plane'),
    onIteration: () => {},
    keepGoing: () => {},
  });
  const rows = new Float64Array(matrix.rows * directions);
  for (let row = 0; row < matrix.rows; row++) {
    for (let p = matrix.indptr[row]!; p < matrix.indptr[row + 1]!; p++) {
      for (let f = 0; f < directions; f++)
        rows[row * directions + f]! += matrix.values[p]! * vectors[matrix.indices[p]! * directions + f]!;
    }
  }
  return planeOfDense(rows, directions);
}

function denseOf({ rows, cols, indptr, indices, values }: Csr): Float64Array {
  const dense = new Float64Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    for (let p = indptr[row]!; p < indptr[row + 1]!; p++) dense[row * cols + indices[p]!] = values[p]!;
  }
  return dense;
}

/** Eigenvectors of the covariance, the greatest eigenvalue first; the greatest absolute entry of each is positive. */
function projected(centred: Float64Array, count: number, width: number, covariance: Matrix): Plane {
  const flat = (): Float64Array => new Float64Array(count);
  if (width === 0 || count === 0) return { x: flat(), y: flat(), variance: [0, 0] };
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, f) => f).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]! || a - b);
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0);
  const axis = (place: number): { at: Float64Array; share: number } => {
    const column = order[place];
    if (column === undefined) return { at: flat(), share: 0 };
    const vector = upright(eigenvectorMatrix.getColumn(column));
    const at = Float64Array.from({ length: count }, (_, row) =>
      vector.reduce((sum, weight, i) => sum + weight * centred[row * width + i]!, 0),
    );
    return { at, share: total > 0 ? Math.max(0, realEigenvalues[column]!) / total : 0 };
  };
  const [x, y] = [axis(0), axis(1)];
  return { x: x.at, y: y.at, variance: [x.share, y.share] };
}

function upright(vector: number[]): number[] {
  const greatest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return greatest < 0 ? vector.map((value) => -value) : vector;
}
