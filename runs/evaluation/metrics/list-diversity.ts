import { rowNorms, type Csr } from '#runs/matrix/csr.ts';
import type { Sets } from '../item-facts.ts';
import type { MeasureList } from './metric.ts';

/**
 * Mean of 1 − cosine over pairs of each prefix of the list; NaN below two items.
 * The sum over pairs needs no pairs: Σ over i ≠ j of cos(i, j) = |Σ of unit vectors|² − (number of vectors that are not zero).
 * @param vectors items × features, every value 1 where none are given; an item without features is unlike every other
 */
export function listDiversity(vectors: Sets & Partial<Pick<Csr, 'values'>>): MeasureList {
  const { indptr, indices, values } = vectors;
  const norms = values ? rowNorms({ ...vectors, values }) : setNorms(vectors);
  const sum = new Float64Array(vectors.cols);

  /** Adds the item's unit vector to `sum`. @returns by how much the squared length of `sum` grew: 2 · sum · unit + 1 */
  function addUnit(item: number): number {
    const norm = norms[item]!;
    const end = indptr[item + 1]!;
    let dot = 0;
    for (let at = indptr[item]!; at < end; at++) {
      const feature = indices[at]!;
      const value = values === undefined ? 1 : values[at]!;
      const held = sum[feature]!;
      dot += held * value;
      sum[feature] = held + value / norm;
    }
    return (2 * dot) / norm + 1;
  }

  return ({ top }, ks, out) => {
    let squared = 0;
    let described = 0;
    let rank = 0;
    for (let i = 0; i < ks.length; i++) {
      for (; rank < top.length && rank < ks[i]!; rank++) {
        const item = top.items[rank]!;
        if (norms[item] === 0) continue;
        squared += addUnit(item);
        described += 1;
      }
      out[i] = rank < 2 ? NaN : 1 - (squared - described) / (rank * (rank - 1));
    }
    for (rank--; rank >= 0; rank--) clear(sum, vectors, top.items[rank]!);
  };
}

function setNorms({ rows, indptr }: Sets): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => Math.sqrt(indptr[row + 1]! - indptr[row]!));
}

function clear(sum: Float64Array, { indptr, indices }: Sets, item: number): void {
  for (let at = indptr[item]!, end = indptr[item + 1]!; at < end; at++) sum[indices[at]!] = 0;
}
