import type { Selectable } from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import { ConnectionSettings } from '#shared/domain/connection.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { write, type Reader, type StoreContext } from './context.ts';
import { newId } from './new-id.ts';
import type { Tables } from './schema.ts';
import { seal } from './seal.ts';

/** A saved connection, as far as the store knows it: without its password. */
export type StoredConnection = { id: string; name: string; created_at: number; settings: ConnectionSettings };

/** What is saved: under the id of one that exists, or as a new one. */
export type ConnectionChange = { id?: string; name: string; settings: ConnectionSettings };

/** All connections by name. */
export async function listConnections({ db }: StoreContext): Promise<StoredConnection[]> {
  const rows = await db.selectFrom('connections').selectAll().orderBy('name').execute();
  return rows.map(toConnection);
}

/** By name or id. @throws KindredError not_found with the nearest name */
export async function findConnection({ db }: StoreContext, ref: string): Promise<StoredConnection> {
  const row = await byRef(db, ref);
  if (row) return toConnection(row);
  const names = await db.selectFrom('connections').select('name').execute();
  const meant = didYouMean(
    ref,
    names.map(({ name }) => name),
  );
  const advice =
    names.length === 0 ? ' None is saved yet; an address works too: postgres:postgresql://user@host/db.' : '';
  throw new KindredError('not_found', `There is no saved connection "${ref}".${meant}${advice}`);
}

/** @throws KindredError conflict where another connection has the name */
export function saveConnection(
  context: StoreContext,
  { id, name, settings }: ConnectionChange,
): Promise<StoredConnection> {
  return write(context, async (writer) => {
    const named = await writer.selectFrom('connections').selectAll().where('name', '=', name).executeTakeFirst();
    if (named && named.id !== id) {
      throw new KindredError(
        'conflict',
        `There is a connection "${name}" already. Change that one, or take another name.`,
      );
    }
    const known = id === undefined ? undefined : await byRef(writer, id);
    const row = seal('connections', {
      id: known?.id ?? newId(),
      name,
      // Parsed once more: nothing that is no setting, such as a password, gets into the store.
      settings: JSON.stringify(ConnectionSettings.parse(settings)),
      created_at: known?.created_at ?? Math.round(context.clock.now()),
    });
    await writer.replaceInto('connections').values(row).execute();
    return toConnection(row);
  });
}

export function deleteConnection(context: StoreContext, id: string): Promise<void> {
  return write(context, async (writer) => {
    await writer.deleteFrom('connections').where('id', '=', id).execute();
  });
}

async function byRef(db: Reader, ref: string): Promise<Selectable<Tables['connections']> | undefined> {
  const rows = await db
    .selectFrom('connections')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', ref), eb('name', '=', ref)]))
    .execute();
  return rows.find(({ id }) => id === ref) ?? rows[0];
}

const toConnection = ({ id, name, created_at, settings }: Selectable<Tables['connections']>): StoredConnection => ({
  id,
  name,
  created_at,
  settings: ConnectionSettings.parse(JSON.parse(settings)),
});
