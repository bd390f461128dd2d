import type { Interactions } from '../../interactions.ts';
import type { Attributes, EventColumns } from '../../source.ts';
import type { BinaryWriter } from './binary-writer.ts';
import { seedIds, writeRowId } from './seed-ids.ts';

/** One column of a table that is seeded: its name, and how a row of it is written. */
export type SeedColumn = { name: string; write(writer: BinaryWriter, row: number): void };
export type SeedTable = { rows: number; columns: SeedColumn[] };

/** What a stored dataset says, as it is written into tables. */
export type SeedData = {
  fingerprint: string;
  interactions: Interactions;
  events: EventColumns | null;
  users: Attributes | null;
  items: Attributes | null;
};

/** `users`: an id that is no UUID stands as the name, where there is no other. */
export function userColumns({ interactions: { userIds }, users }: SeedData): SeedTable {
  const ids = seedIds(userIds.ids, 'user');
  return {
    rows: userIds.size,
    columns: [
      { name: 'id', write: (writer, row) => writer.uuid(ids.bytes, row * 16) },
      textColumn('name', (row) => users?.names?.[row] ?? (ids.made[row] ? userIds.id(row) : null)),
      createdColumn(users),
      topicsColumn(users),
    ],
  };
}

/** `posts`, whose content is their name; @param author of a post where the table wants one */
export function postColumns({ interactions: { userIds, itemIds }, items }: SeedData): SeedTable {
  const ids = seedIds(itemIds.ids, 'item');
  const authors = seedIds(userIds.ids, 'user');
  return {
    rows: itemIds.size,
    columns: [
      { name: 'id', write: (writer, row) => writer.uuid(ids.bytes, row * 16) },
      { name: 'user_id', write: (writer, row) => writer.uuid(authors.bytes, (row % userIds.size) * 16) },
      textColumn('content', (row) => items?.names?.[row] ?? (ids.made[row] ? itemIds.id(row) : null)),
      createdColumn(items),
      topicsColumn(items),
    ],
  };
}

/** `user_interaction`. Without times all are of one moment, which reads as none. */
export function interactionColumns({ fingerprint, interactions, events }: SeedData): SeedTable {
  const { users, items, weights, times, userIds, itemIds } = interactions;
  const userBytes = seedIds(userIds.ids, 'user').bytes;
  const itemBytes = seedIds(itemIds.ids, 'item').bytes;
  return {
    rows: users.length,
    columns: [
      { name: 'id', write: (writer, row) => writer.uuidBy((to, at) => writeRowId(to, at, fingerprint, row)) },
      { name: 'user_id', write: (writer, row) => writer.uuid(userBytes, users[row]! * 16) },
      { name: 'post_id', write: (writer, row) => writer.uuid(itemBytes, items[row]! * 16) },
      {
        name: 'interaction_type',
        write: (writer, row) => writer.text(events ? events.typeNames[events.types[row]!]! : 'interaction'),
      },
      {
        name: 'metadata',
        write(writer, row) {
          const metadata = events ? detailOf(events, row) : JSON.stringify({ weight: weights[row] });
          if (metadata === null) writer.none();
          else writer.jsonb(metadata);
        },
      },
      { name: 'created_at', write: (writer, row) => writer.timestamp(times ? times[row]! : 0) },
    ],
  };
}

/** SPEC 3.1: milliseconds of a view, scroll depth of a click. */
function detailOf({ typeNames, types, details }: EventColumns, row: number): string | null {
  const detail = details?.[row] ?? NaN;
  if (Number.isNaN(detail)) return null;
  const type = typeNames[types[row]!];
  const name = type === 'view' ? 'duration' : type === 'click' ? 'scroll_depth' : 'value';
  return `{"${name}": ${detail}}`;
}

function textColumn(name: string, textOf: (row: number) => string | null): SeedColumn {
  return {
    name,
    write(writer, row) {
      const text = textOf(row);
      // Postgres has no zero characters.
      if (text === null) writer.none();
      else writer.text(text.replaceAll('\0', ''));
    },
  };
}

function createdColumn(attributes: Attributes | null): SeedColumn {
  const createdAt = attributes?.createdAt;
  return {
    name: 'created_at',
    write(writer, row) {
      const time = createdAt?.[row] ?? NaN;
      if (Number.isNaN(time)) writer.none();
      else writer.timestamp(time);
    },
  };
}

function topicsColumn(attributes: Attributes | null): SeedColumn {
  const categories = attributes?.categories;
  return {
    name: 'topics',
    write(writer, row) {
      if (!categories) return writer.none();
      const { indptr, indices } = categories.membership;
      const own = indices.subarray(indptr[row], indptr[row + 1]);
      if (own.length === 0) writer.none();
      else writer.texts(Array.from(own, (topic) => categories.names[topic]!));
    },
  };
}
