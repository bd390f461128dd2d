import { z } from 'zod';
import { bytesOf } from '#runs/data/snapshots/columns.ts';
import { textFiles } from '#runs/data/snapshots/attribute-files.ts';
import { folderProblems } from '#runs/data/snapshots/read-snapshot.ts';
import { encodeManifest, fileEntries, FolderFiles } from '#runs/data/snapshots/snapshot-manifest.ts';
import { openFolder } from '#runs/data/snapshots/snapshot-reader.ts';
import { storeFolder } from '#runs/data/snapshots/store-folder.ts';
import { featureNames } from '#shared/domain/query-features.ts';
import { sampleCount, width, type QuerySamples } from './samples.ts';

const Manifest = z.strictObject({
  format: z.literal('kindred-query-samples'),
  version: z.literal(1),
  queries: z.int().min(0),
  samples: z.int().min(0),
  /** Names of the columns, so that other ones are never taken for them. */
  features: z.array(z.string()).refine((names) => names.join() === featureNames.join(), 'other features than these'),
  files: FolderFiles,
});

/**
 * Stores samples as a folder of raw little-endian columns, named by its fingerprint; equal samples give the folder that exists.
 * @throws KindredError unavailable where the disk is full or may not be written; nothing is half-written then
 */
export async function writeQuerySnapshot(
  root: string,
  data: QuerySamples,
  shouldStop?: () => boolean,
): Promise<{ fingerprint: string; folder: string }> {
  const files = new Map([
    ...textFiles('query-id', data.queryIds),
    ...textFiles('query', data.queries),
    ['of.i32', bytesOf(data.of)] as const,
    ['features.f64', bytesOf(data.features)] as const,
    ['times.f64', bytesOf(data.times)] as const,
    ['calls.f64', bytesOf(data.calls)] as const,
    ['sampled-at.f64', bytesOf(data.sampledAt)] as const,
  ]);
  const manifest = {
    format: 'kindred-query-samples',
    version: 1,
    queries: data.queryIds.length,
    samples: sampleCount(data),
    features: featureNames,
    files: fileEntries(files),
  };
  return storeFolder(root, files, encodeManifest(manifest), verifyQuerySnapshot, shouldStop);
}

/**
 * Opens a folder of samples: every file is compared with its SHA-256, every index with its bounds.
 * @throws KindredError not_found where it is missing, unavailable where a file was changed; both name the file
 */
export function readQuerySnapshot(folder: string): QuerySamples {
  const reader = openFolder(folder, Manifest);
  const { queries, samples } = reader.manifest;
  return {
    queryIds: reader.labels('query-id', queries),
    queries: reader.labels('query', queries),
    of: reader.int32('of.i32', samples, queries),
    features: reader.float64('features.f64', samples * width),
    times: reader.float64('times.f64', samples),
    calls: reader.float64('calls.f64', samples),
    sampledAt: reader.float64('sampled-at.f64', samples),
  };
}

/** Reads everything back against its hashes. @returns what is wrong, one sentence for each file; empty where all is well */
export async function verifyQuerySnapshot(folder: string): Promise<string[]> {
  return folderProblems(
    folder,
    (at) => openFolder(at, Manifest),
    () => readQuerySnapshot(folder),
  );
}
