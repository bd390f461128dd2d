/*
 * The similarity of two rows whose dot product is known, and who takes it. AssemblyScript: a part of ./neighbours.as.ts.
 */

import { Area, push } from './lists.part.as.ts';

/** What a similarity is made of, as ../measure.ts has it. */
const cosine: u32 = 0;
export const sum: u32 = 2;

const none: u32 = 0xffffffff;

/** The column of a row's value, after all columns where the row has ended. */
export function columnAt(area: Area, p: u32, end: u32): u32 {
  return p < end ? load<u32>(<usize>area.rowColumns + ((<usize>p) << 2)) : none;
}

/** @param toA, toB whether the one could keep the other */
export function offerPair(area: Area, a: u32, b: u32, dot: f64, toA: u32, toB: u32): void {
  const idA = load<u32>(<usize>area.order + ((<usize>a) << 2));
  const idB = load<u32>(<usize>area.order + ((<usize>b) << 2));
  const similarity = idA < idB ? similarityOf(area, dot, a, b) : similarityOf(area, dot, b, a);
  if (!(similarity > 0)) return;
  if (area.minOverlap > 1 && !overlap(area, a, b)) return;
  if (toA) push(area, a, similarity, idB);
  if (toB) push(area, b, similarity, idA);
}

/** ../measure.ts's, to the bit. */
export function similarityOf(area: Area, dot: f64, a: u32, b: u32): f64 {
  const sideA = load<f64>(<usize>area.sides + ((<usize>a) << 3));
  const sideB = load<f64>(<usize>area.sides + ((<usize>b) << 3));
  const length = area.form == sum ? area.own * dot + sideA + sideB : sideA * sideB;
  if (!(length > 0)) return 0;
  const similarity = dot / (length + area.shrinkage);
  return area.form == cosine && similarity > 1 ? 1 : similarity;
}

/** Whether two rows share `minOverlap` columns. */
function overlap(area: Area, a: u32, b: u32): bool {
  const pointers = <usize>area.rowPointers;
  let p = load<u32>(pointers + ((<usize>a) << 2));
  let q = load<u32>(pointers + ((<usize>b) << 2));
  const endP = load<u32>(pointers + ((<usize>a) << 2), 4);
  const endQ = load<u32>(pointers + ((<usize>b) << 2), 4);
  let shared: u32 = 0;
  let x = columnAt(area, p, endP);
  let y = columnAt(area, q, endQ);
  while (p < endP && q < endQ && shared < area.minOverlap) {
    if (x == y) shared++;
    const stepP = x <= y;
    if (y <= x) y = columnAt(area, ++q, endQ);
    if (stepP) x = columnAt(area, ++p, endP);
  }
  return shared >= area.minOverlap;
}
