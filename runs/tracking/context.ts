import type { Kysely, Transaction } from 'kysely';
import type Database from 'better-sqlite3';
import type { Clock } from './clock.ts';
import type { LoggedValues } from './logged-values.ts';
import type { Owner } from './owner.ts';
import type { Tables } from './schema.ts';
import type { StoreFiles } from './store-files.ts';

/** What every question to the store is asked with. */
export type StoreContext = {
  db: Kysely<Tables>;
  sqlite: Database.Database;
  store: StoreFiles;
  clock: Clock;
  owner: Owner;
  logged: LoggedValues;
};

/** The store, or a transaction on it. */
export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/** One write transaction: all of it happens or nothing; it has been committed when this resolves. */
export function write<T>({ db }: Pick<StoreContext, 'db'>, work: (writer: Writer) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}

/** Several questions to one state of the store. */
export function read<T>({ db }: Pick<StoreContext, 'db'>, work: (reader: Reader) => Promise<T>): Promise<T> {
  return db.transaction().setAccessMode('read only').execute(work);
}
