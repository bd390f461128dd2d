import type { Group, GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { itemCount } from './pool-sizes.ts';
import { overlapOf, skewOf } from './recipe-edits.ts';

/** What of a recipe is otherwise than in another, in words a reader knows from the page: `overlap T × B 0.4 → 0.6`. */
export function recipeChanges(before: GroupsRecipe, after: GroupsRecipe): string[] {
  const changes = [
    changed('seed', before.seed, after.seed),
    changed('items', itemCount(before), itemCount(after)),
    changed('popularity skew', skewOf(before) ?? 'mixed', skewOf(after) ?? 'mixed'),
    changed('cold start', percent(before.cold_users), percent(after.cold_users)),
    changed('held out', percent(before.held_out), percent(after.held_out)),
    ...groupChanges(before, after),
    ...overlapChanges(before, after),
  ].flat();
  const isSame = changes.length > 0 || JSON.stringify(before) === JSON.stringify(after);
  return isSame ? changes : ['other parts of the recipe'];
}

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;

const changed = (what: string, before: string | number, after: string | number): string[] =>
  before === after ? [] : [`${what} ${said(before)} → ${said(after)}`];

const figures = new Intl.NumberFormat(undefined, { maximumFractionDigits: 20 });
const said = (value: string | number): string => (typeof value === 'number' ? figures.format(value) : value);

/** Groups are told by their letter, which stands beside them everywhere. */
function groupChanges(before: GroupsRecipe, after: GroupsRecipe): string[] {
  const old = new Map(before.groups.map((group) => [group.letter, group]));
  const now = new Set(after.groups.map(({ letter }) => letter));
  return [
    ...before.groups.filter(({ letter }) => !now.has(letter)).map(({ name }) => `without ${name}`),
    ...after.groups.flatMap((group) => {
      const was = old.get(group.letter);
      return was ? oneGroup(was, group) : [`with ${group.name}`];
    }),
  ];
}

function oneGroup(before: Group, after: Group): string[] {
  const { name } = after;
  const pools = [...new Set([...Object.keys(before.pools), ...Object.keys(after.pools)])];
  return [
    changed('name', before.name, name),
    changed(`users of ${name}`, before.size, after.size),
    changed(`role of ${name}`, before.role, after.role),
    changed(`items a user of ${name}`, before.activity.mean, after.activity.mean),
    changed(`spread of ${name}`, before.activity.spread, after.activity.spread),
    changed(`noise of ${name}`, before.noise, after.noise),
    changed(`bridge of ${name}`, before.bridges?.join('–') ?? 'none', after.bridges?.join('–') ?? 'none'),
    ...pools.map((pool) => changed(`taste of ${name} for ${pool}`, before.pools[pool] ?? 0, after.pools[pool] ?? 0)),
  ].flat();
}

function overlapChanges(before: GroupsRecipe, after: GroupsRecipe): string[] {
  const [old, now] = [overlapOf(before), overlapOf(after)];
  const placeOf = new Map(before.groups.map(({ letter }, place) => [letter, place]));
  return after.groups.flatMap(({ letter: a }, row) =>
    after.groups.slice(row + 1).flatMap(({ letter: b }, at) => {
      const [oldRow, oldColumn] = [placeOf.get(a), placeOf.get(b)];
      // A pair with a new group has no value that it had.
      if (oldRow === undefined || oldColumn === undefined) return [];
      return changed(`overlap ${a} × ${b}`, old[oldRow]![oldColumn]!, now[row]![row + 1 + at]!);
    }),
  );
}
