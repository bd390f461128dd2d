import { join } from 'node:path';
import { modelVersionName } from '#shared/domain/model-version.ts';
import { writeDurably } from '#runs/artifacts/write-durably.ts';
import type { BundleContents } from './bundle.ts';
import { encodeBundle } from './encode-bundle.ts';
import { encodeQueryBundle } from './encode-query-bundle.ts';
import type { QueryBundleContents } from './query-bundle.ts';
import { sha256 } from './seal.ts';

export type StoredBundle = { sha256: string; bytes: number };

/** Where a version's bundle is in the data folder: readable, and never two bundles under one name. */
export const bundlePath = (folder: string, model: string, version: number, hash: string): string =>
  join(folder, `${modelVersionName(model, version)}-${hash.slice(0, 12)}.kindred`);

/** Writes a bundle into a folder of bundles, as `writeBundle` does, under the name of `bundlePath`. */
export const storeBundle = async (folder: string, contents: BundleContents): Promise<StoredBundle> =>
  storeBytes(folder, contents, await encodeBundle(contents));

export const storeQueryBundle = async (folder: string, contents: QueryBundleContents): Promise<StoredBundle> =>
  storeBytes(folder, contents, await encodeQueryBundle(contents));

async function storeBytes(
  folder: string,
  { name, version }: { name: string; version: number },
  bytes: Buffer,
): Promise<StoredBundle> {
  const hash = sha256(bytes);
  await writeDurably(bundlePath(folder, name, version, hash), bytes);
  return { sha256: hash, bytes: bytes.length };
}
