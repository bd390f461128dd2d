import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestName, sha256 } from './snapshot-manifest.ts';
import { writeFolder } from './write-folder.ts';

/**
 * Stores files and their manifest as a folder named by the manifest's SHA-256. Equal data gives the folder that exists; one that was damaged
 * since is put aside and written again.
 * @param problemsOf what is wrong with a folder that exists
 * @throws KindredError unavailable where the disk is full or may not be written; nothing is half-written then
 */
export async function storeFolder(
  root: string,
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Uint8Array,
  problemsOf: (folder: string) => Promise<string[]>,
  shouldStop?: () => boolean,
): Promise<{ fingerprint: string; folder: string }> {
  const all = new Map([...files, [manifestName, manifest]]);
  const fingerprint = sha256(manifest);
  const folder = join(root, fingerprint);
  const isNew = await writeFolder(root, fingerprint, all, shouldStop);
  if (!isNew && (await problemsOf(folder)).length > 0) {
    await rename(folder, `${folder}.damaged-${Date.now()}`);
    await writeFolder(root, fingerprint, all, shouldStop);
  }
  return { fingerprint, folder };
}
