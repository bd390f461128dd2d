import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { KindredError } from '#shared/api/errors.ts';
import { applyHouseSettings, busyTimeoutMs } from '#runs/tracking/connect.ts';
import { storeError } from '#runs/tracking/store-error.ts';

/** A file of the serving API: told from the store and from files of other programs by its application id. */
export type OwnFile = {
  applicationId: number;
  version: number;
  /** What it is, for the sentence: `file of interactions`. */
  what: string;
  create(sqlite: Database.Database): void;
  /** Brings an older version to this one, where there was one. */
  upgrade?(sqlite: Database.Database, from: number): void;
};

/** Opens the file with the house's settings, or makes it where there is none. @throws KindredError conflict where it is not ours or newer */
export function openOwnFile(file: string, of: OwnFile): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const sqlite = new Database(file, { timeout: busyTimeoutMs });
  try {
    sqlite.transaction(() => prepare(sqlite, file, of)).immediate();
    applyHouseSettings(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Makes the tables in an empty file; refuses what another program wrote. */
function prepare(sqlite: Database.Database, file: string, { applicationId, version, what, create, upgrade }: OwnFile) {
  const id = sqlite.pragma('application_id', { simple: true });
  const found = Number(sqlite.pragma('user_version', { simple: true }));
  if (id === applicationId && found === version) return;
  const isEmpty = sqlite.prepare('select count(*) from sqlite_schema').pluck().get() === 0;
  if (id === 0 && found === 0 && isEmpty) create(sqlite);
  else if (id === applicationId && found < version && upgrade) upgrade(sqlite, found);
  else {
    const reason =
      id === applicationId ? `was written by a newer Kindred (schema ${found})` : `is not a Kindred ${what}`;
    throw new KindredError('conflict', `${file} ${reason}. Move it away, or use another data folder.`);
  }
  sqlite.pragma(`application_id = ${applicationId}`);
  sqlite.pragma(`user_version = ${version}`);
}

/** Turns what SQLite throws into sentences about the file. */
export const guardOf =
  (file: string) =>
  <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeError(error, { file, backups: dirname(file) });
    }
  };
