import { push } from './heaps.ts';
import type { Heaps } from './heaps.ts';
import { similarityOf } from './measure.ts';
import type { Measure } from './measure.ts';
import { addProducts, createScratch, firstMet, gatherProducts, isSparse } from './products.ts';
import type { Products, Scratch } from './products.ts';

/** Keeps the most similar rows of each row. */
export type NeighbourJob = {
  kind: 'neighbours';
  products: Products;
  measure: Measure;
  minOverlap: number;
  heaps: Heaps;
};

/**
 * Offers each row to all that it meets and they to it. A dot product has the same bits from both sides (the same products,
 * added in ascending column order), so half of the pairs are enough, whichever thread takes them.
 */
export function neighbourPass(job: NeighbourJob): (from: number, to: number) => void {
  const scratch = createScratch(job.products.ratings.rows);
  return (from, to) => {
    for (let row = from; row < to; row++) {
      if (job.minOverlap > 1 || isSparse(job.products, row)) offerTouched(job, row, scratch);
      else offerAll(job, row, scratch.dots);
    }
  };
}

function offer({ measure, heaps }: NeighbourJob, row: number, other: number, dot: number): void {
  const similarity = similarityOf(measure, dot, row, other);
  const reverse = measure.ofOwner === measure.ofOther ? similarity : similarityOf(measure, dot, other, row);
  if (similarity > 0 && similarity >= heaps.floors[row]!) push(heaps, row, similarity, other);
  if (reverse > 0 && reverse >= heaps.floors[other]!) push(heaps, other, reverse, row);
}

/** Above any rounding of a cosine, so that what is passed over could not have been kept. */
const slack = 1 - 1e-12;

function offerAll(job: NeighbourJob, row: number, dots: Float64Array): void {
  const { norms } = job.products;
  const { floors } = job.heaps;
  addProducts(job.products, row, dots);
  const length = job.measure.form === 'cosine' ? norms[row]! * slack : 0;
  const first = firstMet(job.products, row);
  for (let other = first; other < dots.length; other++) {
    const dot = dots[other]!;
    // Nearly all pairs of cosines end here: a product is faster than the quotient, and shrinkage only makes the latter smaller.
    if (dot > Math.min(floors[row]!, floors[other]!) * length * norms[other]!) offer(job, row, other, dot);
  }
  dots.fill(0, first);
}

function offerTouched(job: NeighbourJob, row: number, scratch: Scratch): void {
  const { dots, overlaps, touched } = scratch;
  const count = gatherProducts(job.products, row, scratch);
  for (let t = 0; t < count; t++) {
    const other = touched[t]!;
    if (dots[other]! > 0 && overlaps[other]! >= job.minOverlap) offer(job, row, other, dots[other]!);
    dots[other] = 0;
    overlaps[other] = 0;
  }
}
