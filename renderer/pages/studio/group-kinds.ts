import { groupsPresets } from '#shared/domain/groups-presets.ts';
import type { Group, GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { linkable } from './bridge-edits.ts';

/** Groups to begin with, as they are in the sample: how active they are and what part they play. */
export const groupKinds: readonly Group[] = groupsPresets['six-groups'].groups;

/**
 * A group of a kind for this recipe: its taste is of the pools that there are, and a bridge links two groups that there are.
 * @returns null where a bridge has nothing to link
 */
export function groupOfKind(recipe: GroupsRecipe, { bridges, pools, ...kind }: Group): Partial<Group> | null {
  if (bridges) {
    const there = linkable(recipe);
    const [a, b] = bridges.every((name) => there.includes(name)) ? bridges : there;
    return a !== undefined && b !== undefined ? { ...kind, pools: {}, bridges: [a, b] } : null;
  }
  const known = Object.entries(pools).filter(([pool]) => recipe.pools.some(({ name }) => name === pool));
  return { ...kind, pools: known.length > 0 ? Object.fromEntries(known) : { [recipe.pools[0]!.name]: 1 } };
}
