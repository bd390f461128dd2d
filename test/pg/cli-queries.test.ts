import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { QueryDataset, QueryPlan } from '#shared/domain/query-dataset.ts';
import { featureNames } from '#shared/domain/query-features.ts';
import type { QueryPrediction, QueryRunReport } from '#shared/domain/query-report.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Sweep, SweepPlan } from '#shared/domain/sweep.ts';
import { temporaryHome, type Home } from '../hosts/cli/kindred.ts';
import { startStatisticsServer, type StatisticsServer } from './statistics-server.ts';

let server: StatisticsServer;
let home: Home;
let address: string;

beforeAll(async () => {
  [server, home] = await Promise.all([startStatisticsServer(), temporaryHome()]);
  const { password, host } = new URL(server.url);
  address = `postgres:postgresql://postgres@${host}/postgres`;
  vi.stubEnv('PGPASSWORD', password);
  // Each table has rows as many as its number says, so that times differ.
  for (const table of Array.from({ length: 40 }, (_, at) => at + 1)) {
    await server.run(
      `create table sized_${table} as select n, n % 5 as fifth, md5(n::text) as label from generate_series(1, ${table * 500}) as n`,
      `analyze sized_${table}`,
      `select count(*) from sized_${table}`,
      `select fifth, max(label) from sized_${table} group by fifth`,
    );
  }
}, 240_000);

afterAll(async () => {
  await home?.remove();
  await server?.stop();
  vi.unstubAllEnvs();
});

describe('queries on the command line', () => {
  it('are sampled, trained on, listed and predicted', { timeout: 240_000 }, async () => {
    expect(await home.answer('queries check --database', address)).toMatchObject({ ready: true });
    const { dataset } = await home.answer<{ dataset: QueryDataset }>(
      'queries sample --name sized --set looks=1 --source',
      address,
    );
    expect(dataset).toMatchObject({ name: 'sized', version: 1, queries: 80, samples: 80 });
    const { datasets } = await home.answer<{ datasets: QueryDataset[] }>('queries list');
    expect(datasets).toEqual([dataset]);
    const shown = await home.answer<{ slowest: unknown[] }>('queries show sized --slowest 3');
    expect(shown.slowest).toHaveLength(3);

    const { run, report } = await home.answer<{ run: Run; report: QueryRunReport }>(
      'queries train --dataset sized --algorithm ridge --set alpha=0.5 --target-scale log --folds 4 --learning-curve 2 --permutations 3 --tag from=cli',
    );
    expect(run).toMatchObject({
      status: 'FINISHED',
      kind: 'query_performance',
      name: 'ridge alpha=0.5',
      tags: { from: 'cli' },
      params: { alpha: 0.5, target_scale: 'log', n_folds: 4, imputation: 'mean', learning_curve: 2 },
    });
    expect(run.metrics['r2']).toBe(report.errors.r2);
    expect(report.learning_curve).toHaveLength(2);

    const { runs } = await home.answer<{ runs: Run[] }>('runs list --kind query_performance');
    expect(runs.map(({ id }) => id)).toEqual([run.id]);
    expect((await home.answer<{ runs: Run[] }>('runs list')).runs).toEqual([]);

    const sql = ['--sql', 'select count(*) from sized_7'];
    const plan = await home.answer<QueryPlan>('queries explain --database', address, ...sql);
    const bySql = await home.answer<QueryPrediction>(`queries predict --run ${run.number} --database`, address, ...sql);
    expect(bySql.features).toEqual(plan.features);
    const list = featureNames.map((name) => plan.features[name]);
    const byList = await home.answer<QueryPrediction>(
      `queries predict --run ${run.number} --features`,
      JSON.stringify(list),
    );
    expect(byList).toEqual(bySql);

    const text = await home.kindred(`queries predict --run ${run.number} --features`, JSON.stringify(list));
    expect(text.stdout).toMatch(/ms; 90 % of such queries take .* ms\./);
    expect(await home.kindred('queries delete sized')).toMatchObject({ code: 1 });

    const search =
      'queries sweep --dataset sized --algorithm ridge --over alpha=0.1,1e6 --learning-curve 0 --permutations 0';
    const planned = await home.answer<{ plan: SweepPlan }>(`${search} --seeds 2 --dry-run`);
    expect(planned.plan).toMatchObject({ trials: 2, runs: 4, metric: 'mae_ms' });
    const { sweep } = await home.answer<{ sweep: Sweep }>(search);
    expect(sweep).toMatchObject({
      kind: 'query_performance',
      status: 'FINISHED',
      progress: { finished: 2, failed: 0 },
    });
    const found = `runs list --kind query_performance --filter tags.sweep="${sweep.id}" --order-by mae_ms`;
    const best = (await home.answer<{ runs: Run[] }>(found)).runs[0]!;
    expect(sweep.best).toMatchObject({ config: { alpha: best.params['alpha'] }, value: best.metrics['mae_ms'] });
    expect((await home.answer<{ sweeps: Sweep[] }>('queries sweep --list')).sweeps).toEqual([sweep]);
    expect((await home.answer<{ sweeps: Sweep[] }>('sweep --list')).sweeps).toEqual([]);
  });

  it('are deleted, and brought back', { timeout: 120_000 }, async () => {
    const made = await home.answer<{ dataset: QueryDataset }>(
      'queries sample --name spare --set looks=1 --source',
      address,
    );
    const { stdout } = await home.kindred('queries delete spare');
    expect(stdout).toContain('"kindred queries restore spare@1" brings it back within 30 days');
    expect((await home.kindred('queries show spare')).code).toBe(1);
    expect(await home.answer('queries restore spare@1')).toEqual(made);
    expect((await home.answer<{ dataset: QueryDataset }>('queries show spare')).dataset).toEqual(made.dataset);
    expect(await home.kindred('queries restore spare@1')).toMatchObject({ code: 1 });
  });

  it.each([
    [['queries', 'predict', '--run', '1'], 2, /--sql or --features/],
    [['queries', 'predict', '--run', '1', '--features', '[1, 2]'], 2, /has 12 features, and 2 were given/],
    [['queries', 'predict', '--run', '1', '--features', 'many'], 2, /must be JSON/],
    [['queries', 'predict', '--run', '99', '--features', '[]'], 1, /no run "99"/i],
    [['queries', 'train', '--dataset', 'sized', '--algorithm', 'ridge', '--set', 'alpa=1'], 2, /Did you mean "alpha"/],
    [['queries', 'train', '--dataset', 'none', '--algorithm', 'ridge'], 1, /no dataset "none"/],
    [['queries', 'sweep', '--dataset', 'sized', '--algorithm', 'ridge'], 2, /--over <key=values> is missing/],
    [['queries', 'train', '--algorithm', 'ridge'], 2, /--dataset <name> is missing/],
    [['queries', 'sample', '--name', 'x', '--source', 'file:x.csv'], 2, /is no Postgres/],
  ])('%j ends with %i', { timeout: 60_000 }, async (line, code, sentence) => {
    const ended = await home.kindred('', ...line, '--json');
    expect(ended.code).toBe(code);
    expect(ended.json<{ error: { message: string } }>().error.message).toMatch(sentence);
  });
});
