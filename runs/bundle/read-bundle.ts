import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { KindredError } from '#shared/api/errors.ts';
import { kindText, type Kind } from '#shared/domain/kind.ts';
import type { Bundle } from './bundle.ts';
import { decodeArchive } from './decode-archive.ts';
import { decodeContents } from './decode-contents.ts';
import { decodeQueryContents } from './decode-query-contents.ts';
import { bundleLimits, type BundleLimits } from './limits.ts';
import { manifestName, parseManifest, type AnyManifest } from './manifest.ts';
import type { QueryBundle } from './query-bundle.ts';
import { changed, damaged, forbidden, tooLarge } from './refusal.ts';
import { archiveHashes, sha256, type Seal } from './seal.ts';

/**
 * Reads a bundle and compares everything in it with what was written: names, sizes, every SHA-256, the seal, and every array with its bounds.
 * Nothing in it is executed, and nothing is unpacked to the disk.
 * @throws KindredError that names the file in the bundle, and both hashes where they differ; conflict where a newer Kindred wrote it
 */
export async function readBundle(file: string, limits: Partial<BundleLimits> = {}): Promise<Bundle> {
  return recommenderIn(await readAnyBundle(file, limits), file);
}

/** A bundle and what it is about. */
export type AnyBundle = { kind: 'recommender'; bundle: Bundle } | { kind: 'query_performance'; bundle: QueryBundle };

/** `readBundle` of a model of any kind. */
export async function readAnyBundle(file: string, limits: Partial<BundleLimits> = {}): Promise<AnyBundle> {
  const all = { ...bundleLimits, ...limits };
  return decodeAnyBundle(await readWhole(file, all.archiveBytes), file, all);
}

/** What a bundle says it is about; nothing else of it is checked. @throws KindredError as `readBundle` where that cannot be told */
export async function kindOfBundle(file: string): Promise<Kind> {
  const { files } = await decodeArchive(await readWhole(file, bundleLimits.archiveBytes), file, bundleLimits);
  const manifest = files.get(manifestName);
  if (!manifest) throw damaged(file, `it has no ${manifestName}`);
  return 'kind' in parseManifest(manifest, file) ? 'query_performance' : 'recommender';
}

/** `readBundle` of a model of query performance. @throws KindredError conflict where it is a recommender */
export async function readQueryBundle(file: string): Promise<QueryBundle> {
  const { kind, bundle } = await readAnyBundle(file);
  if (kind === 'query_performance') return bundle;
  throw otherKind(file, kind, 'query_performance');
}

/** `readBundle` of bytes that are in memory. @param file  their name, for the sentences */
export const decodeBundle = async (
  archive: Buffer,
  file: string,
  limits: BundleLimits = bundleLimits,
): Promise<Bundle> => recommenderIn(await decodeAnyBundle(archive, file, limits), file);

function recommenderIn({ kind, bundle }: AnyBundle, file: string): Bundle {
  if (kind === 'recommender') return bundle;
  throw otherKind(file, kind, 'recommender');
}

const otherKind = (file: string, found: Kind, wanted: Kind) =>
  new KindredError(
    'conflict',
    `${file} is whole, and its model is about ${kindText[found]}. Here one about ${kindText[wanted]} is needed.`,
  );

async function decodeAnyBundle(archive: Buffer, file: string, limits: BundleLimits): Promise<AnyBundle> {
  const { files, seal } = await decodeArchive(archive, file, limits);
  const manifestBytes = files.get(manifestName);
  if (!manifestBytes) throw damaged(file, `it has no ${manifestName}`);
  checkHash(file, manifestName, manifestBytes, seal?.manifest);
  const manifest = parseManifest(manifestBytes, file);
  compareFiles(file, manifest, files);
  const hashes = archiveHashes(archive);
  checkSeal(file, hashes.sealed, seal);
  const whole = { sha256: hashes.whole, bytes: archive.length };
  if ('kind' in manifest) {
    const bundle = { ...decodeQueryContents(file, manifest, files), manifest, ...whole };
    return { kind: 'query_performance', bundle };
  }
  return { kind: 'recommender', bundle: { ...decodeContents(file, manifest, files), manifest, ...whole } };
}

/** The files are those of the manifest, each with its bytes: none missing, none more. */
function compareFiles(file: string, { files: listedFiles }: AnyManifest, files: ReadonlyMap<string, Uint8Array>): void {
  for (const { name, bytes, sha256: expected } of listedFiles) {
    const found = files.get(name);
    if (!found) throw damaged(file, `${name} is missing`);
    if (found.length !== bytes) throw damaged(file, `${name} has ${found.length} bytes instead of ${bytes}`);
    checkHash(file, name, found, expected);
  }
  const listed = new Set(listedFiles.map(({ name }) => name));
  if (listed.size !== listedFiles.length) throw damaged(file, `${manifestName} lists a file twice`);
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
