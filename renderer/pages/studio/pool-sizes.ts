import type { GroupsRecipe, ItemPool } from '#shared/domain/groups-recipe.ts';
import { topicItems } from '#shared/domain/topic-items.ts';

const sizeOf = ({ size = 0, items }: ItemPool): number => items?.length ?? size;

/** Items of all pools together. */
export const itemCount = ({ pools }: GroupsRecipe): number => pools.reduce((sum, pool) => sum + sizeOf(pool), 0);

/** So many items in all, shared out as now (largest remainder), at least one a pool. */
export function withItemCount(recipe: GroupsRecipe, total: number): GroupsRecipe {
  const before = itemCount(recipe);
  const wanted = recipe.pools.map((pool) => (sizeOf(pool) * total) / before);
  const counts = wanted.map((size) => Math.max(1, Math.floor(size)));
  const byRemainder = [...wanted.keys()].sort((a, b) => (wanted[b]! % 1) - (wanted[a]! % 1) || a - b);
  for (let at = 0, left = total - sum(counts); left > 0; at++, left--) counts[byRemainder[at % counts.length]!]! += 1;
  return { ...recipe, pools: recipe.pools.map((pool, index) => resized(pool, counts[index]!)) };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** Named items stay as far as they reach; beyond them items are numbered. A pool cut short before gets its names back. */
function resized(pool: ItemPool, size: number): ItemPool {
  if (!pool.items) return { ...pool, size };
  const known = readable(pool);
  const more = Array.from(
    { length: Math.max(0, size - known.length) },
    (_, at) => `${pool.name}-${known.length + at + 1}`,
  );
  return { ...pool, items: [...known.slice(0, size), ...more] };
}

/** All names that the pool's items are the first of. */
function readable({ name, items = [] }: ItemPool): readonly string[] {
  const topic = Object.entries(topicItems).find(([known]) => known === name)?.[1] ?? [];
  const shared = Math.min(topic.length, items.length);
  const isTopic = shared > 0 && items.slice(0, shared).every((item, at) => item === topic[at]);
  return isTopic && topic.length > items.length ? topic : items;
}
