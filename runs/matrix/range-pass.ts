import { cosineOf } from './cosine.ts';
import { addProducts, createScratch, firstMet, gatherProducts, isSparse } from './products.ts';
import type { Products, Scratch } from './products.ts';

/** Finds the smallest and the greatest cosine of all pairs of rows that have a length. */
export type RangeJob = {
  kind: 'range';
  products: Products;
  /** No value is below 0, so no cosine is. */
  nonNegative: boolean;
  /** Output: [min, max]; starts as [Infinity, −Infinity]. */
  range: Float64Array;
};

export function rangePass(job: RangeJob): (from: number, to: number) => void {
  const { products, nonNegative, range } = job;
  const scratch = createScratch(products.ratings.rows);
  const lengthsFrom = countLengths(products.norms);
  return (from, to) => {
    for (let row = from; row < to; row++) {
      // Nothing lies outside [0, 1], so there is no more to find.
      if (nonNegative && range[0] === 0 && range[1] === 1) return;
      if (products.norms[row] === 0) continue;
      if (isSparse(products, row)) widenByTouched(job, row, scratch, lengthsFrom[firstMet(products, row)]!);
      else widenByAll(job, row, scratch.dots);
    }
  };
}

/** For each row, how many have a length from there on; one more, for none. */
function countLengths(norms: Float64Array): Int32Array {
  const from = new Int32Array(norms.length + 1);
  for (let row = norms.length - 1; row >= 0; row--) from[row] = from[row + 1]! + (norms[row]! > 0 ? 1 : 0);
  return from;
}

function widen(range: Float64Array, similarity: number): void {
  if (similarity < range[0]!) range[0] = similarity;
  if (similarity > range[1]!) range[1] = similarity;
}

function widenByAll({ products, range }: RangeJob, row: number, dots: Float64Array): void {
  const { norms } = products;
  addProducts(products, row, dots);
  const first = firstMet(products, row);
  for (let other = first; other < dots.length; other++) {
    if (norms[other]! > 0) widen(range, cosineOf(dots[other]!, norms[row]!, norms[other]!));
  }
  dots.fill(0, first);
}

function widenByTouched({ products, range }: RangeJob, row: number, scratch: Scratch, others: number): void {
  const { norms } = products;
  const { dots, overlaps, touched } = scratch;
  const count = gatherProducts(products, row, scratch);
  let met = 0;
  for (let t = 0; t < count; t++) {
    const other = touched[t]!;
    if (norms[other]! > 0) {
      met += 1;
      widen(range, cosineOf(dots[other]!, norms[row]!, norms[other]!));
    }
    dots[other] = 0;
    overlaps[other] = 0;
  }
  // A row that shares no column has a cosine of 0.
  if (met < others) widen(range, 0);
}
