import { describe, expect, it } from 'vitest';
import type { ParamValue } from '#shared/domain/run.ts';
import type { Store } from '#runs/tracking/store.ts';
import { facts, newRun, query, temporaryStore, testClock } from './fixture.ts';

type Sketch = {
  name: string;
  algorithm?: string;
  params?: Record<string, ParamValue>;
  metrics?: Record<string, number>;
  tags?: Record<string, string>;
  seed?: number;
  note?: string;
  finished?: boolean;
};

/** A few runs, an hour apart from 2026-11-20 on. */
const sketches: Sketch[] = [
  { name: 'popularity', algorithm: 'popularity', metrics: { 'ndcg@10': 0.1, 'odd metric': 1 }, seed: 1 },
  { name: 'knn 50', params: { n_neighbors: 50, binary: true, backend: 'own' }, metrics: { 'ndcg@10': 0.4, mrr: 0 } },
  { name: 'knn 200', params: { n_neighbors: 200, binary: false, backend: null }, metrics: { 'ndcg@10': 0.35 } },
  { name: 'diverged', params: { n_neighbors: 'many' }, metrics: { 'ndcg@10': Number.NaN }, tags: { stage: 'Bad_1' } },
  { name: 'nothing logged', tags: { stage: 'new', version: '10' }, note: "Mira's", finished: false },
];

async function storeOfSketches(): Promise<Store> {
  const clock = testClock();
  const store = await temporaryStore({ clock });
  const dataset = await store.datasets.insert('shop', facts());
  for (const {
    name,
    algorithm = 'user_knn',
    params = {},
    metrics = {},
    tags = {},
    seed = 42,
    note = '',
    finished = true,
  } of sketches) {
    const run = await store.runs.create(newRun(dataset, { name, algorithm, params, tags, seed, note }));
    await store.runs.logMetrics(
      run.id,
      Object.entries(metrics).map(([metric, value]) => ({ name: metric, step: 0, value })),
    );
    if (finished) await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1000 * run.number });
    clock.turn(3_600_000);
  }
  return store;
}

const found = async (store: Store, filter: string, order_by = 'number') =>
  (await store.runs.list(query({ filter, order_by }))).runs.map(({ number }) => number);

describe('a filter', () => {
  const examples: [filter: string, numbers: number[]][] = [
    ['', [1, 2, 3, 4, 5]],
    ['   ', [1, 2, 3, 4, 5]],
    ['ndcg@10 > 0.3', [2, 3]],
    ['ndcg@10>=.35 AND n_neighbors<100', [2]],
    ['ndcg@10 > 0.3 and algorithm = "user_knn"', [2, 3]],
    ['algorithm = popularity or params.n_neighbors = 200', [1, 3]],
    ['not algorithm = user_knn', [1]],
    ['not (ndcg@10 > 0.3 or algorithm = popularity)', [4, 5]],
    ['not not algorithm = popularity', [1]],
    ['name = x or name = "knn 50" and mrr = 1', []],
    ['(name = x or name = "knn 50") and mrr = 0', [2]],
    // Missing, zero, not-a-number.
    ['ndcg@10 is null', [5]],
    ['ndcg@10 is not null', [1, 2, 3, 4]],
    ['ndcg@10 = NaN', [4]],
    ['ndcg@10 != nan', [1, 2, 3]],
    ['ndcg@10 != 0.4', [1, 3, 4]],
    ['mrr = 0', [2]],
    ['ndcg@10 < 1000', [1, 2, 3]],
    // Params keep their types.
    ['n_neighbors = 50', [2]],
    ['n_neighbors = "50"', []],
    ['n_neighbors = many', [4]],
    ['n_neighbors != 50', [3, 4]],
    ['n_neighbors > 10', [2, 3]],
    ['binary = true', [2]],
    ['binary != true', [3]],
    ['backend is null', [1, 3, 4, 5]],
    ['params.backend = own', [2]],
    // Lists and patterns.
    ['n_neighbors in (50, 200, 300)', [2, 3]],
    ['n_neighbors not in (50)', [3, 4]],
    ['ndcg@10 in (0.1, NaN)', [1, 4]],
    ["status in ('FINISHED', failed)", [1, 2, 3, 4]],
    ['name like "knn%"', [2, 3]],
    ['name ILIKE "KNN _0"', [2]],
    ['name not like "%n%"', [1, 4]],
    ['tags.stage like "bad\\_%"', [4]],
    ['tags.stage like "bad\\%"', []],
    ['n_neighbors like "m%"', [4]],
    // Quoted names, prefixes, quotes inside.
    ['`odd metric` = 1', [1]],
    ['metrics.`odd metric` = 1', [1]],
    ['"metrics.odd metric" = 1', [1]],
    ["note = 'Mira''s'", [5]],
    ['tags.version = 10', [5]],
    ['stage = new', [5]],
    ['attributes.name = diverged', [4]],
    // Attributes.
    ['status = queued', [5]],
    ['seed = 1', [1]],
    ['number > 3', [4, 5]],
    ['experiment = default and dataset = shop and dataset_version = 1', [1, 2, 3, 4, 5]],
    ['split = temporal and candidates = all', [1, 2, 3, 4, 5]],
    ['duration_ms >= 3000', [3, 4]],
    ['duration_ms is null', [5]],
    ['created_at >= 2026-11-20', [1, 2, 3, 4, 5]],
    ['created_at < "2026-11-20 02:00"', [1, 2]],
    ['created_at < 2026-11-20T03:00+01:00', [1, 2]],
    // Words to look for.
    ['knn', [2, 3, 4, 5]],
    ['KNN 50', [2]],
    ['"knn 50"', [2]],
    ['bad_', [4]],
    ['%', []],
    ['diver-ged', [4]],
    ['Bad1', [4]],
    ['"Bad1"', []],
    ['50 knn', [2]],
    ['algo:userknn', [2, 3, 4, 5]],
    ['algo:pop', [1]],
    ['dataset:shop status:finished 200', [3]],
    ['tag:stage:new', [5]],
    ['name:"knn 50"', [2]],
    ['a:b', []],
    ['/^knn \\d+$/', [2, 3]],
    ['/KNN|diverged/', [2, 3, 4, 5]],
    ['name:/5|g/', [2, 4, 5]],
    ['/bad\\/_1/', []],
    ['/knn/ ndcg@10 > 0.36', [2]],
    ['algo:knn ndcg@10 > 0.3 /200/', [3]],
    ['not /knn/', [1]],
    ['(/50/ or /200/) and binary = true', [2]],
    ['knn (seed = 42)', [2, 3, 4, 5]],
    ['/data/shop', []],
    ['nothing and not status = finished', [5]],
  ];
  it('finds what it says', async () => {
    const store = await storeOfSketches();
    for (const [filter, numbers] of examples) expect([filter, await found(store, filter)]).toEqual([filter, numbers]);
  });

  const refusals: [filter: string, message: string][] = [
    [
      'ndgc@10 > 0.3',
      'at position 1 ("ndgc@10"): no run has an attribute, metric, param or tag named "ndgc@10". Did you mean "ndcg@10"?',
    ],
    [
      'algorithm = user_knn and params.n_neighbours = 5',
      'at position 26 ("params.n_neighbours"): no run has a param named "n_neighbours". Did you mean "n_neighbors"?',
    ],
    ['ndcg > 0.3', 'Did you mean "ndcg@10"?'],
    ['ndcg@10 >', 'at the end: expected a value.'],
    ['ndcg@10 > 0.3 and', 'at the end: expected a name'],
    ['ndcg@10 > 0.3 algorithm = x', 'at position 15 ("algorithm"): expected "and", "or" or the end.'],
    ['(ndcg@10 > 0.3', 'at the end: expected ")".'],
    ['ndcg@10 > 0.3)', 'expected "and", "or" or the end.'],
    ['ndcg@10 => 0.3', '"=>" is no comparison'],
    ['name = "open', 'at position 8 (""open"): this quote is never closed'],
    ['name = null', '"is null"'],
    ['ndcg@10 > high', '"ndcg@10" is a number'],
    ['ndcg@10 < NaN', 'NaN can only be compared with = and !='],
    ['ndcg@10 like "0%"', '"like" is for text'],
    ['n_neighbors > true', 'can only be compared with = and !='],
    ['seed = "x"', '"seed" is a number'],
    ['name > 5', 'Put it in quotes'],
    ['status = FINISHD', 'Did you mean "FINISHED"?'],
    ['created_at > yesterday', 'Write it as 2026-11-20'],
    ['name in ()', 'expected a value'],
    ['name in (a b)', 'expected ")"'],
    ['name is 5', 'expected "null"'],
    ['name not 5', 'expected "in" or "like"'],
    ['ndcg@10 > 1e999', 'too large'],
    ['name = a; drop table runs', 'at position 9'],
    ['not', 'expected a name'],
    ['/(/', 'this is no regular expression'],
    ['/(a+)+$/', 'a repeated group must not repeat'],
    ['/a*b*c*d*e*/', 'repeats without bound more than 4 times'],
    ['seed:/1/', '"seed" is no text'],
    ['algo:', 'expected what to look for'],
    ['ndcg@10 > 0.3 knn', 'expected "and", "or" or the end.'],
    ['and', 'expected a name'],
    [`${'('.repeat(2000)}a`, 'nested more than 50 deep'],
    [`${'not '.repeat(2000)}a`, 'nested more than 50 deep'],
    [Array.from({ length: 300 }, () => 'seed = 1').join(' or '), 'more than 200 conditions'],
    [`name = "${'x'.repeat(20_000)}"`, 'longer than 10000 characters'],
  ];
  it('that cannot be read says where it stops making sense, and why', async () => {
    const store = await storeOfSketches();
    for (const [filter, message] of refusals) {
      const refused = store.runs.list(query({ filter }));
      await expect(refused).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining(message) });
    }
    expect(await found(store, '')).toHaveLength(sketches.length);
  });

  it('knows the metrics of the catalogue before any run has them', async () => {
    const store = await temporaryStore();
    expect(await found(store, 'ndcg@10 > 0.3 and recall@20 is null', 'mrr')).toEqual([]);
  });

  it('of two hundred conditions is still answered', async () => {
    const store = await storeOfSketches();
    expect(await found(store, Array.from({ length: 200 }, () => 'ndcg@10 > 0.3').join(' and '))).toEqual([2, 3]);
    expect(await found(store, `${'('.repeat(50)}seed = 1${')'.repeat(50)}`)).toEqual([1]);
  });
});

describe('an order', () => {
  const examples: [order: string, numbers: number[]][] = [
    ['', [5, 4, 3, 2, 1]],
    ['created_at', [1, 2, 3, 4, 5]],
    ['ndcg@10 desc', [2, 3, 1, 4, 5]],
    ['ndcg@10 asc', [1, 3, 2, 4, 5]],
    ['ndcg@10', [2, 3, 1, 4, 5]],
    ['mrr asc, name', [2, 4, 3, 5, 1]],
    ['n_neighbors', [2, 3, 4, 5, 1]],
    ['n_neighbors desc', [3, 2, 4, 5, 1]],
    ['algorithm, ndcg@10 desc', [1, 2, 3, 4, 5]],
    ['tags.stage desc', [5, 4, 3, 2, 1]],
    ['duration_ms', [1, 2, 3, 4, 5]],
    ['duration_ms DESC', [4, 3, 2, 1, 5]],
    ['binary desc', [2, 3, 5, 4, 1]],
    ['dataset, `odd metric`', [1, 5, 4, 3, 2]],
  ];
  it('puts not-a-number behind the numbers and missing values last, equal runs newest first', async () => {
    const store = await storeOfSketches();
    for (const [order, numbers] of examples) expect([order, await found(store, '', order)]).toEqual([order, numbers]);
  });

  it('goes by the sequence where the clock was turned back', async () => {
    const clock = testClock();
    const store = await temporaryStore({ clock });
    const dataset = await store.datasets.insert('shop', facts());
    await store.runs.create(newRun(dataset));
    clock.jump(-86_400_000);
    await store.runs.create(newRun(dataset));
    expect(await found(store, '', 'created_at desc')).toEqual([2, 1]);
  });

  it('that cannot be read says where', async () => {
    const store = await storeOfSketches();
    const refusals: [order: string, message: string][] = [
      ['ndgc@10 desc', 'Did you mean "ndcg@10"?'],
      ['name sideways', 'at position 6 ("sideways"): expected "asc", "desc", "," or the end.'],
      ['name,', 'at the end: expected a name'],
      ['name = 5', 'expected "asc"'],
      [Array.from({ length: 11 }, () => 'name').join(), 'more than 10 keys'],
    ];
    for (const [order_by, message] of refusals) {
      const refused = store.runs.list(query({ order_by }));
      await expect(refused).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining(message) });
    }
  });
});

describe('a page', () => {
  it('is a part of the order, with the number of all', async () => {
    const store = await storeOfSketches();
    const { runs, total } = await store.runs.list(query({ order_by: 'number', limit: 2, offset: 2 }));
    expect([runs.map(({ number }) => number), total]).toEqual([[3, 4], 5]);
    expect((await store.runs.list(query({ offset: 10 }))).runs).toEqual([]);
  });
});
