import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { openCore, type CoreUnderTest } from './core.ts';

let core: CoreUnderTest;
let knn: Run;
let popular: Run;

async function trained(request: Parameters<CoreUnderTest['client']['runs']['start']>[0]): Promise<Run> {
  const { runs } = await core.client.runs.start(request);
  const run = await core.ended(runs[0]!);
  expect(run.error).toBeNull();
  return run;
}

beforeAll(async () => {
  core = await openCore();
  await core.client.datasets.openSample({});
  const [sample] = await core.client.datasets.list({});
  const asked = { dataset: sample!.name, split: { kind: 'temporal' as const, test_share: 0.3 }, ks: [5, 10] };
  [knn, popular] = [
    await trained({ ...asked, algorithm: 'user_knn' }),
    await trained({ ...asked, algorithm: 'popularity' }),
  ];
});
afterAll(() => core.close());

/** What is measured, without how long it took. */
const measured = ({ metrics }: Run) =>
  Object.entries(metrics).filter(([name]) => !/_ms$|memory|matrix|similarity|avg|recovery/.test(name));

describe('how alike two runs recommend', () => {
  it('is wholly, for a run and itself, and less for another model', async () => {
    const itself = await core.client.runs.agreement({ a: knn.id, b: knn.id });
    expect(itself).toMatchObject({ k: 10, overlap: 1, jaccard: 1, same: 1 });
    expect(itself.rbo).toBeCloseTo(1, 12);
    expect(itself.users).toBe(itself.of);
    const other = await core.client.runs.agreement({ a: knn.id, b: popular.id, k: 5 });
    expect(other.overlap).toBeGreaterThan(0);
    expect(other.overlap).toBeLessThan(1);
    expect(other.jaccard).toBeLessThan(other.overlap);
    expect(await core.client.runs.agreement({ a: popular.id, b: knn.id, k: 5 })).toEqual(other);
  });
});

describe('a stored model that is measured again', () => {
  it('has the same numbers on its own split, and is comparable with its run', async () => {
    const again = await core.ended(await core.client.runs.evaluate({ run: String(knn.number) }));
    expect(again).toMatchObject({ status: 'FINISHED', parent_id: knn.id, tags: { evaluates: knn.id } });
    expect(measured(again)).toEqual(measured(knn));
    const comparison = await core.client.runs.compare({ a: knn.id, b: again.id });
    expect(comparison).toMatchObject({ comparable: true, reasons: [] });
  });

  it('is measured on a later part, that it has not seen, without training', async () => {
    const asked = { run: knn.id, split: { kind: 'temporal' as const, test_share: 0.1 }, ks: [3] };
    const later = await core.ended(await core.client.runs.evaluate(asked));
    expect(later).toMatchObject({ status: 'FINISHED', ks: [3], split: { kind: 'temporal' } });
    expect(later.params).toMatchObject({
      test_share: 0.1,
      trained_test_share: 0.3,
      trained_split: 'temporal',
      seen_left_out: 0,
    });
    expect(later.metrics).not.toHaveProperty('train_ms');
    expect(later.metrics['n_users_evaluated']).toBeGreaterThan(0);
    // Trained on less than a run at this split is, so not comparable with one.
    const { params } = later;
    const direct = await trained({
      dataset: knn.dataset.id,
      algorithm: 'user_knn',
      split: { kind: 'temporal', test_share: 0.1 },
      ks: [3],
    });
    expect(direct.params['test_share']).toBe(params['test_share']);
    const { comparable, reasons } = await core.client.runs.compare({ a: direct.id, b: later.id });
    expect(comparable).toBe(false);
    expect(reasons[0]).toMatch(/splits differ/);
  });

  it('recommends as the run that trained it, and can be measured once more', async () => {
    const asked = { split: { kind: 'temporal' as const, test_share: 0.1 } };
    const later = await core.ended(await core.client.runs.evaluate({ run: knn.id, ...asked }));
    const user = { user: 'user1', limit: 5 };
    const [before, after] = [
      await core.client.runs.recommend({ run: knn.id, ...user }),
      await core.client.runs.recommend({ run: later.id, ...user }),
    ];
    expect(after).toEqual(before);
    const third = await core.ended(
      await core.client.runs.evaluate({ run: later.id, split: { kind: 'temporal', test_share: 0.3 } }),
    );
    expect(measured(third)).toEqual(measured(knn));
    expect(third.split.fingerprint).toBe(knn.split.fingerprint);
  });

  it('is refused where it has learned from what is held out, with the count, unless that is left out', async () => {
    const asked = { run: knn.id, split: { kind: 'random' as const, seed: 3 } };
    const refused = core.client.runs.evaluate(asked);
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^The model of run \d+ has learned from [\d,]+ of the [\d,]+ pairs .* --leave-out-seen\.$/,
      ),
    });
    const left = await core.ended(await core.client.runs.evaluate({ ...asked, leave_out_seen: true }));
    expect(left.status).toBe('FINISHED');
    expect(left.params['seen_left_out']).toBeGreaterThan(0);
    const report = await core.client.runs.evaluation({ run: left.id });
    expect(report!.seen_left_out).toBe(left.params['seen_left_out']);
  });

  it('is refused where it has learned from everything, as a run over folds has', async () => {
    const folds = await trained({
      dataset: knn.dataset.id,
      algorithm: 'popularity',
      split: { kind: 'folds', n_folds: 2 },
    });
    await expect(core.client.runs.evaluate({ run: folds.id, leave_out_seen: true })).rejects.toThrow(
      /learned from all [\d,]+ pairs/,
    );
  });

  it('needs a run that finished, candidates that the data has, and a split that it can give', async () => {
    await expect(core.client.runs.evaluate({ run: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(core.client.runs.evaluate({ run: knn.id, candidates: 'given' })).rejects.toThrow(
      /brought no negatives/,
    );
    await expect(core.client.runs.evaluate({ run: knn.id, split: { kind: 'given' } })).rejects.toThrow(
      /no held-out part/,
    );
  });
});

describe('questions about runs', () => {
  it('have a report with definitions and ties, and none before a run is measured', async () => {
    const report = await core.client.runs.evaluation({ run: popular.id });
    expect(report!.counts.evaluated).toBe(popular.metrics['n_users_evaluated']);
    expect(report!.tie_bounds).not.toBeNull();
    expect(report!.definitions['gini']).toMatchObject({ direction: 'min' });
    expect(report!.definitions['recall']!.definition).toContain('not capped at K');
    expect(report!.definitions['map']!.definition).toContain('min(relevant, K)');
  });

  it('compare two runs with p-values and slices, of the metric that is asked for', async () => {
    const { metrics, tests, slices } = await core.client.runs.compare({
      a: popular.id,
      b: knn.id,
      slices_of: 'recall@5',
    });
    const ndcg = metrics.find(({ name }) => name === 'ndcg@10')!;
    expect(tests).toBeGreaterThan(20);
    expect(ndcg.p_value).toBeGreaterThanOrEqual(0);
    expect(ndcg.p_corrected).toBeGreaterThanOrEqual(ndcg.p_value!);
    expect(slices.map(({ by, metric }) => [by, metric])).toEqual([
      ['group', 'recall@5'],
      ['activity', 'recall@5'],
    ]);
    const { groups } = await core.client.datasets.show({ dataset: knn.dataset.id });
    expect(slices[0]!.slices.map(({ group }) => group)).toEqual(groups!.names);
    const only = await core.client.runs.compare({ a: popular.id, b: knn.id, metrics: ['ndcg@10'] });
    expect(only).toMatchObject({ tests: 1, metrics: [{ name: 'ndcg@10', p_corrected: ndcg.p_value }] });
  });

  it('compare several runs with a baseline among them', async () => {
    const third = await trained({
      dataset: knn.dataset.id,
      algorithm: 'random',
      split: { kind: 'temporal', test_share: 0.3 },
      ks: [5, 10],
    });
    const runs = [knn.id, popular.id, third.id];
    const many = await core.client.runs.compareMany({
      runs,
      baseline: String(popular.number),
      metrics: ['ndcg@10', 'recall@10'],
    });
    expect(many).toMatchObject({ baseline: popular.id, comparable: true, tests: 4 });
    expect(many.pairs.map(({ a, b }) => [a, b])).toEqual([
      [popular.id, knn.id],
      [popular.id, third.id],
    ]);
    expect((await core.client.runs.compareMany({ runs, metrics: ['ndcg@10'] })).pairs).toHaveLength(3);
    await expect(core.client.runs.compareMany({ runs: [knn.id, knn.id] })).rejects.toThrow(/named twice/);
    await expect(core.client.runs.compareMany({ runs: [knn.id, third.id], baseline: popular.id })).rejects.toThrow(
      /is not among the runs/,
    );
  });

  it('slice a metric by true group and by activity', async () => {
    const { by, metric } = await core.client.runs.slices({ run: knn.id, metric: 'ndcg@10' });
    expect(metric).toBe('ndcg@10');
    expect(by.map((each) => each.by)).toEqual(['group', 'activity']);
    for (const { slices } of by) {
      const users = slices.reduce((sum, { n }) => sum + n, 0);
      const mean = slices.reduce((sum, slice) => sum + slice.n * (slice.mean ?? 0), 0) / users;
      expect(users).toBe(knn.metrics['n_users_evaluated']);
      expect(mean).toBeCloseTo(Number(knn.metrics['ndcg@10']), 6);
    }
    expect(by[0]!.slices.every(({ letter }) => letter?.length === 1)).toBe(true);
    await expect(core.client.runs.slices({ run: knn.id, metric: 'gini@10' })).rejects.toThrow(
      /no "gini@10" for single users.*ndcg@5/,
    );
  });
});
