import type { z } from 'zod';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { capital } from '../../text/capital.ts';

/** The most that is worth reading at once. */
const most = 5;

/** The recipe that a value is, or what is wrong with it: a sentence each, with the group and the field as the page names them. */
export function readRecipe(value: unknown): { recipe: GroupsRecipe | null; faults: string[] } {
  const { data, error } = GroupsRecipe.safeParse(value);
  if (!error) return { recipe: data, faults: [] };
  const sentences = error.issues.map((issue) => `${capital(placeOf(issue, value))}: ${wordsOf(issue, value)}.`);
  const distinct = [...new Set(sentences)];
  const more = distinct.length - most;
  return { recipe: null, faults: more > 0 ? [...distinct.slice(0, most), `… and ${more} more.`] : distinct };
}

type Path = readonly PropertyKey[];

/** Fields that the page calls otherwise than the recipe does. */
const fieldNames: Record<string, string> = {
  size: 'users',
  'activity.mean': 'items a user',
  'activity.spread': 'spread',
  'activity.min': 'least items a user',
  bridges: 'bridge',
  profiles: 'crafted users',
  cold_users: 'cold start',
  held_out: 'held out',
  'time.start': 'first day',
  'time.days': 'days',
};
const poolFields: Record<string, string> = { size: 'items', skew: 'popularity skew' };

/** `group tech, users`; what has no name on the page is told by its path. */
function placeOf({ code, path }: z.core.$ZodIssue, recipe: unknown): string {
  const [part, at, ...rest] = path;
  if (part === undefined) return 'recipe';
  if (part === 'groups' && at !== undefined) return within(`group ${nameOf(recipe, 'groups', at)}`, rest, fieldNames);
  if (part === 'pools' && at !== undefined) return within(`item pool ${nameOf(recipe, 'pools', at)}`, rest, poolFields);
  if (part === 'overlap' && at !== undefined && rest[0] !== undefined) {
    // What is wrong across cells names the groups itself.
    if (code === 'custom') return part;
    return `overlap ${nameOf(recipe, 'groups', at)} × ${nameOf(recipe, 'groups', rest[0])}`;
  }
  return fieldNames[path.join('.')] ?? path.join('.');
}

function within(whole: string, [field, ...rest]: Path, names: Record<string, string>): string {
  if (field === undefined) return whole;
  if (field === 'pools') return `${whole}, taste${rest.length > 0 ? ` for ${rest.join('.')}` : ''}`;
  const path = [field, ...rest].join('.');
  return `${whole}, ${names[path] ?? names[String(field)] ?? path}`;
}

/** The name of a group or pool; its letter, and then its number, where it has none. */
function nameOf(recipe: unknown, part: 'groups' | 'pools', at: PropertyKey): string {
  const known = [valueAt(recipe, [part, at, 'name']), valueAt(recipe, [part, at, 'letter'])];
  return known.find((name) => typeof name === 'string' && name !== '')?.toString() ?? String(Number(at) + 1);
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What is wrong there, in plain words. */
function wordsOf(issue: z.core.$ZodIssue, recipe: unknown): string {
  const value = valueAt(recipe, issue.path);
  switch (issue.code) {
    case 'too_small':
      return sizeWords(issue.origin, issue.inclusive ? 'at least' : 'above', Number(issue.minimum), value);
    case 'too_big':
      return sizeWords(issue.origin, issue.inclusive ? 'at most' : 'below', Number(issue.maximum), value);
    case 'invalid_type':
      return value === undefined ? 'missing' : `${kinds[issue.expected] ?? issue.expected} is needed`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `there is no field ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    default:
      return issue.message;
  }
}

function sizeWords(origin: string, bound: string, limit: number, value: unknown): string {
  if (origin === 'string') return value === '' ? 'missing' : `${bound} ${limit} characters`;
  if (origin === 'array') return `${bound} ${limit} ${limit === 1 ? 'is' : 'are'} needed`;
  return `${bound} ${limit}, not ${String(value)}`;
}
