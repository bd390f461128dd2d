import type { Random } from '#runs/matrix/random.ts';

/** Draws places in proportion to weights, in constant time. */
export type AliasTable = { draw(random: Random): number };

/**
 * Walker's alias method as Vose (1991) builds it: n columns of equal width, each shared by two places.
 * @param weights not negative, at least one of them positive
 */
export function createAliasTable(weights: Float64Array): AliasTable {
  const n = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scaled = weights.map((weight) => (weight * n) / total);
  const alias = Int32Array.from(weights.keys());
  const small: number[] = [];
  const large: number[] = [];
  scaled.forEach((value, place) => (value < 1 ? small : large).push(place));
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!;
    const more = large.at(-1)!;
    alias[less] = more;
    scaled[more]! -= 1 - scaled[less]!;
    if (scaled[more]! < 1) small.push(large.pop()!);
  }
  // What is left is 1 but for rounding.
  for (const place of [...small, ...large]) scaled[place] = 1;

  return {
    draw(random) {
      const place = random.below(n);
      return random.next() < scaled[place]! ? place : alias[place]!;
    },
  };
}
