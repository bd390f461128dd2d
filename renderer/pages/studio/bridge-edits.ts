import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { addGroup, removeGroup, withGroup } from './recipe-edits.ts';

/** The group that the knobs for bridges are about: the first of that role; −1 where there is none. */
export const bridgeGroup = ({ groups }: GroupsRecipe): number => groups.findIndex(({ role }) => role === 'bridge');

/** Share of all users who are bridges. */
export function bridgeShare({ groups }: GroupsRecipe): number {
  const all = groups.reduce((sum, { size }) => sum + size, 0);
  return groups.reduce((sum, { role, size }) => (role === 'bridge' ? sum + size : sum), 0) / all;
}

/** Groups that can be linked, by name. */
export const linkable = ({ groups }: GroupsRecipe): string[] =>
  groups.filter(({ role }) => role !== 'bridge').map(({ name }) => name);

/**
 * Gives the bridge group so many users that they are this share of all; 0 takes it away, and where there is none one is made that
 * links the first two groups.
 */
export function withBridgeShare(recipe: GroupsRecipe, share: number): GroupsRecipe {
  const index = bridgeGroup(recipe);
  if (share <= 0) return index < 0 ? recipe : removeGroup(recipe, index);
  const others = recipe.groups.reduce((sum, { size }, at) => (at === index ? sum : sum + size), 0);
  const size = Math.max(2, Math.round((others * share) / (1 - share)));
  if (index >= 0) return withGroup(recipe, index, { size });
  const [a, b] = linkable(recipe);
  if (a === undefined || b === undefined) return recipe;
  return addGroup(recipe, { name: 'bridge', role: 'bridge', pools: {}, bridges: [a, b], size });
}

/** Which two groups are linked; choosing one that is on the other side already swaps both. */
export function withBridgeEnd(recipe: GroupsRecipe, side: 0 | 1, name: string): GroupsRecipe {
  const index = bridgeGroup(recipe);
  const [a, b] = recipe.groups[index]?.bridges ?? [];
  if (a === undefined || b === undefined) return recipe;
  const next: [string, string] = side === 0 ? [name, name === b ? a : b] : [name === a ? b : a, name];
  return withGroup(recipe, index, { bridges: next });
}
