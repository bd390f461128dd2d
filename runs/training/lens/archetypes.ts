import type { UserRow } from '#shared/domain/user-lens.ts';
import { rowLength } from '#runs/matrix/csr.ts';
import { userRow, type Lens } from './lens.ts';

/** Users that are shown where the data has no groups. */
const withoutGroups = 6;

/**
 * Users to begin with: of each true group the one whose number of training items is the median of the group (the smaller id where two are);
 * without groups, users at equal distances from the least to the most active one.
 */
export function archetypes(lens: Lens): UserRow[] {
  const { train, snapshot, userIds } = lens;
  const users = Array.from({ length: userIds.size }, (_, user) => user);
  const byActivity = (some: number[]) => some.toSorted((a, b) => rowLength(train, a) - rowLength(train, b) || a - b);
  const { groups } = snapshot;
  if (groups) {
    return groups.names.flatMap((_, group) => {
      const members = byActivity(users.filter((user) => groups.ofUser[user] === group));
      const median = members[Math.floor((members.length - 1) / 2)];
      return median === undefined ? [] : [userRow(lens, median)];
    });
  }
  const ordered = byActivity(users.filter((user) => rowLength(train, user) > 0));
  const count = Math.min(withoutGroups, ordered.length);
  const places = Array.from({ length: count }, (_, n) =>
    count === 1 ? 0 : Math.round((n * (ordered.length - 1)) / (count - 1)),
  );
  return places.map((place) => userRow(lens, ordered[place]!));
}
