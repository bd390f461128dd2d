import { KindredError } from '#shared/api/errors.ts';
import type { GroupTruth } from '#shared/domain/dataset.ts';
import { compareMetrics } from '#shared/domain/metric.ts';
import type { UserMetricsPage, UserMetricsQuery } from '#shared/domain/user-metrics.ts';
import type { PerUser } from './compare-tasks.ts';

/** A run's columns of values a user, and the ids of the users. */
export type UserColumns = {
  ids: readonly string[];
  perUser: PerUser;
  facts: PerUser;
  groups: Pick<GroupTruth, 'names' | 'letters'> | null;
};

type Query = Omit<UserMetricsQuery, 'run'>;

/** One page of a run's users with their metrics; equal values keep the order of ids, missing ones are last. */
export function userMetricsPage({ ids, perUser, facts, groups }: UserColumns, query: Query): UserMetricsPage {
  const metrics = Object.keys(perUser).toSorted(compareMetrics);
  const columns = metrics.map((metric) => perUser[metric]!);
  const { group, train_items: items } = facts;
  const wanted = query.users && new Set(query.users);
  const text = query.text.toLowerCase();
  const chosen = ids.flatMap((id, user) =>
    id.toLowerCase().includes(text) && (wanted?.has(id) ?? true) ? [user] : [],
  );
  const key = sortKey(query.order_by, { perUser, items, group });
  if (key) chosen.sort(byKey(key, query.descending));
  else if (query.descending) chosen.reverse();
  const groupOf = (user: number) => {
    const index = group?.[user] ?? NaN;
    return groups && !Number.isNaN(index)
      ? { index, name: groups.names[index]!, letter: groups.letters[index]! }
      : null;
  };
  return {
    total: chosen.length,
    metrics,
    rows: chosen.slice(query.offset, query.offset + query.limit).map((user) => ({
      user: ids[user]!,
      group: groupOf(user),
      train_items: items?.[user] ?? 0,
      values: columns.map((column) => (Number.isNaN(column[user]!) ? null : column[user]!)),
    })),
  };
}

type Sortable = { perUser: PerUser; items: Float32Array | undefined; group: Float32Array | undefined };

/** @returns null for the order of ids. @throws KindredError invalid_input for a metric that the run does not have */
function sortKey(name: string, { perUser, items, group }: Sortable): Float32Array | null {
  if (name === 'user') return null;
  const known = name === 'train_items' ? items : name === 'group' ? group : perUser[name];
  if (known) return known;
  if (name === 'train_items' || name === 'group') return null;
  throw new KindredError('invalid_input', `This run has no "${name}" for single users to sort by.`);
}

function byKey(key: Float32Array, descending: boolean): (a: number, b: number) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const [x, y] = [key[a]!, key[b]!];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  };
}
