import type { Selectable } from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import type { SavedView, ViewPage } from '#shared/domain/saved-view.ts';
import { write, type StoreContext } from './context.ts';
import { newId } from './new-id.ts';
import type { Tables } from './schema.ts';
import { seal } from './seal.ts';

/** What is kept of a view by whoever saves it. */
export type ViewChange = Pick<SavedView, 'page' | 'name' | 'search'>;

/** The views of a page by name. */
export async function listViews({ db }: StoreContext, page: ViewPage): Promise<SavedView[]> {
  const rows = await db.selectFrom('views').selectAll().where('page', '=', page).orderBy('name').execute();
  return rows.map(toView);
}

/** Keeps a view; one of the same page and name is replaced and stays the one it was. */
export function saveView(context: StoreContext, { page, name, search }: ViewChange): Promise<SavedView> {
  return write(context, async (writer) => {
    const known = await writer
      .selectFrom('views')
      .select(['id', 'created_at'])
      .where('page', '=', page)
      .where('name', '=', name)
      .executeTakeFirst();
    const row = seal('views', {
      id: known?.id ?? newId(),
      page,
      name,
      search,
      created_at: known?.created_at ?? Math.round(context.clock.now()),
    });
    await writer.replaceInto('views').values(row).execute();
    return toView(row);
  });
}

/** @throws KindredError not_found */
export function deleteView(context: StoreContext, id: string): Promise<SavedView> {
  return write(context, async (writer) => {
    const row = await writer.selectFrom('views').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new KindredError('not_found', `There is no saved view "${id}". It may have been deleted already.`);
    await writer.deleteFrom('views').where('id', '=', id).execute();
    return toView(row);
  });
}

const toView = ({ id, page, name, search, created_at }: Selectable<Tables['views']>): SavedView => ({
  id,
  page,
  name,
  search,
  created_at,
});
