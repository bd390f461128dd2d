import type { GroupTruth } from '#shared/domain/dataset.ts';
import { buildMatrix } from './build-matrix.ts';
import { attributeFiles, textFiles } from './snapshots/attribute-files.ts';
import { bytesOf } from './snapshots/columns.ts';
import { groupSimilarity } from './group-similarity.ts';
import { snapshotProblems } from './snapshots/read-snapshot.ts';
import { encodeManifest, fileEntries, type SnapshotManifest } from './snapshots/snapshot-manifest.ts';
import type { EventColumns, SourceData } from './source.ts';
import { storeFolder } from './snapshots/store-folder.ts';

export { readEvents, readSnapshot, type Snapshot } from './snapshots/read-snapshot.ts';

/**
 * Stores data as a folder of raw little-endian columns, named by its fingerprint. Equal data gives the folder that exists;
 * one that was damaged since is put aside and written again.
 * @throws KindredError unavailable where the disk is full or may not be written; nothing is half-written then
 */
export async function writeSnapshot(
  root: string,
  data: SourceData,
  shouldStop?: () => boolean,
): Promise<{ fingerprint: string; folder: string; groups: GroupTruth | null }> {
  const groups = truthOf(data);
  const files = filesOf(data);
  const { userIds, itemIds, users } = data.interactions;
  const manifest = encodeManifest({
    format: 'kindred-dataset',
    version: 1,
    users: userIds.size,
    items: itemIds.size,
    interactions: users.length,
    aggregation: data.weighting.aggregation,
    transform: data.weighting.transform,
    groups,
    files: fileEntries(files),
  } satisfies SnapshotManifest);
  const stored = await storeFolder(root, files, manifest, verifySnapshot, shouldStop);
  return { ...stored, groups };
}

/** Reads everything back against its hashes. @returns what is wrong, one sentence for each file; empty where all is well */
export async function verifySnapshot(folder: string): Promise<string[]> {
  return snapshotProblems(folder);
}

function filesOf({ interactions, attributes, events, given, groups }: SourceData): Map<string, Uint8Array> {
  const { users, items, weights, times, userIds, itemIds } = interactions;
  const files = new Map([
    ['users.i32', bytesOf(users)],
    ['items.i32', bytesOf(items)],
    ['weights.f64', bytesOf(weights)],
    ...(times ? [['times.f64', bytesOf(times)] as const] : []),
    ...textFiles('user-id', userIds.ids),
    ...textFiles('item-id', itemIds.ids),
    ...attributeFiles(attributes),
    ...(events ? eventFiles(events) : []),
  ]);
  if (given) {
    files.set('given-users.i32', bytesOf(given.testUsers)).set('given-items.i32', bytesOf(given.testItems));
    const { negatives } = given;
    if (negatives) {
      files.set('negatives-indptr.i32', bytesOf(negatives.indptr)).set('negatives-items.i32', bytesOf(negatives.items));
    }
  }
  if (groups) files.set('group-of-user.i32', bytesOf(groups.ofUser));
  return files;
}

function eventFiles({ typeNames, types, details }: EventColumns): [string, Uint8Array][] {
  const files: [string, Uint8Array][] = [...textFiles('event-type-name', typeNames), ['event-types.u8', types]];
  if (details) files.push(['event-details.f32', bytesOf(details)]);
  return files;
}

/** The ground truth with the similarity that this realisation has, on the aggregated weights. */
function truthOf({ interactions, groups, weighting }: SourceData): GroupTruth | null {
  if (!groups) return null;
  const { ofUser, ...truth } = groups;
  const matrix = buildMatrix(interactions, null, { ...weighting, transform: 'none' });
  return { ...truth, measured_similarity: groupSimilarity(matrix, ofUser, truth.names.length) };
}
