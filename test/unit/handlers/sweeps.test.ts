import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import type { SweepRequest } from '#shared/domain/sweep.ts';
import { until } from '../../support/until.ts';
import { sweepEnded, sweepLimit } from './sweep-ended.ts';
import { openCore, type CoreUnderTest } from './core.ts';

let core: CoreUnderTest;
beforeAll(async () => {
  core = await openCore();
  await core.client.datasets.create({
    name: 'groups',
    recipe: { source: 'synthetic:groups', options: { preset: 'reference' } },
  });
});
afterAll(() => core.close());

const ended = (id: string) => sweepEnded(core.client, id);
const runsOf = async (id: string): Promise<Run[]> =>
  (await core.client.runs.list({ filter: `tags.sweep = "${id}"`, order_by: 'number asc', limit: 1000 })).runs;
const base = { dataset: 'groups', algorithm: 'user_knn', split: { kind: 'random' as const }, ks: [5] };
const start = (request: Omit<Parameters<typeof core.client.sweeps.start>[0], 'base' | 'kind'> & { seeds?: number }) => {
  const { seeds = 1, ...rest } = request;
  return core.client.sweeps.start({ ...rest, base: { ...base, seeds } });
};

describe('a sweep', { timeout: 2 * sweepLimit }, () => {
  it('trains every trial with every seed and says which is best', async () => {
    const over: SweepRequest['over'] = { n_neighbors: [1, 10] };
    const plan = await core.client.sweeps.plan({ base: { ...base, seeds: 2 }, over });
    expect(plan).toMatchObject({ trials: 2, runs: 4, metric: 'ndcg@5', rungs: [{ share: 1, trials: 2 }] });
    expect(plan.seconds).toBeGreaterThan(0);
    const { id } = await start({ over, seeds: 2 });
    const sweep = await ended(id);
    const runs = await runsOf(id);
    expect(sweep).toMatchObject({ status: 'FINISHED', progress: { runs: 4, finished: 4, failed: 0, active: 0 } });
    expect(runs.map(({ params, seed }) => [params['n_neighbors'], seed])).toEqual(
      [1, 10].flatMap((k) => [42, 43].map((seed) => [k, seed])),
    );
    const means = [1, 10].map((k) => {
      const values = runs
        .filter(({ params }) => params['n_neighbors'] === k)
        .map((run) => Number(run.metrics['ndcg@5']));
      return { k, mean: (values[0]! + values[1]!) / 2 };
    });
    const best = means.reduce((most, each) => (each.mean > most.mean ? each : most));
    expect(sweep.best).toMatchObject({ config: { n_neighbors: best.k }, value: best.mean, seeds: 2 });
    expect(sweep.best!.runs.map(({ id: run }) => run)).toEqual(
      runs.filter(({ params }) => params['n_neighbors'] === best.k).map((run) => run.id),
    );
    const next = await core.client.sweeps.plan({ base, over });
    expect(next.measured_runs).toBe(4);
  });

  it('halves: all trials on a part of the training data, the best of them on all of it', async () => {
    const { id, rungs } = await start({
      over: { n_neighbors: [1, 2, 4, 8] },
      method: { kind: 'halving', trials: 4, eta: 2, min_share: 0.5 },
    });
    expect(rungs).toEqual([
      { share: 0.5, trials: 4 },
      { share: 1, trials: 2 },
    ]);
    const sweep = await ended(id);
    const runs = await runsOf(id);
    expect(sweep).toMatchObject({ status: 'FINISHED', progress: { runs: 6, finished: 6 } });
    const [low, full] = ['0', '1'].map((rung) => runs.filter(({ tags }) => tags['sweep_rung'] === rung)) as [
      Run[],
      Run[],
    ];
    expect(low.map(({ params }) => params['train_share'])).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(full.every(({ params }) => !('train_share' in params))).toBe(true);
    // Held out is the same; what is learned from is not, so they cannot be compared with each other.
    expect(new Set(low.map(({ split }) => split.fingerprint)).has(full[0]!.split.fingerprint)).toBe(false);
    const byValue = low.toSorted(
      (a, b) => Number(b.metrics['ndcg@5']) - Number(a.metrics['ndcg@5']) || a.number - b.number,
    );
    expect(new Set(full.map(({ params }) => params['n_neighbors']))).toEqual(
      new Set(byValue.slice(0, 2).map(({ params }) => params['n_neighbors'])),
    );
    expect(full.map(({ id: run }) => run)).toContain(sweep.best!.runs[0]!.id);
    // A model of a part of the data answers as it was trained.
    const { recommendations } = await core.client.runs.recommend({ run: low[0]!.id, user: 'user1' });
    expect(recommendations.length).toBeGreaterThan(0);
  });

  it('is cancelled as a whole, and goes on where it was without training anything twice', async () => {
    const { id } = await start({ over: { n_neighbors: { min: 1, max: 5 } }, method: { kind: 'random', trials: 5 } });
    await until(
      'a run to finish',
      async () => (await core.client.sweeps.show({ sweep: id })).progress.finished > 0 || null,
      sweepLimit,
    );
    const cancelled = await core.client.sweeps.cancel({ sweep: id });
    expect(cancelled).toMatchObject({ status: 'CANCELLED', progress: { active: 0 } });
    const before = await runsOf(id);
    expect(before.every(({ status }) => status === 'FINISHED' || status === 'CANCELLED')).toBe(true);
    expect(before.length).toBeLessThan(5);
    await expect(core.client.sweeps.cancel({ sweep: id })).rejects.toThrow(/has ended already/);

    await core.client.sweeps.resume({ sweep: id });
    const sweep = await ended(id);
    expect(sweep).toMatchObject({ status: 'FINISHED', progress: { runs: 5, finished: 5, failed: 0 } });
    const finished = (await runsOf(id)).filter(({ status }) => status === 'FINISHED');
    expect(finished.map(({ params }) => Number(params['n_neighbors'])).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 5 }, (_, at) => at + 1),
    );
    await expect(core.client.sweeps.resume({ sweep: id })).rejects.toThrow(/nothing to take up again/);
  });

  it('is refused before anything is started where it cannot be', async () => {
    const before = (await core.client.sweeps.list({})).length;
    await expect(start({ over: { n_neighbors: [0] } })).rejects.toThrow(/n_neighbors/);
    await expect(start({ over: { n_neighbors: [1] }, metric: 'n_users_evaluated' })).rejects.toThrow(
      /cannot be decided by/,
    );
    await expect(
      start({ over: { shrinkage: { min: 0, max: 100 } }, method: { kind: 'random', trials: 100 }, seeds: 50 }),
    ).rejects.toThrow(/has 5000 runs, and 2000 are the most/);
    expect(await core.client.sweeps.list({})).toHaveLength(before);
  });
});
