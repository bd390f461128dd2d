import type { Clock } from './clock.ts';
import { connect } from './connect.ts';
import { createStore } from './create-store.ts';
import { checkAfterCrash, inspectStore } from './inspect-store.ts';
import { migrate } from './migrate.ts';
import { thisOwner, type Owner } from './owner.ts';
import { storeOver, type Store } from './store.ts';

export type StoreOptions = {
  /** The database; an empty store is made where there is none. */
  file: string;
  /** Folder for backups: one is made before each migration. */
  backups: string;
  clock: Clock;
  /** The process that runs are owned by; this one unless said. */
  owner?: Owner;
};

/**
 * Opens the tracking store, which several processes may do at once.
 * @throws KindredError where the file is foreign, newer than this program, empty, cut off or damaged: it names the file, its newest
 * backup and the way out, and the file stays as it is
 */
export async function openStore({ file, backups, clock, owner = thisOwner() }: StoreOptions): Promise<Store> {
  const store = { file, backups };
  if (inspectStore(store)) checkAfterCrash(store);
  else await createStore(store);
  const connection = connect(store);
  try {
    await migrate(connection, store);
  } catch (error) {
    connection.sqlite.close();
    throw error;
  }
  const { db, sqlite } = connection;
  return storeOver(connection, { db, sqlite, store, clock, owner });
}
