import { Vocabulary, type Interactions } from './interactions.ts';
import type { Dropped } from '#shared/domain/dataset.ts';
import type { BaseVersion, EventColumns, SourceData } from './source.ts';

type Rows = Pick<SourceData, 'interactions' | 'types' | 'events' | 'dropped' | 'rejected'>;

/** The rows of a version and newer ones behind them, over the vocabularies of both. */
export function appendRows(base: BaseVersion, newer: Rows): Rows {
  return {
    interactions: joined(base.snapshot.interactions, newer.interactions),
    types: sumOf(base.types, newer.types),
    events: joinedEvents(base, newer),
    dropped: joinedDropped(base.dropped, newer.dropped),
    rejected: newer.rejected,
  };
}

function joined(old: Interactions, fresh: Interactions): Interactions {
  const userIds = Vocabulary.from([...old.userIds.ids, ...fresh.userIds.ids]);
  const itemIds = Vocabulary.from([...old.itemIds.ids, ...fresh.itemIds.ids]);
  const rows = old.users.length + fresh.users.length;
  return {
    users: concatenated(
      new Int32Array(rows),
      placed(old.users, old.userIds, userIds),
      placed(fresh.users, fresh.userIds, userIds),
    ),
    items: concatenated(
      new Int32Array(rows),
      placed(old.items, old.itemIds, itemIds),
      placed(fresh.items, fresh.itemIds, itemIds),
    ),
    weights: concatenated(new Float64Array(rows), old.weights, fresh.weights),
    times: old.times && fresh.times && concatenated(new Float64Array(rows), old.times, fresh.times),
    userIds,
    itemIds,
  };
}

function placed(indices: Int32Array, from: Vocabulary, to: Vocabulary): Int32Array {
  const place = Int32Array.from(from.ids, (id) => to.indexOf(id));
  return indices.map((index) => place[index]!);
}

type Column = Int32Array | Float64Array | Float32Array | Uint8Array;

/** @param whole of the length of both */
function concatenated<C extends Column>(whole: C, first: C, second: C): C {
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

function joinedEvents(
  { events: old, snapshot }: BaseVersion,
  { events: fresh, interactions }: Rows,
): EventColumns | null {
  if (!old || !fresh) return null;
  const typeNames = [...new Set([...old.typeNames, ...fresh.typeNames])].sort();
  const types = ({ types: column, typeNames: names }: EventColumns) => {
    const place = Uint8Array.from(names, (name) => typeNames.indexOf(name));
    return column.map((type) => place[type]!);
  };
  const before = snapshot.interactions.users.length;
  const after = interactions.users.length;
  const details = ({ details: column }: EventColumns, rows: number) => column ?? new Float32Array(rows).fill(NaN);
  const hasDetails = old.details !== null || fresh.details !== null;
  return {
    typeNames,
    types: concatenated(new Uint8Array(before + after), types(old), types(fresh)),
    details: hasDetails
      ? concatenated(new Float32Array(before + after), details(old, before), details(fresh, after))
      : null,
  };
}

function sumOf(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

function joinedDropped(old: readonly Dropped[], fresh: readonly Dropped[]): Dropped[] {
  const byReason = new Map(old.map((entry) => [entry.reason, entry]));
  for (const entry of fresh) {
    const known = byReason.get(entry.reason);
    byReason.set(entry.reason, known ? { ...known, rows: known.rows + entry.rows } : entry);
  }
  return [...byReason.values()];
}
