import { factorRows } from './cholesky.ts';
import { dotTile, tile } from './dot-tile.ts';

/**
 * A part of the inverse of a symmetric positive definite matrix in place, A⁻¹ = (L⁻¹)ᵀL⁻¹ with A = LLᵀ. Its rows are tiles of four.
 * - panel: columns [from, to) of L below the rows `to`; the caller has made rows [from, to)
 * - triangle: (L⁻¹)ᵀ into the upper triangle and the diagonal; L stays below
 * - product: (L⁻¹)ᵀL⁻¹ into the lower triangle in place of L, its diagonal into `diagonal`
 *
 * Every tile of rows writes where no other reads, so threads share one job.
 */
export type InverseJob = {
  kind: 'inverse';
  phase: 'panel' | 'triangle' | 'product';
  /** size × size, row-major; size in whole tiles. */
  a: Float64Array;
  size: number;
  from: number;
  to: number;
  /** Starts `triangle` as the diagonal of L; ends `product` as that of A⁻¹. */
  diagonal: Float64Array;
};

export const inverseTiles = ({ phase, size, to }: InverseJob): number => (phase === 'panel' ? size - to : size) / tile;

export function inversePass(job: InverseJob): (from: number, to: number) => void {
  const one = startPhase(job);
  return (from, to) => {
    for (let n = from; n < to; n++) one(n * tile);
  };
}

function startPhase(job: InverseJob): (row: number) => void {
  const { phase, a, size, from, to } = job;
  if (phase === 'panel') return (row) => factorRows(a, size, to + row, from, to);
  const sums = new Float64Array(tile * tile);
  if (phase === 'product') return (row) => multiplyRows(job, row, sums);
  const inverse = new Float64Array(tile * size);
  return (row) => invertRows(job, row, sums, inverse);
}

/** Rows row…row + 3 of (L⁻¹)ᵀ: (L⁻¹)ⱼᵢ solves Σ_k Lᵢₖ(L⁻¹)ₖⱼ = [i = j] for ascending i. */
function invertRows({ a, size, diagonal }: InverseJob, row: number, sums: Float64Array, inverse: Float64Array): void {
  for (let column = row; column < size; column += tile) {
    dotTile(a, column * size + row, size, inverse, row, size, column - row, sums);
    for (let i = 0; i < tile; i++) {
      const own = (column + i) * size + column;
      for (let j = 0; j < tile; j++) {
        let value = (column + i === row + j ? 1 : 0) - sums[i * tile + j]!;
        for (let k = 0; k < i; k++) value -= a[own + k]! * inverse[j * size + column + k]!;
        inverse[j * size + column + i] = value / diagonal[column + i]!;
      }
    }
  }
  for (let j = 0; j < tile; j++) {
    const at = (row + j) * size;
    for (let column = row + j; column < size; column++) a[at + column] = inverse[j * size + column]!;
  }
}

/** Rows row…row + 3 of the inverse, up to the diagonal: Σ over k ≥ i of (L⁻¹)ₖᵢ(L⁻¹)ₖⱼ. */
function multiplyRows({ a, size, diagonal }: InverseJob, row: number, sums: Float64Array): void {
  const rest = row + tile;
  for (let column = 0; column <= row; column += tile) {
    dotTile(a, row * size + rest, size, a, column * size + rest, size, size - rest, sums);
    for (let i = 0; i < tile; i++) {
      const own = (row + i) * size;
      for (let j = 0; j < tile && column + j <= row + i; j++) {
        let value = sums[i * tile + j]!;
        for (let k = row + i; k < rest; k++) value += a[own + k]! * a[(column + j) * size + k]!;
        if (column + j === row + i) diagonal[row + i] = value;
        else a[own + column + j] = value;
      }
    }
  }
}
