import type { Group, GroupsRecipe } from '#shared/domain/groups-recipe.ts';

/** The overlap as it is shown: where a recipe has none, groups share nothing beyond their pools. */
export const overlapOf = ({ groups, overlap }: GroupsRecipe): number[][] =>
  overlap.length > 0 ? overlap : groups.map((_, a) => groups.map((__, b) => (a === b ? 1 : 0)));

/** Both cells of a pair, so that the matrix stays symmetric. */
export function withOverlap(recipe: GroupsRecipe, a: number, b: number, value: number): GroupsRecipe {
  const overlap = overlapOf(recipe).map((row, x) =>
    row.map((old, y) => ((x === a && y === b) || (x === b && y === a) ? value : old)),
  );
  return { ...recipe, overlap };
}

/** Changes a group; where it gets another name, groups that link it follow. */
export function withGroup(recipe: GroupsRecipe, index: number, part: Partial<Group>): GroupsRecipe {
  const before = recipe.groups[index]!.name;
  const named = (name: string) => (name === before ? (part.name ?? before) : name);
  const groups = recipe.groups.map((group, at) => {
    const changed = at === index ? { ...group, ...part } : group;
    if (!changed.bridges) return changed;
    const [a, b] = changed.bridges;
    return { ...changed, bridges: [named(a), named(b)] as [string, string] };
  });
  return { ...recipe, groups };
}

/** The share of a pool in a group's taste; 0 takes the pool away. */
export function withTaste(recipe: GroupsRecipe, index: number, pool: string, share: number): GroupsRecipe {
  const { [pool]: _, ...others } = recipe.groups[index]!.pools;
  return withGroup(recipe, index, { pools: share > 0 ? { ...others, [pool]: share } : others });
}

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');

/** One more group, which likes what the first pool holds. */
export function addGroup(recipe: GroupsRecipe, fields: Partial<Group> = {}): GroupsRecipe {
  const names = new Set(recipe.groups.map(({ name }) => name));
  const wanted = fields.name ?? 'group';
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${wanted} ${number}`;
  const taken = new Set(recipe.groups.map(({ letter }) => letter.toUpperCase()));
  const letter = [name[0]!.toUpperCase(), ...letters].find((free) => letters.includes(free) && !taken.has(free)) ?? '0';
  const group: Group = {
    size: 60,
    role: 'normal',
    pools: { [recipe.pools[0]!.name]: 1 },
    activity: { mean: 15, spread: 4, min: 2 },
    noise: 0.05,
    ...fields,
    name,
    letter,
  };
  const overlap = recipe.overlap.length > 0 ? [...recipe.overlap.map((row) => [...row, 0]), newRow(recipe)] : [];
  return { ...recipe, groups: [...recipe.groups, group], overlap };
}

const newRow = ({ groups }: GroupsRecipe): number[] => [...groups.map(() => 0), 1];

/** Takes a group away, and with it the bridges that link it. */
export function removeGroup(recipe: GroupsRecipe, index: number): GroupsRecipe {
  const { name } = recipe.groups[index]!;
  const isLeft = recipe.groups.map((group, at) => at !== index && !group.bridges?.includes(name));
  return {
    ...recipe,
    groups: recipe.groups.filter((_, at) => isLeft[at]),
    overlap: recipe.overlap.filter((_, at) => isLeft[at]).map((row) => row.filter((_, at) => isLeft[at])),
  };
}

/** The same popularity skew for all pools. */
export const withSkew = (recipe: GroupsRecipe, skew: number): GroupsRecipe => ({
  ...recipe,
  pools: recipe.pools.map((pool) => ({ ...pool, skew })),
});

/** The skew of the pools; null where they differ. */
export function skewOf({ pools }: GroupsRecipe): number | null {
  return pools.every(({ skew }) => skew === pools[0]!.skew) ? pools[0]!.skew : null;
}
