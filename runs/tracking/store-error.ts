import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { KindredError } from '#shared/api/errors.ts';
import { wayBack, type StoreFiles } from './store-files.ts';

/**
 * What SQLite or the file system says of a store, as an error that the reader can act on. Everything else stays as it is.
 * Extended codes (SQLITE_IOERR_FSYNC, SQLITE_BUSY_SNAPSHOT, …) mean what their first part means.
 */
export function storeError(error: unknown, store: StoreFiles): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof KindredError) return error;
  const code = String(error.code);
  const kind = fileSystemKinds[code] ?? /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
  const say = sentences[kind];
  if (say) return new KindredError('unavailable', say(store, code), { cause: error, details: { reason: code } });
  if (!(error instanceof Database.SqliteError)) return error;
  const message = `The store ${store.file} refused a query: ${error.message} (${code}).`;
  return new KindredError('internal', message, { cause: error });
}

const fileSystemKinds: Record<string, string> = {
  ENOSPC: 'SQLITE_FULL',
  EDQUOT: 'SQLITE_FULL',
  EACCES: 'SQLITE_CANTOPEN',
  EPERM: 'SQLITE_CANTOPEN',
  EROFS: 'SQLITE_CANTOPEN',
  ENOTDIR: 'SQLITE_CANTOPEN',
  EEXIST: 'SQLITE_CANTOPEN',
  EIO: 'SQLITE_IOERR',
};

const sentences: Record<string, (store: StoreFiles, code: string) => string> = {
  SQLITE_BUSY: busy,
  SQLITE_LOCKED: busy,
  SQLITE_FULL: ({ file }) => diskFull(dirname(file)),
  SQLITE_READONLY: readOnly,
  SQLITE_PERM: readOnly,
  SQLITE_AUTH: readOnly,
  SQLITE_CANTOPEN: ({ file }) =>
    `The store ${file} cannot be opened. Check that its folder exists and that you may read and write there.`,
  SQLITE_CORRUPT: corrupt,
  SQLITE_NOTADB: corrupt,
  SQLITE_IOERR: ({ file }, code) =>
    `The disk did not do what it was asked for at ${file} (${code}). Nothing more is written until it does; check the disk, then start Kindred again and run \`kindred verify\`.`,
  SQLITE_PROTOCOL: busy,
  SQLITE_NOMEM: ({ file }) => `There is no memory left to work on the store ${file}. Close something and try again.`,
};

function busy({ file }: StoreFiles): string {
  return `The store ${file} is busy: another process has been writing to it for more than 15 seconds. Try again; if it stays so, end that process.`;
}

function readOnly({ file }: StoreFiles): string {
  return `The store ${file} can only be read. Give yourself the right to write to it and to its folder, then try again.`;
}

function corrupt(store: StoreFiles): string {
  return `The store ${store.file} is damaged. ${wayBack(store)}`;
}

/** Said wherever a disk has no room: the store, artifacts, backups. */
export function diskFull(folder: string): string {
  return `Disk full: ${freeBytes(folder)} B free at ${folder}. Nothing was half-written; free some space and try again.`;
}

function freeBytes(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return (bavail * bsize).toLocaleString('en');
  } catch {
    return '0';
  }
}
