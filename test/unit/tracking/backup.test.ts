import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '#runs/tracking/open-store.ts';
import { restoreStore } from '#runs/tracking/restore.ts';
import { backupsIn, type StoreFiles } from '#runs/tracking/store-files.ts';
import { facts, filesIn, newRun, query, temporaryFolder, testClock } from './fixture.ts';

const clock = testClock();

async function storeWithRun(): Promise<StoreFiles & { store: Awaited<ReturnType<typeof openStore>> }> {
  const files = filesIn(temporaryFolder());
  const store = await openStore({ ...files, clock });
  onTestFinished(() => store.close());
  await store.runs.create(newRun(await store.datasets.insert('shop', facts())));
  return { ...files, store };
}

const namesIn = async (files: StoreFiles): Promise<string[]> => {
  const store = await openStore({ ...files, clock });
  const { runs } = await store.runs.list(query({ order_by: 'number' }));
  await store.close();
  return runs.map(({ name }) => name);
};

describe('a backup', () => {
  it('is a whole store in one file, taken while runs are written', async () => {
    const { store, backups } = await storeWithRun();
    const dataset = await store.datasets.find('shop');
    const to = join(backups, 'kindred-1.db');
    const [{ path, bytes }] = await Promise.all([
      store.backup(to),
      ...Array.from({ length: 20 }, () => store.runs.create(newRun(dataset))),
    ]);
    expect(path).toBe(to);
    expect(bytes).toBe(statSync(to).size);
    expect(readdirSync(backups)).toEqual(['kindred-1.db']);
    const copy = await openStore({ file: to, backups, clock });
    onTestFinished(() => copy.close());
    expect(await copy.verify()).toEqual([]);
    expect((await copy.runs.list(query())).total).toBeGreaterThan(0);
  });

  it('never replaces a file', async () => {
    const { store, backups, file } = await storeWithRun();
    const to = join(dirname(file), 'notes.txt');
    writeFileSync(to, 'mine');
    await expect(store.backup(to)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(to) });
    expect(readFileSync(to, 'utf8')).toBe('mine');
    expect(existsSync(backups)).toBe(false);
  });

  it('is one of the five newest in the backups folder; elsewhere it stays', async () => {
    const { store, backups, file } = await storeWithRun();
    for (let n = 1; n <= 7; n++) await store.backup(join(backups, `kindred-${n}.db`));
    for (let n = 1; n <= 7; n++) await store.backup(join(dirname(file), 'usb stick', `kindred-${n}.db`));
    expect(backupsIn(backups).map((path) => path.slice(-4, -3))).toEqual(['7', '6', '5', '4', '3']);
    expect(readdirSync(join(dirname(file), 'usb stick'))).toHaveLength(7);
  });
});

describe('restoring', () => {
  it('brings the newest backup back and keeps the old store beside it', async () => {
    const { store, file, backups } = await storeWithRun();
    const { path } = await store.backup(join(backups, 'kindred-1.db'));
    await store.runs.create(newRun(await store.datasets.find('shop'), { name: 'after the backup' }));
    await store.close();
    const { from, kept } = restoreStore({ file, backups });
    expect(from).toBe(path);
    expect(await namesIn({ file, backups })).toEqual(['user_knn n_neighbors=50']);
    expect(await namesIn({ file: kept!, backups })).toContain('after the backup');
    expect(restoreStore({ file, backups }).kept).not.toBe(kept);
  });

  it('puts a store in the place of one that cannot be opened', async () => {
    const { store, file, backups } = await storeWithRun();
    await store.backup(join(backups, 'kindred-1.db'));
    await store.close();
    truncateSync(file, 5000);
    await expect(openStore({ file, backups, clock })).rejects.toMatchObject({ code: 'unavailable' });
    const { kept } = restoreStore({ file, backups });
    expect(statSync(kept!).size).toBe(5000);
    expect(await namesIn({ file, backups })).toHaveLength(1);
  });

  it('works where the store is gone', async () => {
    const { store, backups, file } = await storeWithRun();
    await store.backup(join(backups, 'kindred-1.db'));
    await store.close();
    const moved = { file: join(dirname(file), 'elsewhere', 'kindred.db'), backups };
    expect(restoreStore(moved).kept).toBeNull();
    expect(await namesIn(moved)).toHaveLength(1);
  });

  it('is refused, with the store as it was, when the store is in use, or the backup is missing, damaged or foreign', async () => {
    const { store, file, backups } = await storeWithRun();
    expect(() => restoreStore({ file, backups })).toThrow(/There is no backup in .* Name one with/);
    expect(() => restoreStore({ file, backups, from: join(backups, 'gone.db') })).toThrow(
      /There is no backup .*gone\.db/,
    );
    const { path } = await store.backup(join(backups, 'kindred-1.db'));
    expect(() => restoreStore({ file, backups })).toThrow(/is in use\. Close Kindred everywhere/);
    await store.close();

    const before = readFileSync(file);
    const whole = readFileSync(path);
    const damaged = Buffer.from(whole);
    damaged.fill(0x55, 3 * 4096, 4 * 4096);
    for (const bytes of [damaged, whole.subarray(0, 9000), Buffer.from('hello'), Buffer.alloc(0)]) {
      writeFileSync(path, bytes);
      expect(() => restoreStore({ file, backups })).toThrow(path);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(readdirSync(dirname(file)).sort()).toEqual(['backups', 'kindred.db']);
    }
  });
});
