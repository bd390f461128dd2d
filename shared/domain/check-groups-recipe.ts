import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { GroupsRecipe, ItemPool } from './groups-recipe.ts';

/** Every user draws over every item: at most this many draws. */
const maxCells = 100_000_000;

/** The items of a pool, most popular first. */
export function itemsOfPool({ name, size = 0, items }: ItemPool): string[] {
  if (items) return items;
  const digits = String(size).length;
  return Array.from({ length: size }, (_, index) => `${name}-${String(index + 1).padStart(digits, '0')}`);
}

type Say = (path: (string | number)[], message: string) => void;

/** What a recipe must fulfil across its parts; every fault is named with its place. */
export function checkGroupsRecipe(recipe: GroupsRecipe, context: z.RefinementCtx<GroupsRecipe>): void {
  const say: Say = (path, message) => context.addIssue({ code: 'custom', path, message });
  const poolsAreWhole = checkPools(recipe, say);
  checkGroups(recipe, say);
  if (poolsAreWhole) checkItems(recipe, say);
  checkOverlap(recipe, say);
  const funnels = [recipe.funnel, ...recipe.groups.map((group) => group.funnel)];
  if (funnels.some((funnel) => funnel && funnel[0]!.probability !== 1)) {
    say(['funnel'], 'the first step of a funnel always happens: give it probability 1');
  }
}

function checkPools({ pools }: GroupsRecipe, say: Say): boolean {
  let whole = true;
  pools.forEach(({ name, size, items }, index) => {
    if ((size === undefined) === (items === undefined)) {
      say(['pools', index], `pool "${name}" needs either size or items`);
      whole = false;
    }
  });
  const repeated = firstRepeated(pools.map(({ name }) => name));
  if (repeated !== undefined) say(['pools'], `two pools are named "${repeated}"`);
  return whole;
}

function checkGroups({ groups, pools }: GroupsRecipe, say: Say): void {
  const groupNames = groups.map(({ name }) => name);
  const poolNames = pools.map(({ name }) => name);
  const repeated = firstRepeated(groupNames) ?? firstRepeated(groups.map(({ letter }) => letter));
  if (repeated !== undefined) say(['groups'], `two groups share the name or letter "${repeated}"`);
  groups.forEach((group, index) => {
    for (const name of Object.keys(group.pools)) {
      if (!poolNames.includes(name)) {
        say(['groups', index, 'pools'], `there is no pool "${name}".${didYouMean(name, poolNames)}`);
      }
    }
    for (const name of group.bridges ?? []) {
      if (groups.find((other) => other.name === name && other.role !== 'bridge') === undefined) {
        say(['groups', index, 'bridges'], `there is no group "${name}" to link.${didYouMean(name, groupNames)}`);
      }
    }
    if (group.role === 'bridge' && !group.bridges && !group.profiles) {
      say(['groups', index, 'bridges'], `bridge group "${group.name}" needs the two groups that it links`);
    }
    const hasTaste = Object.keys(group.pools).length > 0 || group.profiles || group.bridges || group.role === 'power';
    if (!hasTaste) say(['groups', index, 'pools'], `group "${group.name}" needs pools or profiles`);
  });
}

function checkItems({ groups, pools }: GroupsRecipe, say: Say): void {
  const items = pools.flatMap(itemsOfPool);
  const known = new Set(items);
  const repeated = known.size < items.length ? firstRepeated(items) : undefined;
  if (repeated !== undefined) say(['pools'], `two items are named "${repeated}"`);
  groups.forEach(({ profiles = [] }, index) => {
    const unknown = profiles.flat().find((item) => !known.has(item));
    if (unknown !== undefined) {
      say(['groups', index, 'profiles'], `item "${unknown}" is in no pool.${didYouMean(unknown, known)}`);
    }
  });
  const users = groups.reduce((sum, { size }) => sum + size, 0);
  if (users * items.length > maxCells) {
    say(['groups'], `${users} users × ${items.length} items is above ${maxCells}; use fewer users or items`);
  }
}

function checkOverlap({ groups, overlap }: GroupsRecipe, say: Say): void {
  if (overlap.length === 0) return;
  if (overlap.length !== groups.length || overlap.some((row) => row.length !== groups.length)) {
    say(['overlap'], `the overlap of ${groups.length} groups has ${groups.length} rows of ${groups.length} numbers`);
    return;
  }
  groups.forEach((a, row) =>
    groups.forEach((b, column) => {
      const value = overlap[row]![column]!;
      if (row === column && value !== 1) say(['overlap', row, column], `a group overlaps itself with 1, not ${value}`);
      if (row < column && value !== overlap[column]![row]) {
        say(
          ['overlap', row, column],
          `${a.name} × ${b.name} is ${value} one way and ${overlap[column]![row]} the other`,
        );
      }
    }),
  );
}

function firstRepeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.has(name) || !seen.add(name));
}
