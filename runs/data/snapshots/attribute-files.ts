import type { Csr } from '#runs/matrix/csr.ts';
import type { Attributes, BothAttributes } from '../source.ts';
import { bytesOf, encodeTexts } from './columns.ts';
import type { SnapshotReader } from './snapshot-reader.ts';

const sides = ['user', 'item'] as const;
type Side = (typeof sides)[number];

/** The files that hold what is known of users and items; none for what is not known. */
export function attributeFiles({ users, items }: BothAttributes): [string, Uint8Array][] {
  return [...filesOf('user', users), ...filesOf('item', items)];
}

function filesOf(side: Side, attributes: Attributes | null): [string, Uint8Array][] {
  const { names = null, categories = null, createdAt = null } = attributes ?? {};
  const files: [string, Uint8Array][] = [];
  if (names) files.push(...textFiles(`${side}-name`, names));
  if (categories) {
    files.push(...textFiles(`${side}-category-name`, categories.names));
    files.push([`${side}-categories-indptr.i32`, bytesOf(categories.membership.indptr)]);
    files.push([`${side}-categories-indices.i32`, bytesOf(categories.membership.indices)]);
  }
  if (createdAt) files.push([`${side}-created-at.f64`, bytesOf(createdAt)]);
  return files;
}

/** Texts as two files, `NAMEs.utf8` and `NAME-lengths.i32`. */
export function textFiles(name: string, texts: readonly (string | null)[]): [string, Uint8Array][] {
  const { text, lengths } = encodeTexts(texts);
  return [
    [`${name}s.utf8`, text],
    [`${name}-lengths.i32`, bytesOf(lengths)],
  ];
}

/** What the snapshot knows of its users and items; null where it says nothing, as older ones do. */
export function readAttributes(reader: SnapshotReader): BothAttributes {
  const { users, items } = reader.manifest;
  return { users: readSide(reader, 'user', users), items: readSide(reader, 'item', items) };
}

function readSide(reader: SnapshotReader, side: Side, count: number): Attributes | null {
  const names = reader.has(`${side}-names.utf8`) ? reader.texts(`${side}-name`, count) : null;
  const createdAt = reader.has(`${side}-created-at.f64`) ? reader.float64(`${side}-created-at.f64`, count) : null;
  const categories = readCategories(reader, side, count);
  return names || createdAt || categories ? { names, categories, createdAt } : null;
}

function readCategories(reader: SnapshotReader, side: Side, rows: number): Attributes['categories'] {
  if (!reader.has(`${side}-category-names.utf8`)) return null;
  const names = reader.labels(`${side}-category-name`);
  const total = reader.length(`${side}-categories-indices.i32`, 4);
  const membership: Csr = {
    rows,
    cols: names.length,
    indptr: reader.offsets(`${side}-categories-indptr.i32`, rows, total),
    indices: reader.int32(`${side}-categories-indices.i32`, total, names.length),
    values: new Float64Array(total).fill(1),
  };
  return { names, membership };
}
