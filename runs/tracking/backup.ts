import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { KindredError } from '#shared/api/errors.ts';
import { applicationId } from './connect.ts';
import { publish, removeDraft } from './durable.ts';
import { storeError } from './store-error.ts';
import { backupsIn, type StoreFiles } from './store-files.ts';

/** Backups of each kind that stay in the backups folder; a backup written elsewhere is never removed. */
const keptBackups = 5;
const migrationPrefix = 'kindred-before-schema-';

/**
 * Copies a store while it is used, checks the copy, makes it durable and only then gives it its name.
 * @param to  a file that does not exist yet
 * @throws KindredError conflict where the file exists; unavailable where the disk is full or the store is damaged
 */
export async function backupTo(
  sqlite: Database.Database,
  store: StoreFiles,
  to: string,
): Promise<{ path: string; bytes: number }> {
  const path = resolve(to);
  const taken = () => new KindredError('conflict', `${path} exists already. Choose another name for the backup.`);
  if (existsSync(path)) throw taken();
  const draft = `${path}.part-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    await sqlite.backup(draft);
    const complaint = complaintAbout(draft);
    if (complaint)
      throw new KindredError(
        'unavailable',
        `The backup was not kept, for the copy is not whole: ${complaint}. Run \`kindred verify\`.`,
      );
    if (!publish(draft, path)) throw taken();
  } catch (error) {
    throw storeError(error, { ...store, file: path });
  } finally {
    removeDraft(draft);
  }
  if (dirname(path) === resolve(store.backups)) removeOld(store.backups, isBeforeMigration(path));
  return { path, bytes: statSync(path).size };
}

/** @returns the backup's path */
export async function backupBeforeMigration(
  sqlite: Database.Database,
  store: StoreFiles,
  target: number,
): Promise<string> {
  const name = `${migrationPrefix}${target}-${randomBytes(4).toString('hex')}.db`;
  return (await backupTo(sqlite, store, join(store.backups, name))).path;
}

/**
 * Checks a copy of a store that nobody uses: ours, whole, every reference met. It becomes one self-contained file (no log beside it).
 * @returns the first thing that is wrong; null where all is well
 */
export function complaintAbout(copy: string): string | null {
  try {
    const sqlite = new Database(copy, { fileMustExist: true });
    try {
      return firstComplaint(sqlite);
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(error.code))
      return error.message;
    throw error;
  }
}

function firstComplaint(sqlite: Database.Database): string | null {
  sqlite.pragma('journal_mode = DELETE');
  const answer = String(sqlite.pragma('integrity_check(1)', { simple: true }));
  if (answer !== 'ok') return answer.replaceAll(/\s+/g, ' ');
  const dangling: unknown = sqlite.pragma('foreign_key_check');
  if (Array.isArray(dangling) && dangling.length > 0) return `${dangling.length} rows refer to rows that are gone`;
  return sqlite.pragma('application_id', { simple: true }) === applicationId
    ? null
    : 'it is the file of another program';
}

function removeOld(folder: string, beforeMigration: boolean): void {
  const ofKind = backupsIn(folder).filter((path) => isBeforeMigration(path) === beforeMigration);
  for (const path of ofKind.slice(keptBackups)) rmSync(path, { force: true });
}

const isBeforeMigration = (path: string) => basename(path).startsWith(migrationPrefix);
