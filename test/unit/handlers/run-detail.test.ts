import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { openCore, type CoreUnderTest } from './core.ts';

let core: CoreUnderTest;
let knn: Run;
let als: Run;

async function trained(request: Parameters<CoreUnderTest['client']['runs']['start']>[0]): Promise<Run> {
  const { runs } = await core.client.runs.start(request);
  const run = await core.ended(runs[0]!);
  expect(run.error).toBeNull();
  return run;
}

beforeAll(async () => {
  core = await openCore();
  const sample = await core.client.datasets.openSample({});
  [knn, als] = await Promise.all([
    trained({ dataset: sample.id, algorithm: 'user_knn' }),
    trained({ dataset: sample.id, algorithm: 'als', config: { factors: 8 } }),
  ]);
});
afterAll(() => core.close());

describe('popularity of a run', () => {
  it('has the Gini, the coverage and the long-tail share that the run logged', async () => {
    for (const k of [5, 10]) {
      const report = await core.client.runs.popularity({ run: knn.id, k });
      expect(report.users).toBe(knn.metrics['n_users_evaluated']);
      expect(report.gini.exposure).toBeCloseTo(Number(knn.metrics[`gini@${k}`]), 12);
      expect(report.coverage.find((point) => point.k === k)!.share).toBe(knn.metrics[`coverage@${k}`]);
      // Nearly every list is full, so the mean over lists is nearly the share of all places.
      expect(report.places).toBeGreaterThan(0.99 * report.users * k);
      const tail = report.bands.find(({ name }) => name === 'tail')!;
      expect(tail.share_of_places).toBeCloseTo(Number(knn.metrics[`tail_share@${k}`]), 2);
    }
  });

  it('is refused over folds, whose models were not kept', async () => {
    const { runs } = await core.client.runs.start({
      dataset: knn.dataset.id,
      algorithm: 'popularity',
      split: { kind: 'folds', n_folds: 2 },
    });
    const folds = await core.ended(runs[0]!);
    await expect(core.client.runs.popularity({ run: folds.id, k: 10 })).rejects.toThrow(/measured over folds/);
  });
});

describe('marks on the user × item matrix', () => {
  it('are the hits, the misses and the lists that the metrics are made of', async () => {
    const info = await core.client.matrix.info({ run: knn.id, kind: 'user_item_matrix' });
    let hits = 0;
    let misses = 0;
    const usersWithHit = new Set<number>();
    const ranks = new Map<number, number[]>();
    for (let r0 = 0; r0 < info.rows; r0 += 150) {
      const r1 = Math.min(info.rows, r0 + 150);
      const part = { order: 'group' as const, r0, r1, c0: 0, c1: info.cols, k: 10 };
      for (const { kind, row, rank } of await core.client.runs.marks({ run: knn.id, ...part })) {
        if (kind === 'hit') usersWithHit.add(row);
        hits += Number(kind === 'hit');
        misses += Number(kind === 'miss');
        if (rank !== null) ranks.set(row, [...(ranks.get(row) ?? []), rank]);
      }
    }
    const measured = Number(knn.metrics['n_users_evaluated']);
    expect(usersWithHit.size / measured).toBeCloseTo(Number(knn.metrics['hit_rate@10']), 12);
    expect(hits / measured / 10).toBeCloseTo(Number(knn.metrics['precision@10']), 6);
    expect(misses).toBeGreaterThan(0);
    for (const of of ranks.values()) expect(new Set(of).size).toBe(of.length);
    await expect(
      core.client.runs.marks({ run: knn.id, order: 'group', r0: 0, r1: 151, c0: 0, c1: 1, k: 10 }),
    ).rejects.toThrow(/at most 150 users/);
  });
});

describe('users in a plane', () => {
  it('are those with history, of factors where there are any, turned to another run', async () => {
    const alone = await core.client.runs.embedding({ run: als.id });
    expect(alone.vectors).toMatch(/8 factors/);
    expect(alone.points.length + alone.left_out).toBe(600);
    const [first, second] = alone.variance;
    expect(first).toBeGreaterThanOrEqual(second);
    expect(alone.aligned_to).toBeNull();
    const turned = await core.client.runs.embedding({ run: als.id, against: knn.id });
    expect(turned.aligned_to).toMatchObject({ run: knn.id, users: alone.points.length });
    expect(turned.aligned_to!.vectors).toMatch(/training interactions/);
    expect(turned.aligned_to!.points.map(({ user }) => user)).toEqual(turned.points.map(({ user }) => user));
    // A similarity transformation keeps the shape: distances change by one factor.
    const distance = (points: typeof alone.points, a: number, b: number) =>
      Math.hypot(points[a]!.x - points[b]!.x, points[a]!.y - points[b]!.y);
    const factor = distance(turned.points, 0, 1) / distance(alone.points, 0, 1);
    expect(distance(turned.points, 5, 90) / distance(alone.points, 5, 90)).toBeCloseTo(factor, 9);
    const itself = await core.client.runs.embedding({ run: als.id, against: als.id });
    expect(itself.aligned_to).toBeNull();
  });
});

describe('metrics of single users', () => {
  it('come a page at a time, sorted and filtered, and average to those of the run', async () => {
    const all = await core.client.runs.userMetrics({ run: knn.id, limit: 1000 });
    expect(all.total).toBe(600);
    const at = all.metrics.indexOf('ndcg@10');
    const known = all.rows.flatMap(({ values }) => values[at] ?? []);
    expect(known.length).toBe(knn.metrics['n_users_evaluated']);
    expect(known.reduce((a, b) => a + b) / known.length).toBeCloseTo(Number(knn.metrics['ndcg@10']), 6);
    const worst = await core.client.runs.userMetrics({ run: knn.id, order_by: 'ndcg@10', limit: 3, offset: 2 });
    const slow = all.rows
      .filter(({ values }) => values[at] !== null)
      .sort((a, b) => a.values[at]! - b.values[at]! || all.rows.indexOf(a) - all.rows.indexOf(b));
    expect(worst.rows).toEqual(slow.slice(2, 5));
    const best = await core.client.runs.userMetrics({
      run: knn.id,
      order_by: 'ndcg@10',
      descending: true,
      limit: 1000,
    });
    expect(best.rows[0]!.values[at]).toBe(slow.at(-1)!.values[at]);
    const some = await core.client.runs.userMetrics({ run: knn.id, text: 'U01', users: ['u010', 'u011', 'u200'] });
    expect(some.rows.map(({ user }) => user)).toEqual(['u010', 'u011']);
    expect(some.rows[0]!.group).toMatchObject({ index: expect.any(Number), letter: expect.stringMatching(/^\w$/) });
    await expect(core.client.runs.userMetrics({ run: knn.id, order_by: 'gini@10' })).rejects.toThrow(/no "gini@10"/);
  });
});

describe('groups of users that somebody made', () => {
  it('slice the metrics of every run on the data, beside users who are only chosen', async () => {
    const { rows, metrics } = await core.client.runs.userMetrics({ run: knn.id, limit: 20 });
    const users = rows.map(({ user }) => user);
    const saved = await core.client.userGroups.save({
      dataset: knn.dataset.id,
      name: 'first twenty',
      users,
      origin: 'a test',
    });
    const { by } = await core.client.runs.slices({ run: knn.id, metric: 'ndcg@10', users: users.slice(0, 5) });
    expect(by.map((part) => part.by)).toEqual(['group', 'activity', 'chosen', 'saved']);
    const meanOf = (some: typeof rows) => {
      const values = some.flatMap((row) => row.values[metrics.indexOf('ndcg@10')] ?? []);
      return { n: values.length, mean: values.reduce((a, b) => a + b, 0) / values.length };
    };
    const [chosen, group] = [by[2]!, by[3]!];
    expect(chosen.slices[0]!.n).toBe(meanOf(rows.slice(0, 5)).n);
    expect(group.slices[0]).toMatchObject({ name: 'first twenty', n: meanOf(rows).n });
    expect(group.slices[0]!.mean).toBeCloseTo(meanOf(rows).mean, 6);
    expect(group.group_id).toBe(saved.id);
    expect(group.slices[1]!.n).toBe(Number(knn.metrics['n_users_evaluated']) - group.slices[0]!.n);
    await core.client.userGroups.delete({ group: saved.id });
    expect(await core.client.userGroups.list({ dataset: knn.dataset.id })).toEqual([]);
  });
});

describe('the log of a run', () => {
  it('says what was done, in which order, and how it ended', async () => {
    const log = await core.client.runs.log({ run: knn.id });
    expect(log!.is_live).toBe(false);
    const lines = log!.text.trimEnd().split('\n');
    expect(lines[0]).toContain(`Run ${knn.number} (${knn.name}): user_knn, six-groups v1, seed 42`);
    expect(lines.at(-1)).toMatch(/ {2}FINISHED$/);
    for (const said of ['Training user_knn', 'metric ndcg@10 = ', 'param split = temporal', 'file heatmaps/'])
      expect(log!.text).toContain(said);
    const files = await core.client.runs.artifacts({ run: knn.id });
    expect(files.map(({ name }) => name)).toContain('log.txt');
  });
});
