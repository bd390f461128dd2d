import type { ItemFacts } from '../item-facts.ts';

/** Standard deviation / mean of Σ of `part` / Σ of `whole` in the head and in the tail; 0 = both are treated alike. */
export function headTailBias(
  { items, tail }: ItemFacts,
  part: (item: number) => number,
  whole: (item: number) => number,
) {
  const parts = [0, 0];
  const wholes = [0, 0];
  for (let item = 0; item < items; item++) {
    const group = tail[item]!;
    parts[group]! += part(item);
    wholes[group]! += whole(item);
  }
  const head = parts[0]! / wholes[0]!;
  const rest = parts[1]! / wholes[1]!;
  // Of two values the population standard deviation is half their distance.
  return Math.abs(head - rest) / (head + rest);
}
