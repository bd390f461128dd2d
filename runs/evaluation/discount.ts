import { longestList } from './ks.ts';

/** 1 / log2(rank + 1) of ranks 1…longestList, at rank − 1. */
const discounts = Float64Array.from({ length: longestList }, (_, index) => 1 / Math.log2(index + 2));

const sums = new Float64Array(longestList + 1);
for (let rank = 1; rank <= longestList; rank++) sums[rank] = sums[rank - 1]! + discounts[rank - 1]!;

/** Σ of the discounts of ranks from + 1 … to: of one rank exactly, so that a perfect list is exactly 1. */
export function discountSum(from: number, to: number): number {
  if (to === from + 1) return discounts[from]!;
  return from === 0 ? sums[to]! : sums[to]! - sums[from]!;
}
