import type { Memory } from './memory.ts';
import type { Neighbours } from './compute.ts';

/**
 * One bounded heap a row, all in flat arrays: the worst of the kept neighbours is at the row's first place.
 * The order is total (similarity, then smaller id), so what is kept does not depend on the order of arrival,
 * and heaps that were filled by different threads merge into the same neighbours.
 */
export type Heaps = Neighbours & {
  /** What a similarity must reach to be kept: 0 until the row is full, then its worst. Read before calling `push`. */
  floors: Float64Array;
};

export function createHeaps(rows: number, k: number, memory: Memory): Heaps {
  return {
    rows,
    k,
    counts: memory.ints(rows),
    ids: memory.ints(rows * k),
    similarities: memory.floats(rows * k),
    floors: memory.floats(rows),
  };
}

/** Bytes that `createHeaps` allocates. */
export const heapBytes = (rows: number, k: number): number => rows * (k * 12 + 12);

/** Moves the entry down from place `hole` of a heap of `count` until no child is worse. */
function siftDown(heaps: Heaps, base: number, count: number, hole: number, similarity: number, id: number): void {
  const { ids, similarities } = heaps;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= count) break;
    const left = similarities[base + child]!;
    const right = child + 1 < count ? similarities[base + child + 1]! : Infinity;
    if (right < left || (right === left && ids[base + child + 1]! > ids[base + child]!)) child++;
    const s = similarities[base + child]!;
    if (s > similarity || (s === similarity && ids[base + child]! < id)) break;
    similarities[base + hole] = s;
    ids[base + hole] = ids[base + child]!;
    hole = child;
  }
  similarities[base + hole] = similarity;
  ids[base + hole] = id;
}

/** Moves the entry up from the end of a heap of `count` until its parent is worse. */
function siftUp(heaps: Heaps, base: number, count: number, similarity: number, id: number): void {
  const { ids, similarities } = heaps;
  let hole = count;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const s = similarities[base + parent]!;
    if (s < similarity || (s === similarity && ids[base + parent]! > id)) break;
    similarities[base + hole] = s;
    ids[base + hole] = ids[base + parent]!;
    hole = parent;
  }
  similarities[base + hole] = similarity;
  ids[base + hole] = id;
}

/** Offers a neighbour to a row; kept where fewer than k are, or where it is better than the worst. */
export function push(heaps: Heaps, row: number, similarity: number, id: number): void {
  const { k, counts, ids, similarities, floors } = heaps;
  const base = row * k;
  const count = counts[row]!;
  if (count < k) {
    siftUp(heaps, base, count, similarity, id);
    counts[row] = count + 1;
    if (count + 1 === k) floors[row] = similarities[base]!;
    return;
  }
  if (k === 0) return;
  const worst = similarities[base]!;
  if (similarity < worst || (similarity === worst && id > ids[base]!)) return;
  siftDown(heaps, base, k, 0, similarity, id);
  floors[row] = similarities[base]!;
}

/** Offers everything kept in `from` to `into`. */
export function merge(into: Heaps, from: Heaps): void {
  for (let row = 0; row < from.rows; row++) {
    for (let p = row * from.k, end = p + from.counts[row]!; p < end; p++) {
      push(into, row, from.similarities[p]!, from.ids[p]!);
    }
  }
}

/** Turns every heap into a list, best first; afterwards the heaps take no more. */
export function sortHeaps(heaps: Heaps): Neighbours {
  const { rows, k, counts, ids, similarities } = heaps;
  for (let row = 0; row < rows; row++) {
    const base = row * k;
    for (let last = counts[row]! - 1; last > 0; last--) {
      const similarity = similarities[base + last]!;
      const id = ids[base + last]!;
      similarities[base + last] = similarities[base]!;
      ids[base + last] = ids[base]!;
      siftDown(heaps, base, last, 0, similarity, id);
    }
  }
  return { rows, k, counts, ids, similarities };
}
