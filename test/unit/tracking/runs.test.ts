import { describe, expect, it } from 'vitest';
import { Run } from '#shared/domain/run.ts';
import { facts, newRun, query, temporaryStore, testClock } from './fixture.ts';

async function storeWithRun() {
  const clock = testClock();
  const store = await temporaryStore({ clock });
  const dataset = await store.datasets.insert('shop', facts());
  const run = await store.runs.create(newRun(dataset));
  return { store, clock, dataset, run };
}

describe('a run', () => {
  it('is queued with everything it was asked with, and is a valid run of the contract', async () => {
    const { run, dataset } = await storeWithRun();
    expect(Run.parse(run)).toEqual(run);
    expect(run).toMatchObject({
      number: 1,
      status: 'QUEUED',
      experiment: 'default',
      dataset: { id: dataset.id, name: 'shop', version: 1, fingerprint: dataset.fingerprint },
      split: { kind: 'temporal', candidates: 'all' },
      ks: [5, 10],
      params: { n_neighbors: 50, seed: 42 },
      metrics: {},
      progress: null,
      deleted: false,
    });
  });

  it('counts up, and goes from queued to running to finished', async () => {
    const { store, clock, run, dataset } = await storeWithRun();
    expect((await store.runs.create(newRun(dataset))).number).toBe(2);
    clock.turn(1000);
    await store.runs.start(run.id);
    clock.turn(2000);
    await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 2000.5 });
    const finished = await store.runs.find(run.id);
    expect(finished).toMatchObject({ status: 'FINISHED', duration_ms: 2000.5, error: null });
    expect(finished.started_at).toBe(run.created_at + 1000);
    expect(finished.finished_at).toBe(run.created_at + 3000);
  });

  it('ends once: what comes after its end is refused, and changes nothing', async () => {
    const { store, run } = await storeWithRun();
    await store.runs.start(run.id);
    await store.runs.finish(run.id, { status: 'CANCELLED', error: 'Cancelled.', duration_ms: 1 });
    const ended = await store.runs.find(run.id);
    const late = [
      store.runs.start(run.id),
      store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 2 }),
      store.runs.logMetrics(run.id, [{ name: 'ndcg@10', step: 0, value: 1 }]),
      store.runs.logParams(run.id, { late: true }),
    ];
    for (const attempt of late) await expect(attempt).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.runs.find(run.id)).toEqual(ended);
  });

  it('never has a negative duration, whatever the clock did', async () => {
    const { store, run } = await storeWithRun();
    await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: -5 });
    expect((await store.runs.find(run.id)).duration_ms).toBe(0);
  });

  it('keeps params exactly as the type they have', async () => {
    const { store, run } = await storeWithRun();
    const params = {
      text: '50',
      number: 50,
      fraction: 0.1 + 0.2,
      tiny: 5e-324,
      huge: 1.7976931348623157e308,
      integer: 2 ** 53 - 1,
      yes: true,
      no: false,
      nothing: null,
      empty: '',
      ['__proto__']: 'a key like any other',
      'odd name': '日本 🙂 \u0000 "quoted"',
    };
    await store.runs.logParams(run.id, params);
    const found = (await store.runs.find(run.id)).params;
    for (const [key, value] of Object.entries(params))
      expect(Object.getOwnPropertyDescriptor(found, key)?.value).toBe(value);
    await store.runs.logParams(run.id, { number: 'now text' });
    expect((await store.runs.find(run.id)).params['number']).toBe('now text');
    expect(await store.verify()).toEqual([]);
  });

  it('refuses a param that is no finite number, and keeps none of those with it', async () => {
    const { store, run } = await storeWithRun();
    await expect(store.runs.logParams(run.id, { good: 1, alpha: Number.NaN })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('"alpha" is NaN'),
    });
    expect((await store.runs.find(run.id)).params).not.toHaveProperty('good');
  });

  it('tells zero, missing and not-a-number apart', async () => {
    const { store, run } = await storeWithRun();
    await store.runs.logMetrics(run.id, [
      { name: 'ndcg@10', step: 0, value: 0 },
      { name: 'mrr', step: 0, value: Number.NaN },
      { name: 'loss', step: 0, value: Number.POSITIVE_INFINITY },
    ]);
    const { metrics } = await store.runs.find(run.id);
    expect(metrics).toEqual({ 'ndcg@10': 0, mrr: 'NaN', loss: 'NaN' });
    expect(metrics['recall@10']).toBeUndefined();
  });

  it('keeps every step of a metric in the order of logging, and shows the last', async () => {
    const { store, clock, run } = await storeWithRun();
    await store.runs.logMetrics(run.id, [
      { name: 'loss', step: 1, value: 3 },
      { name: 'loss', step: 2, value: 2 },
    ]);
    clock.jump(-3_600_000);
    await store.runs.logMetrics(run.id, [{ name: 'loss', step: 3, value: 0.5 }]);
    const history = await store.runs.history(run.id, 'loss');
    expect(history.map(({ step, value }) => [step, value])).toEqual([
      [1, 3],
      [2, 2],
      [3, 0.5],
    ]);
    expect((await store.runs.find(run.id)).metrics['loss']).toBe(0.5);
    expect(await store.runs.history(run.id, 'unknown')).toEqual([]);
  });

  it('takes thousands of steps in one go', async () => {
    const { store, run } = await storeWithRun();
    await store.runs.logMetrics(
      run.id,
      Array.from({ length: 3001 }, (_, step) => ({ name: 'loss', step, value: step })),
    );
    expect(await store.runs.history(run.id, 'loss')).toHaveLength(3001);
    expect((await store.runs.find(run.id)).metrics['loss']).toBe(3000);
  });

  it('takes a new name, a note and tags at any time; a tag that is null goes', async () => {
    const { store, run } = await storeWithRun();
    await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1 });
    await store.runs.update(run.id, { name: 'The good one', tags: { stage: 'candidate', owner: 'mira' } });
    await store.runs.update(run.id, { note: 'Best so far.', tags: { owner: null, stage: 'champion' } });
    expect(await store.runs.find(run.id)).toMatchObject({
      name: 'The good one',
      note: 'Best so far.',
      tags: { stage: 'champion' },
    });
  });

  it('is archived and brought back whole, but not while it runs', async () => {
    const { store, run } = await storeWithRun();
    await expect(store.runs.setDeleted(run.id, true)).rejects.toMatchObject({ code: 'conflict' });
    await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1 });
    const before = await store.runs.find(run.id);
    await store.runs.setDeleted(run.id, true);
    expect((await store.runs.list(query())).total).toBe(0);
    expect((await store.runs.list(query({ deleted: true }))).runs[0]).toMatchObject({ id: run.id, deleted: true });
    await store.runs.setDeleted(run.id, false);
    expect(await store.runs.find(run.id)).toEqual(before);
  });

  it('has files by name; the same name again is the newer file', async () => {
    const { store, run } = await storeWithRun();
    const file = {
      name: 'model/weights.npy',
      sha256: 'a'.repeat(64),
      bytes: 10,
      content_type: 'application/octet-stream',
    };
    await store.runs.addArtifact(run.id, file);
    await store.runs.addArtifact(run.id, { ...file, sha256: 'b'.repeat(64), bytes: 12 });
    await store.runs.addArtifact(run.id, { ...file, name: 'a.txt' });
    expect(await store.runs.artifacts(run.id)).toEqual([
      { ...file, name: 'a.txt' },
      { ...file, sha256: 'b'.repeat(64), bytes: 12 },
    ]);
    expect(await store.contents()).toEqual({ hashes: ['a'.repeat(64), 'b'.repeat(64)], runs: 1 });
  });

  it('knows how its data was divided', async () => {
    const { store, run } = await storeWithRun();
    await store.runs.addSplit(run.id, { kind: 'random', fingerprint: 'c'.repeat(64), facts: { leakage: 0.1 } });
    expect((await store.runs.find(run.id)).split).toEqual({
      kind: 'random',
      fingerprint: 'c'.repeat(64),
      candidates: 'all',
    });
    expect(await store.verify()).toEqual([]);
  });
});

describe('finding a run', () => {
  it('takes an id, its beginning, a number or a name', async () => {
    const { store, run, dataset } = await storeWithRun();
    const second = await store.runs.create(newRun(dataset, { name: 'second run' }));
    for (const ref of [second.id, second.id.slice(0, 8), '2', '#2', 'run 2', 'second run']) {
      expect((await store.runs.find(ref)).id).toBe(second.id);
    }
    expect((await store.runs.find('1')).id).toBe(run.id);
  });

  it('takes the newest of a name, an archived one only where there is no other', async () => {
    const { store, dataset, run } = await storeWithRun();
    const newer = await store.runs.create(newRun(dataset));
    expect((await store.runs.find(run.name)).id).toBe(newer.id);
    await store.runs.finish(newer.id, { status: 'FINISHED', duration_ms: 1 });
    await store.runs.setDeleted(newer.id, true);
    expect((await store.runs.find(run.name)).id).toBe(run.id);
    expect((await store.runs.find(newer.id)).deleted).toBe(true);
  });

  it('says which name was meant', async () => {
    const { store } = await storeWithRun();
    await expect(store.runs.find('user_knn n_neighbours=50')).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no run "user_knn n_neighbours=50". Did you mean "user_knn n_neighbors=50"?',
    });
    await expect(store.runs.find('99')).rejects.toMatchObject({ code: 'not_found' });
    await expect(store.runs.find("'; drop table runs --")).rejects.toMatchObject({ code: 'not_found' });
  });
});
