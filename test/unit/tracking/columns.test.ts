import { describe, expect, it } from 'vitest';
import type { ParamValue, Run } from '#shared/domain/run.ts';
import { createRandom } from '#runs/matrix/random.ts';
import type { Store } from '#runs/tracking/store.ts';
import { facts, filesIn, newRun, query, temporaryFolder, temporaryStore } from './fixture.ts';

/** Runs whose params and metrics are the same, different, of several types, missing, or not a number, by chance. */
async function storeOfChance(): Promise<Store> {
  const random = createRandom(3, 'columns');
  const store = await temporaryStore();
  const dataset = await store.datasets.insert('shop', facts());
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)]!;
  for (let number = 0; number < 60; number++) {
    const params: Record<string, ParamValue> = { same: 1, two: pick([1, 2]), mixed: pick<ParamValue>([1, '1', true]) };
    if (number % 2 === 0) params['half'] = 'x';
    params['none'] = null;
    params['sometimes none'] = pick([null, 5]);
    const algorithm = number < 30 ? 'user_knn' : 'als';
    const tags: Record<string, string> = number % 3 === 0 ? { stage: pick(['a', 'b']) } : {};
    const run = await store.runs.create(newRun(dataset, { algorithm, params, tags, seed: number % 5 }));
    await store.runs.logMetrics(run.id, [
      { name: 'ndcg@10', step: 0, value: pick([0, 0.5]) },
      { name: 'same', step: 0, value: 0 },
      { name: 'nan', step: 0, value: Number.NaN },
      ...(number % 4 === 0 ? [{ name: 'maybe nan', step: 0, value: pick([Number.NaN, 0]) }] : []),
    ]);
  }
  return store;
}

/** Slow and obvious: the columns in which whole runs differ, a missing value being one of its own. */
function differing(runs: readonly Run[]): string[] {
  const ids = (of: 'params' | 'metrics' | 'tags') =>
    [...new Set(runs.flatMap((run) => Object.keys(run[of])))].filter(
      (name) =>
        new Set(runs.map((run) => (name in run[of] ? JSON.stringify([typeof run[of][name], run[of][name]]) : '')))
          .size > 1,
    );
  return (['params', 'metrics', 'tags'] as const).flatMap((of) => ids(of).map((name) => `${of}.${name}`)).toSorted();
}

describe('the columns of runs', () => {
  const filters = [
    '',
    'algorithm = als',
    'seed = 1',
    'two = 1 and algorithm = als',
    'ndcg@10 = 0',
    'number = 3',
    'number > 999',
  ];

  it.each(filters)('that differ are those of a slow look at every run: %j', async (filter) => {
    const store = await storeOfChance();
    const { runs } = await store.runs.list(query({ filter, limit: 1000 }));
    const { columns, total } = await store.runs.columns({ kind: 'recommender', filter, deleted: false });
    expect(total).toBe(runs.length);
    const logged = columns.filter(({ kind }) => kind !== 'fact');
    expect(
      logged
        .filter(({ differs }) => differs)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(differing(runs));
    // Of two values the rarer one is the minority, whichever comes first.
    const ones = runs.filter(({ params }) => params['two'] === 1).length;
    const two = logged.find(({ id }) => id === 'params.two');
    expect(two?.minority ?? 0).toBe(Math.min(ones, runs.length - ones));
    const names = new Set(runs.flatMap((run) => Object.keys(run.metrics)));
    expect(logged.filter(({ kind }) => kind === 'metric')).toHaveLength(names.size);
  });

  it('stay true while runs go on, end and are archived, and while others write', async () => {
    const files = filesIn(temporaryFolder());
    const [store, other] = [await temporaryStore(files), await temporaryStore(files)];
    const dataset = await store.datasets.insert('shop', facts());
    const [first, second] = [await store.runs.create(newRun(dataset)), await store.runs.create(newRun(dataset))];
    const range = async () => {
      const { columns, total } = await store.runs.columns({ kind: 'recommender', filter: '', deleted: false });
      return { total, ...columns.find(({ id }) => id === 'metrics.loss') };
    };
    expect(await range()).toEqual({ total: 2 });
    const log = (run: Run, value: number) => other.runs.logMetrics(run.id, [{ name: 'loss', step: 0, value }]);
    await log(first, 1);
    expect(await range()).toMatchObject({ n: 1, range: [1, 1], varies: false, differs: true });
    await log(first, 2);
    expect(await range()).toMatchObject({ n: 1, range: [2, 2] });
    await other.runs.finish(first.id, { status: 'FAILED', duration_ms: 1 });
    await log(second, 5);
    expect(await range()).toMatchObject({ n: 2, range: [2, 5], varies: true });
    await other.runs.finish(second.id, { status: 'CANCELLED', duration_ms: 1 });
    expect(await range()).toMatchObject({ n: 2, range: [2, 5] });
    await other.runs.setDeleted(second.id, true);
    expect(await range()).toMatchObject({ total: 1, n: 1, range: [2, 2], differs: false });
  });

  it('are asked for by several at once', async () => {
    const store = await storeOfChance();
    const filters = ['', 'algorithm = als', 'number > 20', ''];
    const together = await Promise.all(
      filters.map((filter) => store.runs.columns({ kind: 'recommender', filter, deleted: false })),
    );
    const alone = [];
    for (const filter of filters) alone.push(await store.runs.columns({ kind: 'recommender', filter, deleted: false }));
    expect(together).toEqual(alone);
  });

  it('say how many have them and between what numbers they lie', async () => {
    const store = await storeOfChance();
    const { columns } = await store.runs.columns({ kind: 'recommender', filter: '', deleted: false });
    const of = (id: string) => columns.find((column) => column.id === id);
    expect(of('params.half')).toEqual({
      id: 'params.half',
      kind: 'param',
      n: 30,
      differs: true,
      varies: false,
      minority: 0,
      range: null,
    });
    expect(of('params.two')).toMatchObject({ n: 60, range: [1, 2] });
    expect(of('params.mixed')).toMatchObject({ differs: true, range: null });
    expect(of('metrics.nan')).toMatchObject({ n: 60, differs: false, range: null });
    expect(of('metrics.same')).toMatchObject({ n: 60, differs: false, range: [0, 0] });
    expect(of('seed')).toMatchObject({ kind: 'fact', differs: true, range: [0, 4] });
    expect(of('dataset')).toMatchObject({ differs: false });
  });
});

describe('a list', () => {
  it('has only the columns asked for, and not the runs that are left out', async () => {
    const store = await storeOfChance();
    const all = await store.runs.list(query({ limit: 5 }));
    const few = await store.runs.list(
      query({ limit: 5, columns: ['params.two', 'metrics.ndcg@10', 'metrics.unknown'] }),
    );
    expect(few.runs.map(({ id }) => id)).toEqual(all.runs.map(({ id }) => id));
    expect(few.runs.map(({ params }) => params)).toEqual(all.runs.map(({ params }) => ({ two: params['two'] })));
    expect(few.runs.map(({ metrics }) => Object.keys(metrics))).toEqual(all.runs.map(() => ['ndcg@10']));
    const without = await store.runs.list(query({ limit: 3, except: all.runs.slice(0, 2).map(({ id }) => id) }));
    expect(without.runs.map(({ id }) => id)).toEqual(all.runs.slice(2).map(({ id }) => id));
    expect(without.total).toBe(58);
  });
});

describe('groups by a param, a tag or a fact', () => {
  const everything = { ...query({ limit: 1000 }) };

  it.each(['algorithm', 'params.two', 'mixed', 'params.sometimes none', 'half', 'tags.stage', 'dataset', 'seed'])(
    'part all runs, and the search of each group finds its runs: %s',
    async (by) => {
      const store = await storeOfChance();
      const { groups, total, runs } = await store.runs.grouped({ ...everything, by, columns: ['metrics.ndcg@10'] });
      expect(groups).toHaveLength(total);
      expect(groups.flatMap((group) => group.runs)).toHaveLength(runs);
      for (const group of groups) {
        const members = await store.runs.list({ ...everything, filter: group.filter, order_by: 'number' });
        expect(members.runs.map(({ id }) => id)).toEqual(group.runs);
        const values = members.runs.map(({ metrics }) => Number(metrics['ndcg@10']));
        expect(group.metrics['ndcg@10']!.mean).toBeCloseTo(values.reduce((sum, v) => sum + v, 0) / values.length, 12);
      }
    },
  );

  it('say what the runs of a group agree in, and how far they differ', async () => {
    const store = await storeOfChance();
    const { groups } = await store.runs.grouped({ ...everything, by: 'algorithm', order_by: 'algorithm' });
    expect(groups.map(({ label }) => label)).toEqual(['als', 'user_knn']);
    expect(groups[0]!.params).toMatchObject({ same: 1, none: null });
    expect(groups[0]!.varied).toMatchObject({
      two: { values: 2, range: [1, 2] },
      mixed: { values: 3, range: null },
      half: { values: 2, range: null },
    });
    expect(groups[0]!.statuses).toEqual({ QUEUED: 30 });
  });

  it('are refused for a metric and for what no run has', async () => {
    const store = await storeOfChance();
    const refused = (by: string) => store.runs.grouped({ ...everything, by });
    await expect(refused('ndcg@10')).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(refused('params.twoo')).rejects.toThrow('Did you mean "two"?');
    await expect(refused('duration_ms')).rejects.toThrow('cannot be grouped by');
  });
});
