import { readEvents, readSnapshot } from '../snapshot.ts';
import type { Interactions } from '../interactions.ts';
import type { EventColumns } from '../source.ts';

/** The interactions of a stored dataset as they are written out; what the data lacks is null. */
export type EventRows = Pick<Interactions, 'users' | 'items' | 'weights' | 'times'> & {
  userIds: readonly string[];
  itemIds: readonly string[];
  events: EventColumns | null;
};

/** Names of the columns, in the words by which the file is recognised when it is read again. */
export const columnTitles = {
  user: 'user_id',
  item: 'item_id',
  type: 'interaction_type',
  weight: 'weight',
  time: 'created_at',
  detail: 'detail',
} as const;

/** @throws KindredError not_found or unavailable where the snapshot is missing or damaged */
export function eventRows(folder: string): EventRows {
  const { interactions } = readSnapshot(folder);
  const { users, items, weights, times, userIds, itemIds } = interactions;
  return { users, items, weights, times, userIds: userIds.ids, itemIds: itemIds.ids, events: readEvents(folder) };
}
