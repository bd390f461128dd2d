import { Vocabulary, type Interactions } from './interactions.ts';
import type { RowFault } from './row-fault.ts';
import type { EventColumns, SourceData } from './source.ts';

type Rows = Pick<SourceData, 'interactions' | 'types' | 'events' | 'dropped' | 'rejected'>;

/**
 * Rows of other items only, over the ids that are left, with those that went counted. What was read before may have been deleted since.
 * @param ids items that go
 */
export function withoutItems(data: Rows, ids: ReadonlySet<string>, fault: RowFault): Rows {
  const { interactions, events } = data;
  const isGone = Uint8Array.from(interactions.itemIds.ids, (id) => (ids.has(id) ? 1 : 0));
  const kept = rowsWhere(interactions.items, (item) => isGone[item] === 0);
  const gone = interactions.items.length - kept.length;
  if (gone === 0) return data;
  const left = events && eventsAt(events, kept);
  return {
    ...data,
    interactions: interactionsAt(interactions, kept),
    events: left,
    types: left ? countsOf(left) : { interaction: kept.length },
    dropped: [
      ...data.dropped.filter(({ reason }) => reason !== fault.reason),
      { ...fault, rows: gone + (data.dropped.find(({ reason }) => reason === fault.reason)?.rows ?? 0) },
    ],
  };
}

function rowsWhere(column: Int32Array, isWanted: (value: number) => boolean): Int32Array {
  const rows = new Int32Array(column.length);
  let count = 0;
  for (let row = 0; row < column.length; row++) if (isWanted(column[row]!)) rows[count++] = row;
  return rows.slice(0, count);
}

function interactionsAt(
  { users, items, weights, times, userIds, itemIds }: Interactions,
  rows: Int32Array,
): Interactions {
  const of = (column: Int32Array, ids: Vocabulary) => {
    const used = rows.map((row) => column[row]!);
    const left = Vocabulary.from([...new Set(used)].map((index) => ids.id(index)));
    const place = new Map([...new Set(used)].map((index) => [index, left.indexOf(ids.id(index))]));
    return { ids: left, column: used.map((index) => place.get(index)!) };
  };
  const [user, item] = [of(users, userIds), of(items, itemIds)];
  return {
    users: user.column,
    items: item.column,
    weights: Float64Array.from(rows, (row) => weights[row]!),
    times: times && Float64Array.from(rows, (row) => times[row]!),
    userIds: user.ids,
    itemIds: item.ids,
  };
}

/** Types that no row has any more go too. */
function eventsAt({ typeNames, types, details }: EventColumns, rows: Int32Array): EventColumns {
  const used = Uint8Array.from(rows, (row) => types[row]!);
  const left = typeNames.filter((_, type) => used.includes(type));
  return {
    typeNames: left,
    types: used.map((type) => left.indexOf(typeNames[type]!)),
    details: details && Float32Array.from(rows, (row) => details[row]!),
  };
}

function countsOf({ typeNames, types }: EventColumns): Record<string, number> {
  const counts = new Int32Array(typeNames.length);
  for (const type of types) counts[type]! += 1;
  return Object.fromEntries(typeNames.map((name, type) => [name, counts[type]!]));
}
