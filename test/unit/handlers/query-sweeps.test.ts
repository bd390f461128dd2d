import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { addQueryDataset } from '../../support/query-dataset.ts';
import { openCore, type CoreUnderTest } from './core.ts';
import { sweepEnded, sweepLimit } from './sweep-ended.ts';

/** Searches over the parameters of models of query times, on real files and threads. */

let core: CoreUnderTest;
beforeAll(async () => {
  core = await openCore();
  await addQueryDataset(core.home, 'slow', { queries: 120, seed: 4 });
});
afterAll(() => core.close());

const base = { dataset: 'slow', algorithm: 'ridge', learning_curve: 0, permutations: 0 };
const kind = 'query_performance' as const;
const runsOf = async (id: string): Promise<Run[]> =>
  (await core.client.runs.list({ kind, filter: `tags.sweep = "${id}"`, order_by: 'number asc', limit: 100 })).runs;

describe('a search over models of query times', { timeout: sweepLimit }, () => {
  it('trains a grid with every seed and says which setting has the least error', async () => {
    const over = { alpha: [1, 1e6] };
    const asked = { kind, base: { ...base, seeds: 2 }, over };
    const plan = await core.client.sweeps.plan(asked);
    expect(plan).toMatchObject({ trials: 2, runs: 4, metric: 'mae_ms', measured_runs: 0 });
    expect(plan.seconds).toBeGreaterThan(0);
    expect(plan.bytes).toBeGreaterThan(0);
    const { id } = await core.client.sweeps.start(asked);
    const sweep = await sweepEnded(core.client, id);
    expect(sweep).toMatchObject({
      kind,
      status: 'FINISHED',
      algorithm: 'ridge',
      dataset: { name: 'slow', version: 1 },
      progress: { runs: 4, finished: 4, failed: 0, active: 0 },
    });
    const runs = await runsOf(id);
    expect(runs.map(({ params, seed, kind: of }) => [of, params['alpha'], seed])).toEqual(
      [1, 1e6].flatMap((alpha) => [42, 43].map((seed) => [kind, alpha, seed])),
    );
    const errorAt = (alpha: number) => {
      const own = runs.filter(({ params }) => params['alpha'] === alpha);
      return own.reduce((sum, run) => sum + Number(run.metrics['mae_ms']), 0) / own.length;
    };
    // A penalty of a million leaves hardly more than the mean.
    expect(errorAt(1)).toBeLessThan(errorAt(1e6));
    expect(sweep.best).toMatchObject({ config: { alpha: 1 }, value: errorAt(1), seeds: 2 });
    const next = await core.client.sweeps.plan(asked);
    expect(next.measured_runs).toBe(4);
    expect((await core.client.performance.estimate(base)).measured_runs).toBe(4);
  });

  it('draws whole numbers where the parameter takes those, and is in the list of its kind alone', async () => {
    const { id } = await core.client.sweeps.start({
      kind,
      name: 'trees',
      base: { ...base, algorithm: 'random_forest', config: { n_estimators: 5 } },
      over: { max_depth: { min: 1, max: 12, scale: 'log' }, max_features: { min: 0.2, max: 1 } },
      method: { kind: 'random', trials: 4 },
      metric: 'r2',
    });
    const sweep = await sweepEnded(core.client, id);
    const runs = await runsOf(id);
    expect(sweep).toMatchObject({ status: 'FINISHED', metric: 'r2', progress: { finished: 4 } });
    expect(runs.every(({ params }) => Number.isInteger(params['max_depth']) && params['n_estimators'] === 5)).toBe(
      true,
    );
    expect(sweep.best!.value).toBe(Math.max(...runs.map(({ metrics }) => Number(metrics['r2']))));
    expect((await core.client.sweeps.list({ kind })).map(({ name }) => name)).toContain('trees');
    expect(await core.client.sweeps.list({})).toEqual([]);
  });

  it('is refused before anything is started where it cannot be', async () => {
    const before = (await core.client.sweeps.list({ kind })).length;
    const start = (part: object) => core.client.sweeps.start({ kind, base, over: { alpha: [1, 10] }, ...part });
    await expect(start({ metric: 'ndcg@10' })).rejects.toThrow(/cannot be decided by "ndcg@10". Use .* mae_ms/);
    await expect(start({ over: { alpha: [-1] } })).rejects.toThrow(/alpha/);
    await expect(start({ over: { alhpa: [1] } })).rejects.toThrow(/has no parameter "alhpa"\. It has alpha/);
    await expect(
      start({ over: { alpha: { min: 1, max: 100 } }, method: { kind: 'halving', trials: 9 } }),
    ).rejects.toThrow(/Successive halving is for recommenders/);
    await expect(
      core.client.sweeps.start({
        base: { dataset: 'slow', algorithm: 'user_knn' },
        over: { n_neighbors: [1] },
        metric: 'mae_ms',
      }),
    ).rejects.toThrow(/cannot be decided by "mae_ms". Use .* ndcg@10/);
    expect(await core.client.sweeps.list({ kind })).toHaveLength(before);
  });
});
