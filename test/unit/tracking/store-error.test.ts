import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '#runs/tracking/connect.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { thisOwner } from '#runs/tracking/owner.ts';
import { storeOver } from '#runs/tracking/store.ts';
import { facts, filesIn, newRun, query, temporaryFolder, testClock } from './fixture.ts';

/** A store whose connection the test may disturb. */
async function disturbedStore() {
  const files = filesIn(temporaryFolder());
  await (await openStore({ ...files, clock: testClock() })).close();
  const connection = connect(files);
  const { db, sqlite } = connection;
  const store = storeOver(connection, { db, sqlite, store: files, clock: testClock(), owner: thisOwner() });
  onTestFinished(() => store.close());
  const run = await store.runs.create(newRun(await store.datasets.insert('shop', facts())));
  return { files, sqlite, store, run };
}

const many = Array.from({ length: 5000 }, (_, step) => ({ name: 'loss', step, value: step }));

describe('the store', () => {
  it('says that the disk is full and where, writes nothing by halves, and goes on once there is room', async () => {
    const { files, sqlite, store, run } = await disturbedStore();
    const pages = sqlite.pragma('page_count', { simple: true });
    sqlite.pragma(`max_page_count = ${String(pages)}`);
    await expect(store.runs.logMetrics(run.id, many)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(new RegExp(`^Disk full: [\\d,]+ B free at ${dirname(files.file)}`)),
    });
    expect(await store.runs.history(run.id, 'loss')).toEqual([]);
    sqlite.pragma('max_page_count = 1000000');
    await store.runs.logMetrics(run.id, many);
    expect(await store.runs.history(run.id, 'loss')).toHaveLength(many.length);
    expect(await store.verify()).toEqual([]);
  });

  it('says that another process writes, and still answers what is asked', async () => {
    const { files, sqlite, store, run } = await disturbedStore();
    sqlite.pragma('busy_timeout = 20');
    const other = connect(files);
    onTestFinished(() => void other.sqlite.close());
    other.sqlite.exec('begin immediate');
    await expect(store.runs.update(run.id, { note: 'x' })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`The store ${files.file} is busy`),
    });
    expect((await store.runs.list(query())).total).toBe(1);
    other.sqlite.exec('rollback');
    await store.runs.update(run.id, { note: 'x' });
    expect((await store.runs.find(run.id)).note).toBe('x');
  });

  it('says that it may only be read', async () => {
    const { files, sqlite, store, run } = await disturbedStore();
    sqlite.pragma('query_only = on');
    await expect(store.runs.update(run.id, { note: 'x' })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`${files.file} can only be read`),
    });
    expect(await store.runs.find(run.id)).toEqual(run);
  });

  it('keeps writes that are asked for at once apart, each whole', async () => {
    const { store, run } = await disturbedStore();
    await Promise.all(
      Array.from({ length: 50 }, (_, step) =>
        store.runs.logMetrics(run.id, [{ name: `m${step % 5}`, step, value: step }]),
      ),
    );
    expect(Object.values((await store.runs.find(run.id)).metrics)).toEqual([45, 46, 47, 48, 49]);
    expect(await store.verify()).toEqual([]);
  });
});
