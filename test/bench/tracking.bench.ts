/**
 * The tracking store: opening, logging, and searches over 10,000 runs with every metric of the catalogue: `npm run bench tracking`.
 * Every figure is a median.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RunQuery } from '#shared/domain/run-query.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import type { Store } from '#runs/tracking/store.ts';
import { newRun } from '../unit/tracking/samples.ts';
import { measure } from './bench.ts';
import { fillStore, metricNames } from './fill-store.ts';

const runs = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
const files = { file: join(folder, 'kindred.db'), backups: join(folder, 'backups') };

try {
  await fillStore(files, runs);
  const megabytes = (statSync(files.file).size / 1e6).toFixed(0);
  console.log(`\n${runs} runs, ${metricNames.length} metrics each, ${megabytes} MB`);
  await measure('open, close', async () => (await openStore({ ...files, clock: systemClock })).close());
  const store = await openStore({ ...files, clock: systemClock });
  await measureSearches(store);
  await measureWrites(store);
  await measure('verify: structure and every row', () => store.verify(), { runs: 1 });
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureSearches(store: Store): Promise<void> {
  const page: RunQuery = {
    kind: 'recommender',
    filter: '',
    order_by: 'created_at desc',
    limit: 100,
    offset: 0,
    deleted: false,
  };
  const searches: [name: string, query: Partial<RunQuery>][] = [
    ['the newest 100', {}],
    ['the newest 1,000, whole', { limit: 1000 }],
    ['sorted by a metric', { order_by: 'ndcg@10 desc' }],
    ['sorted by a metric, ascending', { order_by: 'train_ms asc' }],
    ['sorted by a number param', { order_by: 'params.n_neighbors desc' }],
    ['sorted by a text param', { order_by: 'params.neighbourhood' }],
    ['sorted by duration', { order_by: 'duration_ms desc' }],
    ['sorted by two metrics and a param', { order_by: 'hit_rate@20, mrr, n_neighbors' }],
    ['filtered by a metric and the algorithm', { filter: 'ndcg@10 > 0.3 and algorithm = "user_knn"' }],
    ['filtered by two params, sorted by a metric', { filter: 'n_neighbors = 50 and shrinkage < 1', order_by: 'ndcg@10 desc' }], // prettier-ignore
    ['filtered by words, sorted by a metric', { filter: 'knn', order_by: 'ndcg@10 desc' }],
    ['filtered by a tag or a missing metric', { filter: 'stage = candidate or ndcg@10 is null' }],
    ['the last page of a sort', { order_by: 'ndcg@10 desc', offset: runs - 100 }],
  ];
  for (const [name, query] of searches) await measure(name, () => store.runs.list({ ...page, ...query }));
  // The sort alone, without the hundred whole runs of a page.
  for (const order_by of ['ndcg@10 desc', 'n_neighbors desc'])
    await measure(`sorted by ${order_by}, one run`, () => store.runs.list({ ...page, order_by, limit: 1 }));
  await measure('groups by seed, sorted by a mean', () =>
    store.runs.grouped({ ...page, order_by: 'ndcg@10 desc', by: 'seed' }),
  );
  await measure('a run by name', () => store.runs.find('user_knn n_neighbors=50'));
}

async function measureWrites(store: Store): Promise<void> {
  const dataset = await store.datasets.find('shop');
  const run = await store.runs.create(newRun(dataset));
  const commit = await measure('one row by SQLite itself, committed', commitByHand(), { runs: 200 });
  let step = 0;
  const log = (count: number) => () =>
    store.runs.logMetrics(run.id, Array.from({ length: count }, (_, index) => ({ name: metricNames[index % metricNames.length]!, step: ++step, value: step }))); // prettier-ignore
  const one = await measure('1 metric, committed', log(1), { runs: 200, against: commit });
  const batch = await measure('500 metrics in one batch, committed', log(500), { runs: 50 });
  await measure('a run created with 2 params', () => store.runs.create(newRun(dataset)), { runs: 50 });
  console.log(`${Math.round(1000 / one)} acknowledged writes/s, ${Math.round(500_000 / batch)} metrics/s in batches`);
}

/** The least that any durable write costs here: one row, one transaction, the same settings. */
function commitByHand(): () => void {
  const sqlite = new Database(join(folder, 'by-hand.db'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.exec('create table t (run integer, name text, step integer, value real)');
  const insert = sqlite.prepare('insert into t values (1, ?, 1, 0.5)');
  return () => void insert.run('ndcg@10');
}
