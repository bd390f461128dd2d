import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { KindredError } from '#shared/api/errors.ts';
import type { Bundle } from './bundle.ts';
import { decodeArchive } from './decode-archive.ts';
import { decodeContents } from './decode-contents.ts';
import { bundleLimits, type BundleLimits } from './limits.ts';
import { manifestName, parseManifest, type Manifest } from './manifest.ts';
import { changed, damaged, forbidden, tooLarge } from './refusal.ts';
import { archiveHashes, sha256, type Seal } from './seal.ts';

/**
 * Reads a bundle and compares everything in it with what was written: names, sizes, every SHA-256, the seal, and every array with its bounds.
 * Nothing in it is executed, and nothing is unpacked to the disk.
 * @throws KindredError that names the file in the bundle, and both hashes where they differ; conflict where a newer Kindred wrote it
 */
export async function readBundle(file: string, limits: Partial<BundleLimits> = {}): Promise<Bundle> {
  const all = { ...bundleLimits, ...limits };
  return decodeBundle(await readWhole(file, all.archiveBytes), file, all);
}

/** `readBundle` of bytes that are in memory. @param file  their name, for the sentences */
export async function decodeBundle(
  archive: Buffer,
  file: string,
  limits: BundleLimits = bundleLimits,
): Promise<Bundle> {
  const { files, seal } = await decodeArchive(archive, file, limits);
  const manifestBytes = files.get(manifestName);
  if (!manifestBytes) throw damaged(file, `it has no ${manifestName}`);
  checkHash(file, manifestName, manifestBytes, seal?.manifest);
  const manifest = parseManifest(manifestBytes, file);
  compareFiles(file, manifest, files);
  const hashes = archiveHashes(archive);
  checkSeal(file, hashes.sealed, seal);
  return { ...decodeContents(file, manifest, files), manifest, sha256: hashes.whole, bytes: archive.length };
}

/** The files are those of the manifest, each with its bytes: none missing, none more. */
function compareFiles(file: string, manifest: Manifest, files: ReadonlyMap<string, Uint8Array>): void {
  for (const { name, bytes, sha256: expected } of manifest.files) {
    const found = files.get(name);
    if (!found) throw damaged(file, `${name} is missing`);
    if (found.length !== bytes) throw damaged(file, `${name} has ${found.length} bytes instead of ${bytes}`);
    checkHash(file, name, found, expected);
  }
  const listed = new Set(manifest.files.map(({ name }) => name));
  if (listed.size !== manifest.files.length) throw damaged(file, `${manifestName} lists a file twice`);
  const extra = [...files.keys()].find((name) => name !== manifestName && !listed.has(name));
  if (extra !== undefined) throw forbidden(file, extra, `is not in ${manifestName}`);
}

function checkHash(file: string, name: string, bytes: Uint8Array, expected: string | undefined): void {
  const found = sha256(bytes);
  if (expected !== undefined && found !== expected) throw changed(file, name, found, expected);
}

function checkSeal(file: string, found: string, seal: Seal | null): void {
  if (!seal) throw damaged(file, 'it has no seal of Kindred: it was packed again by something else, or changed');
  if (found !== seal.archive) throw changed(file, 'the archive itself', found, seal.archive);
}

async function readWhole(file: string, limit: number): Promise<Buffer> {
  try {
    // A pipe would wait for a writer for ever; it is opened without waiting and then refused.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = await handle.stat();
      if (!facts.isFile()) {
        throw new KindredError(
          'invalid_input',
          `${file} is not a file. A bundle is one file, written by \`kindred models export\`.`,
        );
      }
      if (facts.size > limit) throw tooLarge(file, 'its bytes are', facts.size, limit);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof KindredError) throw error;
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): KindredError {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    return new KindredError('not_found', `There is no bundle ${file}.`, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KindredError('unavailable', `The bundle ${file} cannot be read: ${reason}.`, { cause });
}
