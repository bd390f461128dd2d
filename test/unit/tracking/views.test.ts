import { describe, expect, it } from 'vitest';
import { temporaryStore, testClock } from './fixture.ts';

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
