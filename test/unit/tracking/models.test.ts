import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { ModelVersion, RegisteredModel, RegistryEvent, type Gate } from '#shared/domain/model-version.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import type { Store } from '#runs/tracking/store.ts';
import { facts, filesIn, newRun, temporaryFolder, temporaryStore, testClock } from './fixture.ts';
import { newVersion } from './samples.ts';

const ada = { by: 'ada', note: '' };
const gates: Gate[] = [{ name: 'same_data', title: 'same data as live', ok: true, detail: 'nothing is live yet' }];

async function register(store: Store, changes: Partial<Parameters<typeof newVersion>[1]> = {}) {
  const dataset = await store.datasets.insert('shop', facts());
  const run = await store.runs.create(newRun(dataset));
  await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1 });
  const model = changes.model ?? 'knn';
  const version = await store.models.next({ name: model, kind: 'recommender' }, run.id);
  return store.models.register(newVersion(run, { model, version, ...changes }));
}

async function promote(store: Store, version: ModelVersion) {
  const live = (await store.models.find(version.model)).aliases['live'] ?? null;
  const promotion = { model: version.model, version: version.version, live, gates, comparison: null };
  return store.models.promote({ ...promotion, override_reason: null, ...ada });
}

describe('versions', () => {
  it('count up within their model and become its candidate', async () => {
    const store = await temporaryStore();
    const first = await register(store);
    const second = await register(store);
    const other = await register(store, { model: 'other', candidate: false });
    expect([first, second, other].map(({ model_version }) => model_version)).toEqual(['knn_v1', 'knn_v2', 'other_v1']);
    expect([second.status, other.status]).toEqual(['candidate', 'registered']);
    const [knn] = await store.models.list();
    expect(RegisteredModel.parse(knn)).toEqual(knn);
    expect(knn).toMatchObject({ name: 'knn', aliases: { candidate: 2 }, versions: [{ version: 2 }, { version: 1 }] });
  });

  it('keep where they came from, who made them and why', async () => {
    const store = await temporaryStore();
    const version = await register(store, { note: 'for the spring', by: 'ada' });
    expect(version).toMatchObject({ by: 'ada', note: 'for the spring', run: { number: 1 }, dataset: { name: 'shop' } });
    expect(version).toMatchObject({ metrics: { 'ndcg@10': 0.4 }, bundle: { bytes: 10 }, gates: [], comparison: null });
  });

  it('are found by number, alias, id, and by name alone as the caller means it', async () => {
    const store = await temporaryStore();
    const first = await register(store);
    const second = await register(store);
    const third = await register(store);
    await promote(store, first);
    const found = async (ref: string, otherwise?: string[]) => (await store.models.version(ref, otherwise)).version;
    expect(await found('knn@2')).toBe(2);
    expect(await found('knn@v3')).toBe(3);
    expect(await found('knn@candidate')).toBe(3);
    expect(await found(second.id)).toBe(2);
    expect(await found('knn')).toBe(1);
    expect(await found('knn', ['candidate'])).toBe(third.version);
    await expect(found('knn', ['previous'])).rejects.toThrow(/No version of model "knn" is previous.*"knn@1"/);
  });

  it.each([
    ['knm', 'There is no model "knm". Did you mean "knn"?'],
    ['knn@2', 'Model "knn" has no version 2. It has version 1, candidate = version 1.'],
    ['knn@candiate', 'Model "knn" has no alias "candiate". Did you mean "candidate"?'],
  ])('that do not exist are refused, and what there is is named: %s', async (ref, says) => {
    const store = await temporaryStore();
    await register(store);
    await expect(store.models.version(ref)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining(says),
    });
  });

  it('are made once of a run, and never twice with one number', async () => {
    const store = await temporaryStore();
    const { run } = await register(store);
    await expect(store.models.next({ name: 'knn', kind: 'recommender' }, run.id)).rejects.toThrow(
      /Run 1 is version 1 of model "knn" already/,
    );
    const dataset = await store.datasets.insert('shop', facts());
    const other = await store.runs.create(newRun(dataset));
    const late = store.models.register(newVersion(other, { model: 'knn', version: 1 }));
    await expect(late).rejects.toMatchObject({ code: 'conflict', details: { taken: 1 } });
    expect((await store.models.find('knn')).versions).toHaveLength(1);
  });

  it('keep their run from being archived', async () => {
    const store = await temporaryStore();
    const { run } = await register(store);
    await expect(store.runs.setDeleted(run.id, true)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Run 1 stays: version 1 of model "knn" was made from it'),
    });
    expect((await store.runs.find(run.id)).deleted).toBe(false);
  });
});

describe('promotion', () => {
  it('makes a version live, what was live previous, and takes the candidate away', async () => {
    const store = await temporaryStore();
    const first = await register(store);
    expect(await promote(store, first)).toMatchObject({ status: 'live', aliases: ['live'], gates });
    expect((await store.models.find('knn')).aliases).toEqual({ live: 1 });
    const second = await register(store);
    await promote(store, second);
    expect((await store.models.find('knn')).aliases).toEqual({ live: 2, previous: 1 });
  });

  it('is refused for what is live, and where something else went live meanwhile', async () => {
    const store = await temporaryStore();
    const first = await register(store);
    const second = await register(store);
    await promote(store, first);
    await expect(promote(store, first)).rejects.toThrow('Version 1 of "knn" is live already.');
    const promotion = { model: 'knn', version: second.version, live: null, gates, comparison: null };
    const late = store.models.promote({ ...promotion, override_reason: null, ...ada });
    await expect(late).rejects.toThrow(/Version 1 of "knn" went live meanwhile/);
    expect((await store.models.find('knn')).aliases).toMatchObject({ live: 1, candidate: 2 });
  });

  it('is taken back in one step, and that can be taken back too', async () => {
    const store = await temporaryStore();
    const first = await register(store);
    await promote(store, first);
    await expect(store.models.rollBack('knn', ada)).rejects.toThrow(/version 1 is the first that went live/);
    await promote(store, await register(store));
    expect(await store.models.rollBack('knn', ada)).toMatchObject({ version: 1, status: 'live' });
    expect((await store.models.find('knn')).aliases).toEqual({ live: 1, previous: 2 });
    expect(await store.models.rollBack('knn', ada)).toMatchObject({ version: 2, status: 'live' });
  });
});

describe('aliases', () => {
  it('are set and taken away by hand, except those that follow promotion', async () => {
    const store = await temporaryStore();
    await register(store);
    await store.models.setAlias('knn', 'canary-eu', 1, ada);
    await store.models.setAlias('knn', 'canary-eu', 1, ada);
    expect((await store.models.version('knn@canary-eu')).aliases).toEqual(['canary-eu', 'candidate']);
    await store.models.setAlias('knn', 'candidate', null, ada);
    expect((await store.models.find('knn')).aliases).toEqual({ 'canary-eu': 1 });
    expect(() => store.models.setAlias('knn', 'live', 1, ada)).toThrow(/follows promotion and roll-back/);
    await expect(store.models.setAlias('knn', 'other', 7, ada)).rejects.toThrow('Model "knn" has no version 7.');
    expect((await store.models.history('knn')).map(({ kind }) => kind)).toEqual([
      'alias_removed',
      'alias_set',
      'registered',
    ]);
  });
});

describe('the history', () => {
  it('has every decision with who, why, what it replaced and what was overridden', async () => {
    const clock = testClock();
    const store = await temporaryStore({ clock });
    await promote(store, await register(store));
    const second = await register(store);
    clock.turn(5000);
    const promotion = { model: 'knn', version: second.version, live: 1, gates, comparison: null };
    await store.models.promote({ ...promotion, override_reason: 'the old data is gone', by: 'bob', note: 'go' });
    await store.models.rollBack('knn', { by: 'cy', note: 'slow' });
    const history = await store.models.history('knn');
    expect(history.map((event) => RegistryEvent.parse(event))).toEqual(history);
    expect(history.map(({ kind, version, from_version, by }) => [kind, version, from_version, by])).toEqual([
      ['rolled_back', 1, 2, 'cy'],
      ['promoted', 2, 1, 'bob'],
      ['registered', 2, null, 'ada'],
      ['promoted', 1, null, 'ada'],
      ['registered', 1, null, 'ada'],
    ]);
    expect(history[1]).toMatchObject({ override_reason: 'the old data is gone', note: 'go', at: clock.now(), gates });
  });

  it('and versions cannot be changed or removed, not even by hand', async () => {
    const files = filesIn(temporaryFolder());
    const store = await openStore({ ...files, clock: testClock() });
    await register(store);
    await store.close();
    const sqlite = new Database(files.file);
    for (const table of ['model_events', 'model_versions']) {
      expect(() => sqlite.exec(`update ${table} set note = 'x'`)).toThrow(/only ever added to/);
      expect(() => sqlite.exec(`delete from ${table}`)).toThrow(/only ever added to/);
    }
    sqlite.close();
  });

  it('that was changed behind the back of SQLite is reported', async () => {
    const files = filesIn(temporaryFolder());
    const store = await openStore({ ...files, clock: testClock() });
    await register(store);
    const sqlite = new Database(files.file);
    const triggers = sqlite.prepare("select name, sql from sqlite_schema where type = 'trigger'").all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`);
    sqlite.exec("update model_events set made_by = 'eve'; update model_versions set note = 'x'");
    sqlite.exec("update model_aliases set alias = 'liva'; update models set name = 'knm'");
    for (const { sql } of triggers) sqlite.exec(sql);
    sqlite.close();
    expect(await store.verify()).toEqual([
      'Model "knm": its row is damaged.',
      'Version 1 of model "knm": its row is damaged.',
      'Alias "liva" of model "knm": its row is damaged.',
      'Line 1 of the history of model "knm" is damaged.',
    ]);
    await store.close();
  });
});
