import { join } from 'node:path';
import type { GroupTruth } from '#shared/domain/dataset.ts';
import { readAttributes } from './attribute-files.ts';
import { Vocabulary, type Interactions } from '../interactions.ts';
import { checked, openSnapshot, type SnapshotReader } from './snapshot-reader.ts';
import type { BothAttributes, EventColumns, Given } from '../source.ts';

/** An immutable dataset version, as runs read it. */
export type Snapshot = {
  fingerprint: string;
  interactions: Interactions;
  /** Null on both sides for a snapshot that was written before there were attributes. */
  attributes: BothAttributes;
  given: Given | null;
  groups: (GroupTruth & { ofUser: Int32Array }) | null;
};

/**
 * Opens a snapshot folder: every file is compared with its SHA-256, every index with its bounds. What only exports need
 * (`readEvents`) is not read.
 * @throws KindredError not_found where it is missing, unavailable where a file was changed; both name the file
 */
export function readSnapshot(folder: string): Snapshot {
  const reader = openSnapshot(folder);
  const { users, groups } = reader.manifest;
  return {
    fingerprint: reader.fingerprint,
    interactions: readInteractions(reader),
    attributes: readAttributes(reader),
    given: readGiven(reader),
    groups: groups && { ...groups, ofUser: reader.int32('group-of-user.i32', users, groups.names.length, -1) },
  };
}

/**
 * The type of each row and what came with it; null where the data has no types, as in older snapshots.
 * @throws KindredError as `readSnapshot`
 */
export function readEvents(folder: string): EventColumns | null {
  return eventsOf(openSnapshot(folder));
}

/** Compares every file with its hash. @returns what is wrong, one sentence for each file */
export const snapshotProblems = (folder: string): string[] =>
  folderProblems(folder, openSnapshot, () => {
    readSnapshot(folder);
    readEvents(folder);
  });

/** The same for any kind of data. @param read what must work where every file is as it was written */
export function folderProblems(
  folder: string,
  open: (folder: string) => { manifest: Pick<SnapshotReader['manifest'], 'files'> },
  read: () => void,
): string[] {
  const problems: string[] = [];
  const attempt = (check: () => void) => {
    try {
      check();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  };
  attempt(() => {
    const { manifest } = open(folder);
    for (const [name, entry] of Object.entries(manifest.files)) attempt(() => checked(join(folder, name), entry));
    if (problems.length === 0) read();
  });
  return problems;
}

function readInteractions(reader: SnapshotReader): Interactions {
  const { users, items, interactions } = reader.manifest;
  return {
    users: reader.int32('users.i32', interactions, users),
    items: reader.int32('items.i32', interactions, items),
    weights: reader.float64('weights.f64', interactions),
    times: reader.has('times.f64') ? reader.float64('times.f64', interactions) : null,
    userIds: new Vocabulary(reader.labels('user-id', users)),
    itemIds: new Vocabulary(reader.labels('item-id', items)),
  };
}

function readGiven(reader: SnapshotReader): Given | null {
  const { users, items } = reader.manifest;
  if (!reader.has('given-users.i32')) return null;
  const count = reader.length('given-users.i32', 4);
  const testUsers = reader.int32('given-users.i32', count, users);
  const testItems = reader.int32('given-items.i32', count, items);
  if (!reader.has('negatives-items.i32')) return { testUsers, testItems, negatives: null };
  const total = reader.length('negatives-items.i32', 4);
  const indptr = reader.offsets('negatives-indptr.i32', users, total);
  return { testUsers, testItems, negatives: { indptr, items: reader.int32('negatives-items.i32', total, items) } };
}

function eventsOf(reader: SnapshotReader): EventColumns | null {
  if (!reader.has('event-types.u8')) return null;
  const { interactions } = reader.manifest;
  const typeNames = reader.labels('event-type-name');
  return {
    typeNames,
    types: reader.uint8('event-types.u8', interactions, typeNames.length),
    details: reader.has('event-details.f32') ? reader.float32('event-details.f32', interactions) : null,
  };
}
