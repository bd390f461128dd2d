import { hash } from 'node:crypto';
import { z } from 'zod';
import { GroupTruth } from '#shared/domain/dataset.ts';
import { Aggregation, Transform } from '#shared/domain/weighting.ts';

export const manifestName = 'manifest.json';

/** Files of a folder by name. */
export const FolderFiles = z.record(z.string(), z.strictObject({ bytes: z.int().min(0), sha256: z.string() }));

/** What a snapshot folder holds. The fingerprint is the SHA-256 of this text, which holds the SHA-256 of every file. */
export const SnapshotManifest = z.strictObject({
  format: z.literal('kindred-dataset'),
  version: z.literal(1),
  users: z.int().min(0),
  items: z.int().min(0),
  interactions: z.int().min(0),
  /** How pairs become values: part of the identity, since the columns alone do not say it. */
  aggregation: Aggregation,
  transform: Transform,
  groups: GroupTruth.nullable(),
  files: FolderFiles,
});

export type SnapshotManifest = z.infer<typeof SnapshotManifest>;

export const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** The entries of `files`, in the order given. */
export function fileEntries(files: ReadonlyMap<string, Uint8Array>): SnapshotManifest['files'] {
  return Object.fromEntries(
    [...files].map(([name, bytes]) => [name, { bytes: bytes.byteLength, sha256: sha256(bytes) }]),
  );
}

export const encodeManifest = <M extends Pick<SnapshotManifest, 'files'>>(manifest: M): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(manifest)}\n`);
