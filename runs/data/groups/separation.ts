import type { Csr } from '#runs/matrix/csr.ts';
import { unitRows } from '#runs/matrix/rows.ts';

/** Cosines are counted in bins of 2^-10. */
const bins = 2048;

/** How often each cosine occurs between users of two groups. */
export type PairCosines = {
  /** Counts of a and b at [a ≤ b], by bin. */
  counts(a: number, b: number): Float64Array;
  groups: number;
};

/** Counts the cosines of all pairs of different rows, O(rows · nnz). */
export function pairCosines(matrix: Csr, ofRow: Int32Array, groups: number): PairCosines {
  const { rows, cols, indptr, indices, values } = unitRows(matrix);
  const all = new Float64Array(groups * groups * bins);
  const dense = new Float64Array(cols);
  for (let a = 0; a < rows; a++) {
    const from = indptr[a]!;
    const end = indptr[a + 1]!;
    for (let p = from; p < end; p++) dense[indices[p]!] = values[p]!;
    for (let b = a + 1; b < rows; b++) {
      let cosine = 0;
      for (let p = indptr[b]!, last = indptr[b + 1]!; p < last; p++) cosine += dense[indices[p]!]! * values[p]!;
      // A cosine of 0 is the lower edge of its bin, which rounding must not miss.
      const bin = Math.min(bins - 1, Math.floor(((1 + cosine) * bins) / 2 + 1e-9));
      // Rows are in group order, so that the first group is never the greater one.
      all[(ofRow[a]! * groups + ofRow[b]!) * bins + bin]! += 1;
    }
    for (let p = from; p < end; p++) dense[indices[p]!] = 0;
  }
  return { groups, counts: (a, b) => all.subarray((a * groups + b) * bins, (a * groups + b + 1) * bins) };
}

/** Every block counts as many pairs as groups of these sizes have, however many were counted. */
export function scaledTo({ groups, counts }: PairCosines, sizes: readonly number[]): PairCosines {
  const scaled = Array.from({ length: groups * groups }, (_, at) => {
    const [a, b] = [Math.floor(at / groups), at % groups];
    const block = counts(a, b);
    const counted = block.reduce((sum, count) => sum + count, 0);
    const pairs = a === b ? (sizes[a]! * (sizes[a]! - 1)) / 2 : sizes[a]! * sizes[b]!;
    return counted > 0 ? block.map((count) => (count * pairs) / counted) : block;
  });
  return { groups, counts: (a, b) => scaled[a * groups + b]! };
}

/**
 * Probability that a pair within one of the groups is more similar than a pair across two of them, ties half (the area under the ROC
 * curve, Hanley & McNeil 1982); null where one kind of pair is missing.
 */
export function separation({ counts }: PairCosines, groups: readonly number[]): number | null {
  const within = new Float64Array(bins);
  const across = new Float64Array(bins);
  for (const a of groups) {
    for (const b of groups) if (a <= b) addTo(a === b ? within : across, counts(a, b));
  }
  let below = 0;
  let won = 0;
  let pairs = 0;
  for (let bin = 0; bin < bins; bin++) {
    won += within[bin]! * (below + across[bin]! / 2);
    below += across[bin]!;
    pairs += within[bin]!;
  }
  return pairs > 0 && below > 0 ? won / (pairs * below) : null;
}

function addTo(sum: Float64Array, counts: Float64Array): void {
  for (let bin = 0; bin < bins; bin++) sum[bin]! += counts[bin]!;
}
