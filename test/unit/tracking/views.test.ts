import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { ViewPage } from '#shared/domain/saved-view.ts';
import { connect } from '#runs/tracking/connect.ts';
import { migrate } from '#runs/tracking/migrate.ts';
import { migrations } from '#runs/tracking/migrations.ts';
import type { StoreFiles } from '#runs/tracking/store-files.ts';
import { filesIn, temporaryFolder, temporaryStore, testClock } from './fixture.ts';

const clock = testClock();

/** A store as the program of before the kinds had pages of their own left it, with these views. */
async function storeWithViews(views: Record<'page' | 'name' | 'search', string>[]): Promise<StoreFiles> {
  const store = filesIn(temporaryFolder());
  const empty = new Database(store.file);
  empty.pragma('application_id = 0x4b494e44');
  empty.close();
  const connection = connect(store);
  await migrate(connection, store, migrations.slice(0, 9));
  const put = connection.sqlite.prepare('insert into views values (?, ?, ?, ?, ?, ?)');
  for (const [index, { page, name, search }] of views.entries()) {
    const row = [`view0000000000${index}`, page, name, search, 0];
    put.run(...row, crc32(JSON.stringify(row)));
  }
  connection.sqlite.close();
  return store;
}

it('what was saved of query performance moves to pages of its own, with every checksum right', async () => {
  const files = await storeWithViews([
    { page: 'runs', name: 'mine', search: 'filter=knn' },
    { page: 'runs', name: 'slow', search: 'filter=mae_ms+%3E+2&kind=query_performance' },
    { page: 'compare', name: 'both', search: 'kind=query_performance&runs=a,b' },
    { page: 'train_queries', name: 'mine', search: 'algorithm=ridge' },
  ]);
  const store = await temporaryStore({ ...files, clock });
  expect(await store.verify()).toEqual([]);
  const names = async (page: ViewPage) => (await store.views.list(page)).map(({ name }) => name);
  expect([await names('runs'), await names('runs_queries')]).toEqual([['mine'], ['slow']]);
  expect([await names('compare'), await names('compare_queries')]).toEqual([[], ['both']]);
  await store.views.save({ page: 'runs_queries', name: 'mine', search: 'kind=query_performance' });
  expect([await names('runs'), await names('runs_queries')]).toEqual([['mine'], ['mine', 'slow']]);
  expect(await names('train_queries')).toEqual(['mine']);
});

describe('saved views', () => {
  it('are listed by page and name, and one of the same name is replaced', async () => {
    const clock = testClock();
    const store = await temporaryStore({ clock });
    const first = await store.views.save({ page: 'runs', name: 'mine', search: 'filter=knn' });
    await store.views.save({ page: 'runs', name: 'best', search: 'order=ndcg%4010+desc' });
    await store.views.save({ page: 'compare', name: 'mine', search: 'runs=a,b' });
    clock.turn(1000);
    const again = await store.views.save({ page: 'runs', name: 'mine', search: 'filter=als' });
    expect(again).toEqual({ ...first, search: 'filter=als' });
    expect((await store.views.list('runs')).map(({ name, search }) => [name, search])).toEqual([
      ['best', 'order=ndcg%4010+desc'],
      ['mine', 'filter=als'],
    ]);
    expect(await store.verify()).toEqual([]);
  });

  it('are renamed, but not to the name of another of their page', async () => {
    const store = await temporaryStore();
    const view = await store.views.save({ page: 'train', name: 'mine', search: 'algorithm=als' });
    await store.views.save({ page: 'train', name: 'other', search: '' });
    await store.views.save({ page: 'runs', name: 'better', search: '' });
    expect(await store.views.rename(view.id, 'better')).toEqual({ ...view, name: 'better' });
    await expect(store.views.rename(view.id, 'other')).rejects.toMatchObject({ code: 'conflict' });
    expect((await store.views.list('train')).map(({ name }) => name)).toEqual(['better', 'other']);
    expect(await store.views.rename(view.id, 'better')).toEqual({ ...view, name: 'better' });
    await expect(store.views.rename('nothere00000', 'x')).rejects.toMatchObject({ code: 'not_found' });
    expect(await store.verify()).toEqual([]);
  });

  it('are deleted once', async () => {
    const store = await temporaryStore();
    const view = await store.views.save({ page: 'runs', name: 'mine', search: '' });
    expect(await store.views.delete(view.id)).toEqual(view);
    expect(await store.views.list('runs')).toEqual([]);
    await expect(store.views.delete(view.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
