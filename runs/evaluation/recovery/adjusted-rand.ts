import { contingency } from './contingency.ts';

/**
 * Adjusted Rand index (Hubert & Arabie 1985): (Σ C(n_ij, 2) − e) / (½(A + B) − e), A = Σ C(a_i, 2), B = Σ C(b_j, 2), e = A·B / C(n, 2).
 * @returns 1 where both clusterings are the same, also where both are trivial in the same way
 */
export function adjustedRand(a: Int32Array, b: Int32Array): number {
  const { cells, rows, columns, total } = contingency(a, b);
  const [together, inA, inB] = [pairs(cells), pairs(rows), pairs(columns)];
  const expected = total > 1 ? (inA * inB) / ((total * (total - 1)) / 2) : 0;
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

const pairs = (counts: Float64Array): number => counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
