import type { Snapshot } from '#runs/data/snapshot.ts';
import type { UserGroups } from '#runs/evaluation/compare-groups.ts';

/** Thirds of the users by their number of interactions. */
const thirds = ['least active third', 'middle third', 'most active third'];

/** The groups that the data itself knows, else thirds by activity. `grouping` says which. */
export function userGroups({ groups, interactions }: Snapshot): UserGroups & { grouping: string } {
  if (groups) return { grouping: 'groups of the data', names: groups.names, ofUser: groups.ofUser };
  return {
    grouping: 'thirds by activity',
    names: thirds,
    ofUser: thirdsByActivity(interactions.users, interactions.userIds.size),
  };
}

/** Equal activity goes by the order of ids, so that the thirds are the same every time. */
function thirdsByActivity(users: Int32Array, count: number): Int32Array {
  const activity = new Int32Array(count);
  for (const user of users) activity[user]! += 1;
  const order = Array.from(activity.keys()).sort((x, y) => activity[x]! - activity[y]! || x - y);
  const ofUser = new Int32Array(count);
  order.forEach((user, rank) => (ofUser[user] = Math.floor((rank * thirds.length) / count)));
  return ofUser;
}
