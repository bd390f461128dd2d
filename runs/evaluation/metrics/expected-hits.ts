import type { Hits } from '../hits.ts';

/** Mean number of relevant items in the first k over the orders of equal scores. */
export function expectedHits({ groups, before, size, relevant }: Hits, k: number): number {
  let hits = 0;
  for (let g = 0; g < groups && before[g]! < k; g++) {
    const inside = Math.min(size[g]!, k - before[g]!);
    hits += (relevant[g]! * inside) / size[g]!;
  }
  return hits;
}
