import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { KindredError } from '#shared/api/errors.ts';
import { complaintAbout } from './backup.ts';
import { removeDraft, syncPath } from './durable.ts';
import { whyUnfit } from './inspect-store.ts';
import { versionOf } from './migrate.ts';
import { schemaVersion } from './migrations.ts';
import { storeError } from './store-error.ts';
import { backupsIn, shmOf, walOf, type StoreFiles } from './store-files.ts';

export type Restored = {
  file: string;
  /** The backup that was restored. */
  from: string;
  /** Where the store that was there before is kept; null where there was none. */
  kept: string | null;
};

/**
 * Puts a verified copy of a backup in the store's place. The old store is kept beside it, whatever its state;
 * it is replaced in one step, so a crash leaves the one or the other.
 * @param options.from  a backup; the newest one unless said
 * @throws KindredError not_found without a backup, conflict while the store is in use, unavailable where the backup is damaged
 */
export function restoreStore({ file, from, backups }: StoreFiles & { from?: string | undefined }): Restored {
  const source = from ?? backupsIn(backups)[0];
  if (source === undefined) {
    throw new KindredError(
      'not_found',
      `There is no backup in ${backups}. Name one with \`kindred restore --from FILE\`.`,
    );
  }
  if (!existsSync(source)) throw new KindredError('not_found', `There is no backup ${source}.`);
  const store = { file, backups };
  refuseInUse(store);
  const draft = `${file}.restore-${process.pid}`;
  try {
    copyVerified(source, draft);
    const kept = keepOld(file);
    renameSync(draft, file);
    syncPath(dirname(file));
    return { file, from: source, kept };
  } catch (error) {
    throw storeError(error, store);
  } finally {
    removeDraft(draft);
  }
}

/** A checked copy beside the store, on the disk, ready to take its place. */
function copyVerified(source: string, draft: string): void {
  refuse(source, whyUnfit(source)?.reason);
  mkdirSync(dirname(draft), { recursive: true });
  copyFileSync(source, draft);
  if (existsSync(walOf(source))) copyFileSync(walOf(source), walOf(draft));
  const complaint = complaintAbout(draft);
  refuse(source, complaint && `is not whole: ${complaint}`);
  refuse(source, whyNewer(draft));
  syncPath(draft);
}

function refuse(source: string, reason: string | null | undefined): void {
  if (!reason) return;
  throw new KindredError(
    'unavailable',
    `${source} ${reason}. Nothing was changed. Choose another backup with \`kindred restore --from FILE\`.`,
  );
}

function whyNewer(draft: string): string | null {
  const sqlite = new Database(draft, { readonly: true });
  try {
    const version = versionOf(sqlite);
    return version > schemaVersion
      ? `was written by a newer Kindred (schema ${version}; this one knows schema ${schemaVersion})`
      : null;
  } finally {
    sqlite.close();
  }
}

/** A store that another process has open would go on writing into the file that was put aside. */
function refuseInUse({ file }: StoreFiles): void {
  if (!existsSync(file)) return;
  let probe: Database.Database | undefined;
  try {
    probe = new Database(file, { fileMustExist: true, timeout: 0 });
    probe.pragma('locking_mode = EXCLUSIVE');
    // The first write transaction takes the lock that no other connection may hold.
    probe.exec('begin exclusive; rollback');
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new KindredError('conflict', `The store ${file} is in use. Close Kindred everywhere, then restore.`);
    }
    // Damaged beyond opening: nobody uses it.
  } finally {
    probe?.close();
  }
}

/** The old file stays in place under a second name until the rename; its log, if one is left, goes with it. */
function keepOld(file: string): string | null {
  let attempt = 1;
  while (existsSync(`${file}.replaced-${attempt}`) || existsSync(walOf(`${file}.replaced-${attempt}`))) attempt += 1;
  const kept = `${file}.replaced-${attempt}`;
  const isThere = existsSync(file);
  if (isThere) secondName(file, kept);
  if (existsSync(walOf(file))) renameSync(walOf(file), walOf(kept));
  rmSync(shmOf(file), { force: true });
  return isThere ? kept : null;
}

function secondName(file: string, kept: string): void {
  try {
    linkSync(file, kept);
  } catch {
    // A file system without hard links.
    copyFileSync(file, kept);
  }
}
