import { Kysely } from 'kysely';
import type Database from 'better-sqlite3';
import { KindredError } from '#shared/api/errors.ts';
import { backupBeforeMigration } from './backup.ts';
import type { Connection } from './connect.ts';
import { storeDialect } from './dialect.ts';
import { migrations as released, type Migration } from './migrations.ts';
import { wayBack, type StoreFiles } from './store-files.ts';

/**
 * Brings a store to the newest schema, a verified backup first where it holds anything.
 * A step that fails leaves the schema, and the data, as they were before it.
 * @throws KindredError conflict where the store is newer than this program
 */
export async function migrate(
  { sqlite }: Connection,
  store: StoreFiles,
  migrations: readonly Migration[] = released,
): Promise<void> {
  const target = migrations.length;
  const version = versionOf(sqlite);
  if (version > target) throw newer(store, version, target);
  if (version === target) return;
  const backup = version > 0 ? await backupBeforeMigration(sqlite, store, target) : null;
  const db = new Kysely<unknown>({ dialect: storeDialect(sqlite, store) });
  for (const migration of migrations.slice(version)) await apply(db, sqlite, migration, store, backup);
}

async function apply(
  db: Kysely<unknown>,
  sqlite: Database.Database,
  { version, name, up }: Migration,
  store: StoreFiles,
  backup: string | null,
): Promise<void> {
  // Off while a table is made again, on again after; in the transaction it could not be switched, and every reference is checked there.
  sqlite.pragma('foreign_keys = off');
  try {
    await db.transaction().execute(async (transaction) => {
      // Another process may have been quicker while this one waited for the lock.
      if (versionOf(sqlite) >= version) return;
      await up(transaction);
      refuseBroken(sqlite);
      sqlite.pragma(`user_version = ${version}`);
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const kept = backup ? ` A backup from before is ${backup}.` : '';
    throw new KindredError(
      cause instanceof KindredError ? cause.code : 'internal',
      `The store ${store.file} could not be brought to schema ${version} (${name}): ${reason} It stays at schema ${versionOf(sqlite)} with all its data.${kept}`,
      { cause },
    );
  } finally {
    sqlite.pragma('foreign_keys = on');
  }
}

function refuseBroken(sqlite: Database.Database): void {
  const dangling: unknown = sqlite.pragma('foreign_key_check');
  if (Array.isArray(dangling) && dangling.length > 0)
    throw new Error(`${dangling.length} rows would refer to rows that are gone.`);
  const answer = sqlite.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') throw new Error(`SQLite's check says: ${String(answer)}.`);
}

export const versionOf = (sqlite: Database.Database): number => Number(sqlite.pragma('user_version', { simple: true }));

const newer = (store: StoreFiles, version: number, target: number) =>
  new KindredError(
    'conflict',
    `${store.file} was written by a newer Kindred (schema ${version}; this one knows schema ${target}). Nothing was changed. Use the newer Kindred. ${wayBack(store)}`,
  );
