import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';

const temporary = '.tmp-';
const staleAfterMs = 24 * 3600 * 1000;
/** Written between two looks at the stop flag: a thread that is ended instead would leave its draft behind. */
const sliceBytes = 8 << 20;

/**
 * Writes files into a new folder that appears complete or not at all: a temporary sibling, every file on the disk, then a rename.
 * @returns false where the folder was already there; nothing is written then
 * @throws KindredError unavailable where the disk is full or may not be written, cancelled
 */
export async function writeFolder(
  root: string,
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  shouldStop: () => boolean = () => false,
): Promise<boolean> {
  let draft: string | undefined;
  try {
    await mkdir(root, { recursive: true });
    await removeStale(root);
    draft = await mkdtemp(join(root, temporary));
    for (const [file, bytes] of files) await writeSynced(join(draft, file), bytes, shouldStop);
    await syncFolder(draft);
    const isNew = await renameNew(draft, join(root, name));
    if (isNew) await syncFolder(root);
    return isNew;
  } catch (error) {
    throw refusal(error, root);
  } finally {
    if (draft) await rm(draft, { recursive: true, force: true });
  }
}

async function writeSynced(path: string, bytes: Uint8Array, shouldStop: () => boolean): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (let from = 0; from < bytes.length; from += sliceBytes) {
      if (shouldStop()) throw new KindredError('cancelled', 'Storing was cancelled; nothing was kept.');
      await file.writeFile(bytes.subarray(from, from + sliceBytes));
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes names in a folder durable. Windows cannot open folders and needs none of it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function renameNew(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST' && codeOf(error) !== 'EPERM') throw error;
    if (await stat(to).catch(() => null)) return false;
    throw error;
  }
}

/** Drafts that a killed process left behind; those of a writer at work are younger. */
async function removeStale(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(temporary)) continue;
    const found = await stat(join(root, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > staleAfterMs)
      await rm(join(root, name), { recursive: true, force: true });
  }
}

function refusal(error: unknown, root: string): unknown {
  const sentences: Record<string, string> = {
    ENOSPC: `The disk of ${root} is full. Free some space and try again; nothing was half-written.`,
    EDQUOT: `The disk quota for ${root} is used up. Free some space and try again; nothing was half-written.`,
    EACCES: `${root} may not be written. Change its permissions, or choose another data folder (KINDRED_HOME).`,
    EPERM: `${root} may not be written. Change its permissions, or choose another data folder (KINDRED_HOME).`,
    EROFS: `${root} is on a read-only disk. Choose another data folder (KINDRED_HOME).`,
    ENOTDIR: `${root} is not a folder. Choose another data folder (KINDRED_HOME).`,
  };
  const sentence = sentences[codeOf(error) ?? ''];
  return sentence ? new KindredError('unavailable', sentence, { cause: error }) : error;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
