import type { Selectable } from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import { UserGroup } from '#shared/domain/user-group.ts';
import { write, type StoreContext } from './context.ts';
import { newId } from './new-id.ts';
import type { Tables } from './schema.ts';
import { seal } from './seal.ts';

/** What is kept of a group by whoever makes it. */
export type NewUserGroup = Pick<UserGroup, 'dataset_id' | 'name' | 'users' | 'origin'>;

/** The groups of a dataset version by name. */
export async function listUserGroups({ db }: StoreContext, datasetId: string): Promise<UserGroup[]> {
  const rows = await db
    .selectFrom('user_groups')
    .selectAll()
    .where('dataset_id', '=', datasetId)
    .orderBy('name')
    .execute();
  return rows.map(toGroup);
}

/** @throws KindredError conflict where the version has a group of that name */
export function saveUserGroup(
  context: StoreContext,
  { dataset_id, name, users, origin }: NewUserGroup,
): Promise<UserGroup> {
  return write(context, async (writer) => {
    const taken = await writer
      .selectFrom('user_groups')
      .select('id')
      .where('dataset_id', '=', dataset_id)
      .where('name', '=', name)
      .executeTakeFirst();
    if (taken) {
      throw new KindredError('conflict', `There is a group "${name}" already. Take another name, or delete that one.`);
    }
    const row = seal('user_groups', {
      id: newId(),
      dataset_id,
      name,
      users: JSON.stringify([...new Set(users)]),
      origin,
      created_at: Math.round(context.clock.now()),
    });
    await writer.insertInto('user_groups').values(row).execute();
    return toGroup(row);
  });
}

/** @throws KindredError not_found */
export function deleteUserGroup(context: StoreContext, id: string): Promise<UserGroup> {
  return write(context, async (writer) => {
    const row = await writer.selectFrom('user_groups').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new KindredError('not_found', `There is no group "${id}". It may have been deleted already.`);
    await writer.deleteFrom('user_groups').where('id', '=', id).execute();
    return toGroup(row);
  });
}

const toGroup = ({ crc: _crc, users, ...row }: Selectable<Tables['user_groups']>): UserGroup =>
  UserGroup.parse({ ...row, users: JSON.parse(users) });
