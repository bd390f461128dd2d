import type { Selectable } from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import type { SavedView, ViewPage } from '#shared/domain/saved-view.ts';
import { write, type Reader, type StoreContext } from './context.ts';
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

/** @throws KindredError not_found, conflict where another view of the page has the name */
export function renameView(context: StoreContext, id: string, name: string): Promise<SavedView> {
  return write(context, async (writer) => {
    const row = await viewById(writer, id);
    const named = await writer
      .selectFrom('views')
      .select('id')
      .where('page', '=', row.page)
      .where('name', '=', name)
      .executeTakeFirst();
    if (named && named.id !== id) {
      throw new KindredError('conflict', `There is "${name}" already. Take another name, or delete that one first.`);
    }
    const renamed = seal('views', { ...toView(row), name });
    await writer.replaceInto('views').values(renamed).execute();
    return toView(renamed);
  });
}

/** @throws KindredError not_found */
export function deleteView(context: StoreContext, id: string): Promise<SavedView> {
  return write(context, async (writer) => {
    const row = await viewById(writer, id);
    await writer.deleteFrom('views').where('id', '=', id).execute();
    return toView(row);
  });
}

async function viewById(reader: Reader, id: string): Promise<Selectable<Tables['views']>> {
  const row = await reader.selectFrom('views').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new KindredError('not_found', `There is no saved view "${id}". It may have been deleted already.`);
  return row;
}

const toView = ({ id, page, name, search, created_at }: Selectable<Tables['views']>): SavedView => ({
  id,
  page,
  name,
  search,
  created_at,
});
