import type { SliceComparison, SlicedBy, SlicedRunBy, Slices } from '#shared/domain/comparison.ts';
import { meanWithInterval } from '#shared/domain/statistics.ts';
import { compareGroups, type UserGroups } from './compare-groups.ts';

/** One way to part the users. */
export type Slicing = UserGroups & { by: SlicedBy };
/** Some users against everyone else. */
export type Partition = UserGroups & { by: SlicedRunBy };

/** Least items in train of each bucket of activity. */
const leastItems = [0, 1, 5, 10, 20];
const activityNames = ['0', '1–4', '5–9', '10–19', '20+'];

/**
 * The ways to part the users of a run.
 * @param facts      columns of `user_facts.bin`: `train_items` and `group` of each user
 * @param groupNames of the true groups; null where the data has none
 */
export function slicingsOf(facts: Record<string, Float32Array>, groupNames: readonly string[] | null): Slicing[] {
  const { group, train_items: items } = facts;
  const slicings: Slicing[] = [];
  if (group && groupNames) slicings.push({ by: 'group', names: groupNames, ofUser: indicesOf(group, (g) => g) });
  if (items) slicings.push({ by: 'activity', names: activityNames, ofUser: indicesOf(items, bucketOf) });
  return slicings;
}

const indicesOf = (values: Float32Array, indexOf: (value: number) => number): Int32Array =>
  Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : indexOf(value)));

/** Over folds a user's items are a mean: with any at all they are not in the bucket of none. */
function bucketOf(items: number): number {
  if (items > 0 && items < 1) return 1;
  return leastItems.findLastIndex((least) => items >= least);
}

/** The members of a list of ids against everyone else. */
export function partitionOf(
  by: SlicedRunBy,
  name: string,
  members: readonly string[],
  ids: readonly string[],
): Partition {
  const chosen = new Set(members);
  return { by, names: [name, 'everyone else'], ofUser: Int32Array.from(ids, (id) => (chosen.has(id) ? 0 : 1)) };
}

/** One metric of a run for each slice. @param values one a user; NaN where there is none */
export function sliceMeans(values: Float32Array, { by, names, ofUser }: Partition): Slices['by'][number] {
  const members = names.map((): number[] => []);
  values.forEach((value, user) => {
    if (!Number.isNaN(value)) members[ofUser[user]!]?.push(value);
  });
  return {
    by,
    group_id: null,
    slices: names.map((name, slice) => {
      const { n, mean, ci } = meanWithInterval(members[slice]!);
      return { name, letter: null, n, mean: n === 0 ? null : mean, ci };
    }),
  };
}

/**
 * One metric of two runs for each slice, over users that have a value under both.
 * @param delta of all users together
 */
export function compareSlices(
  metric: string,
  delta: number | null,
  a: Float32Array,
  b: Float32Array,
  slicing: Slicing,
): SliceComparison {
  const slices = compareGroups(a, b, slicing);
  const deltas = slices.flatMap((slice) => slice.delta ?? []);
  return { by: slicing.by, metric, slices, simpson: contradicts(delta, deltas) };
}

/** Whether every part says the opposite of the whole. */
function contradicts(whole: number | null, parts: readonly number[]): boolean {
  return whole !== null && whole !== 0 && parts.length > 1 && parts.every((part) => part * whole < 0);
}
