import type { Csr } from './csr.ts';

/** Dot product of two rows, in ascending column order: the same bits as the kernels' accumulators. */
export function dot({ indptr, indices, values }: Csr, a: number, b: number): number {
  let sum = 0;
  let p = indptr[a]!;
  let q = indptr[b]!;
  const pEnd = indptr[a + 1]!;
  const qEnd = indptr[b + 1]!;
  while (p < pEnd && q < qEnd) {
    const difference = indices[p]! - indices[q]!;
    if (difference === 0) sum += values[p++]! * values[q++]!;
    else if (difference < 0) p++;
    else q++;
  }
  return sum;
}

/**
 * Cosine of two rows whose dot product is known: dot / (|a||b| + shrinkage).
 * At most 1, which rounding would exceed for equal rows; 0 where a row has no length.
 */
export function cosineOf(dotProduct: number, normA: number, normB: number, shrinkage = 0): number {
  const length = normA * normB;
  return length > 0 ? Math.max(-1, Math.min(1, dotProduct / (length + shrinkage))) : 0;
}

/** Cosine of rows a and b; `norms` are those of `rowNorms`. */
export function cosine(matrix: Csr, norms: Float64Array, a: number, b: number): number {
  return cosineOf(dot(matrix, a, b), norms[a]!, norms[b]!);
}
