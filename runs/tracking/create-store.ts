import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { applicationId, connect } from './connect.ts';
import { publish, removeDraft } from './durable.ts';
import { migrate } from './migrate.ts';
import { storeError } from './store-error.ts';
import type { StoreFiles } from './store-files.ts';

/**
 * Makes an empty store of the newest schema. It gets its name when it is whole, so nobody ever sees a half-made one;
 * where two processes make one at once, both go on with the first.
 */
export async function createStore(store: StoreFiles): Promise<void> {
  const draft = `${store.file}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(store.file), { recursive: true });
    await writeEmpty(store, draft);
    publish(draft, store.file);
  } catch (error) {
    throw storeError(error, store);
  } finally {
    removeDraft(draft);
  }
}

async function writeEmpty(store: StoreFiles, draft: string): Promise<void> {
  const sqlite = new Database(draft);
  try {
    sqlite.pragma(`application_id = ${applicationId}`);
  } finally {
    sqlite.close();
  }
  const connection = connect(store, draft);
  try {
    await migrate(connection, store);
  } finally {
    connection.sqlite.close();
  }
}
