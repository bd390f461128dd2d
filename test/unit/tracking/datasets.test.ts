import { describe, expect, it } from 'vitest';
import { Dataset } from '#shared/domain/dataset.ts';
import { facts, newRun, temporaryStore, testClock } from './fixture.ts';

describe('datasets', () => {
  it('get a version for new data, and the version that exists for equal data', async () => {
    const store = await temporaryStore();
    const first = await store.datasets.insert('shop', facts('1'.repeat(64)));
    const second = await store.datasets.insert('shop', facts('2'.repeat(64)));
    const again = await store.datasets.insert('shop', facts('1'.repeat(64)));
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(again).toEqual(first);
    expect(Dataset.parse(first)).toEqual(first);
    expect((await store.datasets.list()).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('are another version where equal columns are weighted otherwise, for they train another matrix', async () => {
    const store = await temporaryStore();
    const { recipe, ...rest } = facts();
    await store.datasets.insert('shop', { recipe, ...rest });
    const weighting = { ...recipe.weighting, transform: 'bm25' as const };
    expect((await store.datasets.insert('shop', { ...rest, recipe: { ...recipe, weighting } })).version).toBe(2);
  });

  it('are found by id, by name (the newest) and by name@version', async () => {
    const store = await temporaryStore();
    const first = await store.datasets.insert('my shop@home', facts('1'.repeat(64)));
    const second = await store.datasets.insert('my shop@home', facts('2'.repeat(64)));
    expect(await store.datasets.find(first.id)).toEqual(first);
    expect(await store.datasets.find('my shop@home')).toEqual(second);
    expect(await store.datasets.find('my shop@home@1')).toEqual(first);
    expect(await store.datasets.find('my shop@home@v2')).toEqual(second);
    await expect(store.datasets.find('my shop@home@3')).rejects.toMatchObject({ code: 'not_found' });
    await expect(store.datasets.find('my shop@hoem')).rejects.toMatchObject({
      message: 'There is no dataset "my shop@hoem". Did you mean "my shop@home"?',
    });
  });

  it('say how to make the first one', async () => {
    const store = await temporaryStore();
    await expect(store.datasets.find('shop')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('kindred datasets create'),
    });
  });

  it('stay while runs use them, and go after', async () => {
    const store = await temporaryStore();
    const dataset = await store.datasets.insert('shop', facts());
    const unused = await store.datasets.insert('shop', facts('2'.repeat(64)));
    await store.runs.create(newRun(dataset));
    expect((await store.datasets.find(dataset.id)).runs).toBe(1);
    await expect(store.datasets.delete(dataset.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is used by 1 run,'),
    });
    await store.datasets.delete(unused.id);
    expect((await store.datasets.list()).map(({ id }) => id)).toEqual([dataset.id]);
  });

  it('come back after they were deleted, as they were', async () => {
    const store = await temporaryStore();
    const first = await store.datasets.insert('shop', facts('1'.repeat(64)));
    const second = await store.datasets.insert('shop', facts('2'.repeat(64)));
    await store.userGroups.save({ dataset_id: second.id, name: 'buyers', users: ['u1'], origin: '' });
    await store.datasets.delete(second.id);
    expect(await store.datasets.find('shop')).toEqual(first);
    await expect(store.datasets.find(second.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(store.datasets.find('shop@2')).rejects.toMatchObject({ code: 'not_found' });
    expect((await store.datasets.deleted()).map(({ id }) => id)).toEqual([second.id]);
    expect(await store.datasets.restore('shop@2')).toEqual(second);
    expect(await store.datasets.find('shop')).toEqual(second);
    expect(await store.userGroups.list(second.id)).toHaveLength(1);
    expect(await store.datasets.deleted()).toEqual([]);
    await expect(store.datasets.restore('shop')).rejects.toMatchObject({ code: 'not_found' });
    expect(await store.verify()).toEqual([]);
  });

  it('come back where the same data is read again, and a deleted version keeps its number', async () => {
    const store = await temporaryStore();
    const first = await store.datasets.insert('shop', facts('1'.repeat(64)));
    await store.datasets.delete(first.id);
    const other = await store.datasets.insert('shop', facts('2'.repeat(64)));
    expect(other.version).toBe(2);
    expect(await store.datasets.insert('shop', facts('1'.repeat(64)))).toEqual(first);
    expect((await store.datasets.list()).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('stay where a run begins on what is deleted meanwhile', async () => {
    const store = await temporaryStore();
    const dataset = await store.datasets.insert('shop', facts());
    await store.datasets.delete(dataset.id);
    await store.runs.create(newRun(dataset));
    expect((await store.datasets.list()).map(({ id, runs }) => [id, runs])).toEqual([[dataset.id, 1]]);
  });

  it('are gone for good when their time is over, with data that no other has', async () => {
    const clock = testClock();
    const store = await temporaryStore({ clock });
    const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
    const old = await store.datasets.insert('shop', facts(one));
    const twin = await store.datasets.insert('twin', facts(one));
    const lone = await store.datasets.insert('lone', facts(two));
    for (const { id } of [old, lone]) await store.datasets.delete(id);
    const deletedAt = clock.now();
    expect(await store.datasets.purge(deletedAt)).toEqual([]);
    expect(await store.datasets.purge(deletedAt + 1)).toEqual([two]);
    expect(await store.datasets.deleted()).toEqual([]);
    expect((await store.datasets.list()).map(({ id }) => id)).toEqual([twin.id]);
    expect(await store.verify()).toEqual([]);
  });
});

describe('experiments', () => {
  it('are made on first use and counted without archived runs', async () => {
    const store = await temporaryStore();
    const dataset = await store.datasets.insert('shop', facts());
    const { id } = await store.experiments.ensure('baselines', 'recommender');
    expect(await store.experiments.ensure('baselines', 'recommender')).toEqual({
      id,
      name: 'baselines',
      kind: 'recommender',
    });
    const run = await store.runs.create(newRun(dataset, { experiment: 'baselines' }));
    await store.runs.create(newRun(dataset, { experiment: 'tuning' }));
    await store.runs.finish(run.id, { status: 'FAILED', error: 'no', duration_ms: null });
    await store.runs.setDeleted(run.id, true);
    expect((await store.experiments.list('recommender')).map(({ name, runs }) => [name, runs])).toEqual([
      ['baselines', 0],
      ['tuning', 1],
    ]);
  });
});
