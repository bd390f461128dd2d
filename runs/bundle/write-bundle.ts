import { writeDurably } from '#runs/artifacts/write-durably.ts';
import type { BundleContents } from './bundle.ts';
import { encodeBundle } from './encode-bundle.ts';
import { sha256 } from './seal.ts';

/**
 * Writes a bundle, which has its name when it is whole and on the disk, and not before.
 * @throws KindredError unavailable where it cannot be written, too_large where it could not be read again
 */
export async function writeBundle(file: string, contents: BundleContents): Promise<{ sha256: string; bytes: number }> {
  const bytes = await encodeBundle(contents);
  await writeDurably(file, bytes);
  return { sha256: sha256(bytes), bytes: bytes.length };
}
