import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openStore } from '#runs/tracking/open-store.ts';
import { filesIn, temporaryFolder, testClock } from './fixture.ts';

const clock = testClock();
const settings = { host: 'db.example.org', port: 5432, database: 'shop', user: 'reader', read_only: true };

describe('saved connections', () => {
  it('are found by name and id, in order, also after the store was closed', async () => {
    const files = filesIn(temporaryFolder());
    const store = await openStore({ ...files, clock });
    const shop = await store.connections.save({ name: 'shop', settings });
    await store.connections.save({ name: 'feed', settings: { ...settings, read_only: false, tls: 'verify-full' } });
    await store.close();
    const again = await openStore({ ...files, clock });
    expect((await again.connections.list()).map(({ name }) => name)).toEqual(['feed', 'shop']);
    expect(await again.connections.find('shop')).toEqual(shop);
    expect(await again.connections.find(shop.id)).toEqual(shop);
    expect((await again.connections.find('feed')).settings).toMatchObject({ read_only: false, tls: 'verify-full' });
    expect(await again.verify()).toEqual([]);
    await again.close();
  });

  it('keep their id and age when they are changed, and their names apart', async () => {
    const store = await openStore({ ...filesIn(temporaryFolder()), clock });
    const { id, created_at } = await store.connections.save({ name: 'shop', settings });
    const changed = await store.connections.save({ id, name: 'the shop', settings: { ...settings, port: 5433 } });
    expect(changed).toMatchObject({ id, created_at, name: 'the shop', settings: { port: 5433 } });
    await expect(store.connections.save({ name: 'the shop', settings })).rejects.toMatchObject({ code: 'conflict' });
    await store.connections.delete(id);
    expect(await store.connections.list()).toEqual([]);
    await store.close();
  });

  it('that are not there are told with the nearest name', async () => {
    const store = await openStore({ ...filesIn(temporaryFolder()), clock });
    await expect(store.connections.find('shop')).rejects.toThrow('None is saved yet');
    await store.connections.save({ name: 'shop', settings });
    await expect(store.connections.find('shp')).rejects.toThrow('Did you mean "shop"?');
    await store.close();
  });

  it('hold no password, even where somebody tries', async () => {
    const files = filesIn(temporaryFolder());
    const store = await openStore({ ...files, clock });
    const planted = { ...settings, password: 'planted-pw' };
    await store.connections.save({ name: 'shop', settings: planted }).catch(() => {});
    await store.close();
    expect((await readFile(files.file)).includes('planted-pw')).toBe(false);
  });
});
