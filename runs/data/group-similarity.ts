import type { Csr } from '#runs/matrix/csr.ts';

/**
 * Mean cosine between the rows of each two groups; within a group, over pairs of different rows. A row without values has cosine 0.
 * Means of dot products are dot products of sums of unit rows, so that this takes O(nnz + groups²·columns):
 * mean(a, b) = Sa·Sb / (na·nb), mean(a, a) = (|Sa|² − Σ|x|²) / (na·(na − 1)).
 * @param ofRow group of each row, −1 for none
 * @returns groups × groups; 0 where there is no pair
 */
export function groupSimilarity(matrix: Csr, ofRow: Int32Array, groups: number): number[][] {
  const { cols } = matrix;
  const sums = new Float64Array(groups * cols);
  const sizes = new Float64Array(groups);
  const filled = new Float64Array(groups);
  for (let row = 0; row < matrix.rows; row++) {
    const group = ofRow[row]!;
    if (group < 0) continue;
    sizes[group]! += 1;
    filled[group]! += addUnitRow(matrix, row, sums.subarray(group * cols, (group + 1) * cols));
  }
  return Array.from({ length: groups }, (_, a) =>
    Array.from({ length: groups }, (__, b) => {
      const pairs = a === b ? sizes[a]! * (sizes[a]! - 1) : sizes[a]! * sizes[b]!;
      if (pairs === 0) return 0;
      const own = a === b ? filled[a]! : 0;
      return (dot(sums, a * cols, b * cols, cols) - own) / pairs;
    }),
  );
}

/** @returns the squared length of what was added: 1, or 0 for a row without values */
function addUnitRow({ indptr, indices, values }: Csr, row: number, sum: Float64Array): number {
  let squares = 0;
  for (let at = indptr[row]!; at < indptr[row + 1]!; at++) squares += values[at]! * values[at]!;
  if (squares === 0) return 0;
  const scale = 1 / Math.sqrt(squares);
  for (let at = indptr[row]!; at < indptr[row + 1]!; at++) sum[indices[at]!]! += values[at]! * scale;
  return 1;
}

function dot(values: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += values[a + at]! * values[b + at]!;
  return sum;
}
