import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { requireOneKind } from '#runs/handlers/require-kind.ts';
import { connect } from '#runs/tracking/connect.ts';
import { migrate } from '#runs/tracking/migrate.ts';
import { migrations } from '#runs/tracking/migrations.ts';
import type { StoreFiles } from '#runs/tracking/store-files.ts';
import { facts, filesIn, newRun, query, temporaryFolder, temporaryStore, testClock } from './fixture.ts';
import { newVersion, queryFacts } from './samples.ts';

const clock = testClock();

/** Two kinds in one store: each with a dataset, a run and a model. */
async function mixed() {
  const store = await temporaryStore({ clock });
  const shop = await store.datasets.insert('shop', facts());
  const run = await store.runs.create(newRun(shop));
  await store.models.register(newVersion(run));
  const samples = await store.queryDatasets.insert('queries', queryFacts());
  const about = { kind: 'query_performance', experiment: 'slow queries', dataset: samples } as const;
  const split = { kind: 'by-query', fingerprint: 'p'.repeat(64), candidates: 'all' } as const;
  const slow = await store.runs.create(newRun(shop, { ...about, algorithm: 'ridge', split, ks: [] }));
  await store.models.register(newVersion(slow, { model: 'latency', kind: 'query_performance' }));
  return { store, shop, run, slow, samples };
}

/** A store as the program of before there were kinds left it, with a row that a bit was flipped in where that is asked for. */
async function storeBeforeKinds({ damaged }: { damaged: boolean }): Promise<StoreFiles> {
  const store = filesIn(temporaryFolder());
  const empty = new Database(store.file);
  empty.pragma('application_id = 0x4b494e44');
  empty.close();
  const connection = connect(store);
  await migrate(connection, store, migrations.slice(0, 8));
  const put = (table: string, row: Record<string, string | number>) => {
    const sealed = { ...row, crc: crc32(JSON.stringify(Object.values(row))) };
    const names = Object.keys(sealed);
    const values = names.map((name) => `@${name}`);
    connection.sqlite.prepare(`insert into ${table} (${names.join()}) values (${values.join()})`).run(sealed);
  };
  put('experiments', { id: 'experiment000000', name: 'default', created_at: 0 });
  put('models', { id: 'model00000000000', name: 'knn', created_at: 0 });
  const shop = { id: 'dataset000000000', name: 'shop', version: 1, fingerprint: 'f'.repeat(64), created_at: 0 };
  put('datasets', { ...shop, facts: JSON.stringify(facts()) });
  if (damaged) connection.sqlite.exec(`update experiments set name = 'defauld'`);
  connection.sqlite.close();
  return store;
}

describe('a store from before there were kinds', () => {
  it('becomes one of recommenders, with every checksum right', async () => {
    const store = await temporaryStore({ ...(await storeBeforeKinds({ damaged: false })), clock });
    expect(await store.verify()).toEqual([]);
    expect(await store.experiments.list('recommender')).toMatchObject([{ name: 'default', kind: 'recommender' }]);
    expect(await store.datasets.list()).toMatchObject([{ name: 'shop', kind: 'recommender' }]);
    expect(await store.models.list()).toMatchObject([{ name: 'knn', kind: 'recommender' }]);
  });

  it('keeps saying of a damaged row that it is damaged', async () => {
    const store = await temporaryStore({ ...(await storeBeforeKinds({ damaged: true })), clock });
    expect(await store.verify()).toEqual(['Experiment "defauld": its row is damaged.']);
  });
});

describe('lists', () => {
  it('show what is of their kind', async () => {
    const { store, run, slow } = await mixed();
    const about = query({ kind: 'query_performance' });
    expect((await store.runs.list(query())).runs.map(({ id }) => id)).toEqual([run.id]);
    expect((await store.runs.list(about)).runs.map(({ id, kind }) => [id, kind])).toEqual([
      [slow.id, 'query_performance'],
    ]);
    expect(await store.runs.grouped({ ...query(), by: 'seed' })).toMatchObject({ total: 1, runs: 1 });
    expect(await store.runs.columns(query())).toMatchObject({ total: 1 });
    expect((await store.experiments.list('recommender')).map(({ name }) => name)).toEqual(['default']);
    expect((await store.experiments.list('query_performance')).map(({ name }) => name)).toEqual(['slow queries']);
    expect((await store.datasets.list()).map(({ name }) => name)).toEqual(['shop']);
    expect((await store.models.list('recommender')).map(({ name }) => name)).toEqual(['knn']);
    expect((await store.models.list('query_performance')).map(({ name }) => name)).toEqual(['latency']);
  });
});

describe('what is of one kind', () => {
  it('is not made from, nor named like, something of another', async () => {
    const { store, shop, run, slow, samples } = await mixed();
    await expect(store.datasets.find(samples.id)).rejects.toThrow(
      'Dataset "queries" is about query performance, not about recommenders.',
    );
    await expect(store.datasets.insert('queries', facts())).rejects.toMatchObject({ code: 'conflict' });
    await expect(store.runs.create(newRun(shop, { kind: 'query_performance' }))).rejects.toThrow(
      'A run about query performance cannot use dataset "shop", which is about recommenders.',
    );
    await expect(store.runs.create(newRun(shop, { experiment: 'slow queries' }))).rejects.toThrow(
      'Experiment "slow queries" is about query performance, not about recommenders.',
    );
    await expect(store.models.next({ name: 'knn', kind: 'query_performance' }, slow.id)).rejects.toThrow(
      'Model "knn" is about recommenders, and this is about query performance.',
    );
    await expect(store.models.register(newVersion(slow, { version: 2, kind: 'query_performance' }))).rejects.toThrow(
      'Model "knn" is about recommenders',
    );
    expect(() => requireOneKind([run, slow])).toThrow(
      'Runs of different kinds cannot be compared: run 1 is about recommenders, run 2 about query performance.',
    );
    expect(requireOneKind([run, run])).toBe('recommender');
  });
});

it('datasets of another kind are kept by the same rules', async () => {
  const { queryDatasets, datasets } = await temporaryStore({ clock });
  await datasets.insert('shop', facts());
  await expect(queryDatasets.find('shop')).rejects.toThrow('Dataset "shop" is about recommenders, not about query');
  await expect(queryDatasets.find('slow')).rejects.toThrow(
    'There is none yet: make one with `kindred queries sample`.',
  );
  const first = await queryDatasets.insert('slow', queryFacts('1'));
  expect(await queryDatasets.insert('slow', queryFacts('1'))).toEqual(first);
  expect(await queryDatasets.insert('slow', queryFacts('2'))).toMatchObject({ version: 2 });
  expect((await queryDatasets.list()).map(({ version }) => version)).toEqual([2, 1]);
  expect(await queryDatasets.find('slow@1')).toEqual(first);
  await queryDatasets.delete(first.id);
  expect((await queryDatasets.deleted()).map(({ id }) => id)).toEqual([first.id]);
  expect(await datasets.deleted()).toEqual([]);
  expect(await queryDatasets.restore('slow')).toEqual(first);
});
