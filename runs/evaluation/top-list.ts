import { KindredError } from '#shared/api/errors.ts';
import { createHeaps, push, sortHeaps } from '#runs/matrix/heaps.ts';
import { privateMemory } from '#runs/matrix/memory.ts';

/** The best items of one user at a time: score descending, then the smaller index. */
export type TopList = {
  /** items[0…length), best first. */
  items: Int32Array;
  length: number;
  /** What the list was selected from, by item; −∞ for items that are not candidates. */
  scores: Float64Array;
  /** Candidates outside the list whose score equals that of its last item. */
  tiedOutside: number;
  /** @throws KindredError internal for a score that is not a number */
  select(scores: Float64Array): void;
  clear(): void;
};

/** @param longest the largest K; one bounded heap of that size serves all users */
export function createTopList(longest: number, items: number): TopList {
  const heap = createHeaps(1, Math.min(longest, items), privateMemory);
  const top: TopList = {
    items: heap.ids,
    length: 0,
    scores: new Float64Array(0),
    tiedOutside: 0,
    select(scores) {
      top.clear();
      top.scores = scores;
      const { k, counts, floors } = heap;
      // Items arrive by ascending index, so one that only equals the worst kept is listed after it.
      for (let item = 0; item < scores.length; item++) {
        const score = scores[item]!;
        if (counts[0] === k ? score > floors[0]! : score > -Infinity) push(heap, 0, score, item);
        else if (score !== score) throw notANumber(item);
      }
      top.length = counts[0]!;
      sortHeaps(heap);
      if (top.length === k) top.tiedOutside = tiedOutside(top);
    },
    clear() {
      heap.counts[0] = 0;
      heap.floors[0] = 0;
      top.length = 0;
      top.tiedOutside = 0;
    },
  };
  return top;
}

function tiedOutside({ items, length, scores }: TopList): number {
  const last = scores[items[length - 1]!]!;
  let tied = 0;
  for (let item = 0; item < scores.length; item++) if (scores[item] === last) tied += 1;
  for (let rank = length - 1; rank >= 0 && scores[items[rank]!] === last; rank--) tied -= 1;
  return tied;
}

function notANumber(item: number): KindredError {
  return new KindredError(
    'internal',
    `The model gave item ${item} (by index) a score that is not a number, so nothing was ranked. Check the model's parameters and the weights of the data.`,
  );
}
