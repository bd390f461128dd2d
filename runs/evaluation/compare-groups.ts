import type { GroupDelta } from '#shared/domain/comparison.ts';
import { bootstrapAll, differences, fixedBootstrap } from './significance.ts';

/** Which users belong together: index into `names` for each user, −1 for none. */
export type UserGroups = { names: readonly string[]; ofUser: Int32Array };

/**
 * How each group fares under two runs, over its users that have a value under both.
 * @param a,b  one value a user; NaN where there is none
 */
export function compareGroups(a: Float32Array, b: Float32Array, { names, ofUser }: UserGroups): GroupDelta[] {
  const members = names.map((_, group) => membersWithBoth(a, b, ofUser, group));
  const pairs = members.map((users) => differences(pick(a, users), pick(b, users)));
  const intervals = bootstrapAll(pairs, fixedBootstrap);
  return names.map((group, g) => {
    const users = members[g]!;
    if (users.length === 0) return { group, users: 0, a: null, b: null, delta: null, relative: null, ci: null };
    const { delta, ci } = intervals[g]!;
    const before = mean(pick(a, users));
    return {
      group,
      users: users.length,
      a: before,
      b: mean(pick(b, users)),
      delta,
      relative: before === 0 ? null : delta / before,
      ci,
    };
  });
}

function membersWithBoth(a: Float32Array, b: Float32Array, ofUser: Int32Array, group: number): Int32Array {
  const members: number[] = [];
  ofUser.forEach((of, user) => {
    if (of === group && !Number.isNaN(a[user]) && !Number.isNaN(b[user])) members.push(user);
  });
  return Int32Array.from(members);
}

const pick = (values: Float32Array, users: Int32Array): Float32Array =>
  Float32Array.from(users, (user) => values[user]!);

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
