import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import { storeDialect } from './dialect.ts';
import { createMatcher } from './search/matcher.ts';
import type { Tables } from './schema.ts';
import { storeError } from './store-error.ts';
import type { StoreFiles } from './store-files.ts';

/** `KIND`: what tells our files from other SQLite files. */
export const applicationId = 0x4b494e44;
export const busyTimeoutMs = 5000;

export type Connection = {
  sqlite: Database.Database;
  db: Kysely<Tables>;
  /** What must be said of this store although it works. */
  warnings: string[];
};

/**
 * Set on each connection, in this order, after `journal_mode` (whose WAL default is synchronous = NORMAL), and read back.
 * `mmap_size` 0: a truncated file gives an error instead of SIGBUS.
 */
const settings: [name: string, value: string | number, readBack: number][] = [
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['wal_autocheckpoint', 1000, 1000],
  ['journal_size_limit', 67_108_864, 67_108_864],
  ['temp_store', 'MEMORY', 2],
  ['mmap_size', 0, 0],
];

/**
 * Opens a store file that is known to be ours (`inspectStore`) with the house's settings.
 * @param path  the file, where it is not yet at the store's place
 * @throws KindredError unavailable where it is locked, unreadable or damaged
 */
export function connect(store: StoreFiles, path = store.file): Connection {
  const sqlite = openFile(store, path);
  try {
    const warnings = applySettings(sqlite, store);
    sqlite.function('kindred_matches', { deterministic: true }, createMatcher());
    return { sqlite, db: new Kysely<Tables>({ dialect: storeDialect(sqlite, store) }), warnings };
  } catch (error) {
    sqlite.close();
    throw storeError(error, store);
  }
}

function openFile(store: StoreFiles, path: string): Database.Database {
  try {
    return new Database(path, { fileMustExist: true, timeout: busyTimeoutMs });
  } catch (error) {
    throw storeError(error, store);
  }
}

/** The house's settings of a connection, also for files of ours that are no store. @returns whether it writes ahead to a log */
export function applyHouseSettings(sqlite: Database.Database): boolean {
  const isWal = sqlite.pragma('journal_mode = WAL', { simple: true }) === 'wal';
  if (!isWal) sqlite.pragma('journal_mode = DELETE');
  for (const [name, value] of settings) sqlite.pragma(`${name} = ${value}`);
  return isWal;
}

function applySettings(sqlite: Database.Database, { file }: StoreFiles): string[] {
  const warnings: string[] = [];
  if (!applyHouseSettings(sqlite)) {
    warnings.push(
      `The folder of ${file} does not support write-ahead logging (a network folder?): writing is slower, and other programs wait.`,
    );
  }
  const found = readSettings(sqlite);
  const wanted = [
    ...settings,
    ['busy_timeout', busyTimeoutMs, busyTimeoutMs],
    ['application_id', applicationId, applicationId],
  ] as const;
  for (const [name, , readBack] of wanted) {
    if (found[name] === readBack) continue;
    throw new KindredError(
      'internal',
      `SQLite did not take ${name} = ${readBack} for ${file}: it answers ${String(found[name])}.`,
    );
  }
  return warnings;
}

/** The settings as the connection has them now, for diagnostics. */
export function readSettings(sqlite: Database.Database): Record<string, unknown> {
  const names = ['journal_mode', 'application_id', 'user_version', 'busy_timeout', ...settings.map(([name]) => name)];
  return Object.fromEntries(names.map((name) => [name, sqlite.pragma(name, { simple: true })]));
}
