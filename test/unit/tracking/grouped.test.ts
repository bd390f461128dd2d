import { describe, expect, it } from 'vitest';
import type { GroupQuery } from '#shared/domain/run-query.ts';
import { RunGroup } from '#shared/domain/run-group.ts';
import type { NewRun } from '#runs/tracking/create-run.ts';
import type { Store } from '#runs/tracking/store.ts';
import { facts, newRun, query as runQuery, temporaryStore } from './fixture.ts';

const query = (changes: Partial<GroupQuery> = {}): GroupQuery => ({ ...runQuery(changes), by: 'seed', ...changes });

const ndcgOfSeeds = [0.3989, 0.4012, 0.3954, 0.4001, 0.3977];

async function logRun(store: Store, changes: Partial<NewRun>, ndcg: number | null): Promise<string> {
  const dataset = await store.datasets.find('shop');
  const run = await store.runs.create(newRun(dataset, changes));
  if (ndcg !== null) await store.runs.logMetrics(run.id, [{ name: 'ndcg@10', step: 0, value: ndcg }]);
  await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: run.number });
  return run.id;
}

async function storeOfSeeds(): Promise<Store> {
  const store = await temporaryStore();
  await store.datasets.insert('shop', facts());
  for (const [seed, value] of ndcgOfSeeds.entries()) {
    await logRun(store, { name: `knn ${seed}`, seed, params: { n_neighbors: 50, seed } }, value);
    await logRun(store, { name: `pop ${seed}`, algorithm: 'popularity', seed, params: { seed } }, 0.1);
  }
  return store;
}

describe('runs that differ only in the seed', () => {
  it('are one row with the mean and the interval that scipy gives', async () => {
    const store = await storeOfSeeds();
    const { groups, total } = await store.runs.grouped(query({ order_by: 'ndcg@10 desc' }));
    expect(total).toBe(2);
    expect(groups.map((group) => RunGroup.parse(group))).toEqual(groups);
    const [knn, popularity] = groups;
    expect(knn).toMatchObject({ algorithm: 'user_knn', name: 'knn 4', params: { n_neighbors: 50 } });
    expect(knn!.params).not.toHaveProperty('seed');
    const members = await Promise.all(knn!.runs.map((id) => store.runs.find(id)));
    expect(members.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4]);
    const { n, mean, sd, ci } = knn!.metrics['ndcg@10']!;
    expect(n).toBe(5);
    expect(mean).toBeCloseTo(0.39866, 12);
    expect(sd).toBeCloseTo(0.0022434348664492247, 12);
    expect(ci![0]).toBeCloseTo(0.39587440769401494, 10);
    expect(ci![1]).toBeCloseTo(0.4014455923059851, 10);
    expect(popularity!.metrics['ndcg@10']).toMatchObject({ n: 5, sd: 0 });
  });

  it('are sorted by the mean, filtered run by run, and paged', async () => {
    const store = await storeOfSeeds();
    const names = async (changes: Parameters<typeof query>[0]) =>
      (await store.runs.grouped(query(changes))).groups.map(({ algorithm, runs }) => `${algorithm} ${runs.length}`);
    expect(await names({ order_by: 'ndcg@10 asc' })).toEqual(['popularity 5', 'user_knn 5']);
    expect(await names({ order_by: 'algorithm desc' })).toEqual(['user_knn 5', 'popularity 5']);
    expect(await names({})).toEqual(['popularity 5', 'user_knn 5']);
    expect(await names({ filter: 'ndcg@10 > 0.398' })).toEqual(['user_knn 3']);
    expect(await names({ order_by: 'ndcg@10', limit: 1, offset: 1 })).toEqual(['popularity 5']);
    expect(await names({ filter: 'seed > 99' })).toEqual([]);
  });

  it('are told from runs that differ in anything else', async () => {
    const store = await temporaryStore();
    await store.datasets.insert('shop', facts());
    const differing: Partial<NewRun>[] = [
      {},
      { algorithm: 'item_knn' },
      { params: { n_neighbors: 51, seed: 42 } },
      { params: { n_neighbors: '50', seed: 42 } },
      { params: { n_neighbors: 50, seed: 42, shrinkage: 0 } },
      { ks: [5, 10, 20] },
      { split: { kind: 'random', fingerprint: 's'.repeat(64), candidates: 'all' } },
      { split: { kind: 'temporal', fingerprint: 's'.repeat(64), candidates: 'sampled:100' } },
    ];
    for (const changes of differing) await logRun(store, changes, 0.5);
    expect((await store.runs.grouped(query())).total).toBe(differing.length);
  });

  it('stay together when their params are logged later, in any order', async () => {
    const store = await temporaryStore();
    const dataset = await store.datasets.insert('shop', facts());
    const first = await store.runs.create(newRun(dataset, { params: { a: 1, b: 2, seed: 1 } }));
    const second = await store.runs.create(newRun(dataset, { params: { seed: 2 } }));
    expect((await store.runs.grouped(query())).total).toBe(2);
    await store.runs.logParams(second.id, { b: 2, a: 1 });
    const { groups } = await store.runs.grouped(query());
    expect(groups.map(({ runs }) => runs)).toEqual([[first.id, second.id]]);
    expect(await store.verify()).toEqual([]);
  });

  it('say how many of them a mean is of: missing and not-a-number are left out', async () => {
    const store = await temporaryStore();
    await store.datasets.insert('shop', facts());
    for (const [seed, value] of [0.25, Number.NaN, null, 0.75].entries()) {
      await logRun(store, { seed, params: { seed } }, value);
    }
    await logRun(store, { algorithm: 'random' }, Number.NaN);
    const { groups } = await store.runs.grouped(query({ order_by: 'ndcg@10' }));
    expect(groups.map(({ runs, metrics }) => [runs.length, metrics['ndcg@10']])).toEqual([
      [4, expect.objectContaining({ n: 2, mean: 0.5 })],
      [1, { n: 0, mean: 'NaN', sd: null, ci: null }],
    ]);
  });
});
