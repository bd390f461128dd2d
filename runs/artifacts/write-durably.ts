import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';

/**
 * Writes a file under a temporary name in the same folder, then renames it: the final name never holds half a file, also after a loss of
 * power. A file of that name is replaced, a folder that is missing is made.
 * @throws KindredError unavailable where the disk is full or may not be written
 */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(file);
  const draft = `${file}.part-${randomBytes(6).toString('hex')}`;
  try {
    const made = await mkdir(folder, { recursive: true });
    await writeAndSync(draft, bytes);
    await rename(draft, file);
    await syncFolder(folder);
    if (made !== undefined) for (const parent of new Set([dirname(folder), dirname(made)])) await syncFolder(parent);
  } catch (error) {
    throw await unwritable(error, folder);
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

async function writeAndSync(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the folder's list of names durable; Windows does so by itself and refuses to be asked. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unwritable(cause: unknown, folder: string): Promise<KindredError> {
  if (codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT') {
    const free = await statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => 0,
    );
    const message = `Disk full: ${free.toLocaleString('en')} B free at ${folder}. Nothing was half-written; free some space and try again.`;
    return new KindredError('unavailable', message, { cause });
  }
  return new KindredError(
    'unavailable',
    `Nothing can be written to ${folder}: ${reasonOf(cause)}. Give yourself the right to write there, then try again.`,
    { cause },
  );
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
