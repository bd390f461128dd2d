import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { itemsOfPool } from '#shared/domain/check-groups-recipe.ts';
import { symmetricRoot } from './symmetric-root.ts';

/** What a recipe says about items, ready to draw from. */
export type Tastes = {
  /** All items, pool by pool, most popular first within each. */
  items: readonly string[];
  /** Place of each item in `items`. */
  places: ReadonlyMap<string, number>;
  /** Of each group, and in it of each topic: probability that the next pick of a member is the item, noise included. */
  picks: readonly (readonly Float64Array[])[];
  /** Of each group, before topics and noise; their cosines are what `overlap` asks for. */
  tastes: readonly Float64Array[];
};

/**
 * Tastes from pools, roles and overlap. A group's own taste is a mixture of its pools, each a Zipf distribution. Own tastes a and b
 * have a cosine; where `overlap` asks for more, the rest D is brought in by mixing: taste = √(I + D) · own tastes, because the rows
 * of √(I + D) have I + D as their dot products. Then noise adds an even chance of any item.
 */
export function tastesOf(recipe: GroupsRecipe): Tastes {
  const items = recipe.pools.flatMap(itemsOfPool);
  const places = new Map(items.map((item, place) => [item, place]));
  const { count, focus } = recipe.topics;
  const topicOf = recipe.pools.flatMap((pool) => itemsOfPool(pool).map((_, rank) => rank % count));
  const own = ownTastes(recipe, places);
  const mixing = symmetricRoot(missingOverlap(own, recipe.overlap));
  const tastes = mixing.map((shares) => mixture(own, shares, items.length));
  const picks = recipe.groups.map(({ noise }, group) => {
    const taste = tastes[group]!;
    return Array.from({ length: count }, (_, topic) => {
      const focused = taste.map((share, item) => share * (1 - focus + (topicOf[item] === topic ? focus * count : 0)));
      const sum = focused.reduce((total, share) => total + share, 0);
      return focused.map((share) => (1 - noise) * (share / sum) + noise / items.length);
    });
  });
  return { items, places, picks, tastes };
}

/** Own taste of each group, of length 1. */
function ownTastes({ groups, pools }: GroupsRecipe, places: ReadonlyMap<string, number>): Float64Array[] {
  const length = places.size;
  const poolTastes = zipfOfPools(pools, length);
  const even = unit(new Float64Array(length).fill(1));
  const tastes = groups.map((group) => {
    const taste = new Float64Array(length);
    pools.forEach(({ name }, pool) => add(taste, poolTastes[pool]!, group.pools[name] ?? 0));
    for (const item of (group.profiles ?? []).flat()) taste[places.get(item)!]! += 1;
    const liked = unit(taste);
    return group.role === 'power' && !group.profiles ? unit(mixture([liked, even], [1, 1], length)) : liked;
  });
  const indexOf = (name: string) => groups.findIndex((group) => group.name === name);
  return groups.map((group, index) => {
    if (!group.bridges || group.profiles) return tastes[index]!;
    const [a, b] = group.bridges.map((name) => tastes[indexOf(name)]!);
    return unit(mixture([tastes[index]!, a!, b!], [1, 1, 1], length));
  });
}

/** Each pool as a distribution over all items: the r-th item of the pool in proportion to r^−skew. */
function zipfOfPools(pools: GroupsRecipe['pools'], length: number): Float64Array[] {
  let from = 0;
  return pools.map((pool) => {
    const count = itemsOfPool(pool).length;
    const taste = new Float64Array(length);
    let sum = 0;
    for (let rank = 1; rank <= count; rank++) sum += taste[from + rank - 1] = rank ** -pool.skew;
    from += count;
    return taste.map((share) => share / sum);
  });
}

/** I + D: what the asked-for cosines have beyond those of the own tastes. */
function missingOverlap(own: readonly Float64Array[], overlap: GroupsRecipe['overlap']): number[][] {
  return own.map((a, row) =>
    own.map((b, column) => (row === column ? 1 : Math.max(0, (overlap[row]?.[column] ?? 0) - dot(a, b)))),
  );
}

/** Shares below 0 (an overlap that no tastes can have) count as 0. */
function mixture(parts: readonly Float64Array[], shares: readonly number[], length: number): Float64Array {
  const sum = new Float64Array(length);
  parts.forEach((part, index) => add(sum, part, Math.max(0, shares[index]!)));
  return sum;
}

function add(sum: Float64Array, part: Float64Array, share: number): void {
  if (share === 0) return;
  for (let at = 0; at < sum.length; at++) sum[at]! += share * part[at]!;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, at) => sum + x * b[at]!, 0);

function unit(taste: Float64Array): Float64Array {
  const length = Math.sqrt(dot(taste, taste));
  return length === 0 ? taste : taste.map((share) => share / length);
}
