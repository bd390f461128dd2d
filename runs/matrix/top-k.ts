import { createHeaps, push, sortHeaps } from './heaps.ts';
import { privateMemory } from './memory.ts';

/**
 * The indices of the k greatest positive scores, greatest first; equal scores go to the smaller index.
 * Scores of 0 and below are never returned: nothing speaks for them.
 */
export function topK(scores: Float64Array, k: number): Int32Array {
  const heap = createHeaps(1, Math.min(k, scores.length), privateMemory);
  const floors = heap.floors;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (score > 0 && score >= floors[0]!) push(heap, 0, score, i);
  }
  const { ids, counts } = sortHeaps(heap);
  return ids.subarray(0, counts[0]);
}
