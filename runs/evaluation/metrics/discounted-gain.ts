import { discountSum } from '../discount.ts';
import type { Hits } from '../hits.ts';

/** Σ of gain · discount over the first k: each rank of a group has the group's mean gain, which is exact as both are linear. */
export function discountedGain({ groups, before, size }: Hits, gains: ArrayLike<number>, k: number): number {
  let sum = 0;
  for (let g = 0; g < groups && before[g]! < k; g++) {
    const to = Math.min(before[g]! + size[g]!, k);
    sum += (gains[g]! / size[g]!) * discountSum(before[g]!, to);
  }
  return sum;
}
