import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { shmOf, walOf } from './store-files.ts';

/** Makes what was written to a file or to a folder's list of names survive a loss of power. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Windows cannot sync a folder, and needs not to.
    if (process.platform !== 'win32') throw error;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Gives a finished draft its final name, unless somebody else was quicker: the first one stays, the draft goes.
 * @returns whether the draft took the name
 */
export function publish(draft: string, file: string): boolean {
  syncPath(draft);
  const taken = takeName(draft, file);
  rmSync(draft, { force: true });
  syncPath(dirname(file));
  return taken;
}

function takeName(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (existsSync(file)) return false;
    // A file system without hard links.
    if (!(error instanceof Error)) throw error;
    renameSync(draft, file);
    return true;
  }
}

/** Takes an unfinished database away, with what SQLite put beside it; where that fails, the error under way is the one to tell. */
export function removeDraft(draft: string): void {
  for (const path of [draft, walOf(draft), shmOf(draft)]) {
    try {
      rmSync(path, { force: true });
    } catch {
      // Nothing was made there, or it cannot be removed either.
    }
  }
}
