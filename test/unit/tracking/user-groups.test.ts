import { describe, expect, it } from 'vitest';
import { temporaryStore, testClock } from './fixture.ts';
import { facts } from './samples.ts';

describe('groups of users', () => {
  it('belong to a version of a dataset, each user once, under a name of their own', async () => {
    const store = await temporaryStore();
    const shop = await store.datasets.insert('shop', facts());
    const group = { dataset_id: shop.id, name: 'buyers', users: ['u2', 'u1', 'u2'], origin: 'rows 3–4 by activity' };
    const saved = await store.userGroups.save(group);
    expect(saved).toMatchObject({ name: 'buyers', users: ['u2', 'u1'], origin: 'rows 3–4 by activity' });
    await expect(store.userGroups.save(group)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('a group "buyers" already') as string,
    });
    await store.userGroups.save({ ...group, name: 'active' });
    expect((await store.userGroups.list(shop.id)).map(({ name }) => name)).toEqual(['active', 'buyers']);
    expect(await store.userGroups.list('another')).toEqual([]);
    expect(await store.verify()).toEqual([]);
  });

  it('are deleted once, and go with their dataset when it is gone for good', async () => {
    const clock = testClock();
    const store = await temporaryStore({ clock });
    const shop = await store.datasets.insert('shop', facts());
    const group = { dataset_id: shop.id, name: 'buyers', users: ['u1'], origin: '' };
    const saved = await store.userGroups.save(group);
    expect(await store.userGroups.delete(saved.id)).toEqual(saved);
    await expect(store.userGroups.delete(saved.id)).rejects.toMatchObject({ code: 'not_found' });
    await store.userGroups.save(group);
    await store.datasets.delete(shop.id);
    expect(await store.userGroups.list(shop.id)).toHaveLength(1);
    await store.datasets.purge(clock.now() + 1);
    expect(await store.userGroups.list(shop.id)).toEqual([]);
  });
});
