import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppEvent } from '#shared/api/api.ts';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import type { Run } from '#shared/domain/run.ts';
import { createCore, type Core } from '#runs/core.ts';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import { restoreModel } from '#runs/bundle/restore-model.ts';
import { coreConfig } from '../../../main/core-config.ts';
import { tempHome } from '../../support/temp-home.ts';
import { until } from '../../support/until.ts';
import { wholeBody } from '../../support/whole-body.ts';

const { home, remove } = tempHome();
let core: Core;
let client: Client;
const events: AppEvent[] = [];

beforeAll(async () => {
  core = await createCore({ ...coreConfig(home), who: 'ada' });
  client = connect({ call: serve(core.handlers), listen: core.listen });
  core.listen((event) => events.push(event));
  await client.datasets.create({
    name: 'groups',
    recipe: { source: 'synthetic:groups', options: { preset: 'six-groups' } },
  });
  const asked = [
    { algorithm: 'popularity' },
    { algorithm: 'user_knn' },
    { algorithm: 'user_knn' },
    { algorithm: 'random' },
  ];
  for (const request of asked) await train(request);
});
afterAll(async () => {
  await core.close();
  remove();
});

async function train(request: { algorithm: string; split?: { test_share: number } }): Promise<Run> {
  const { runs } = await client.runs.start({ dataset: 'groups', ...request });
  return until('the run', async () => {
    const run = await client.runs.show({ run: runs[0]!.id });
    return run.status === 'FINISHED' ? run : null;
  });
}

describe('a run', () => {
  it('becomes a version with its lineage and a bundle that anyone can verify', async () => {
    const run = await client.runs.show({ run: '1' });
    const version = await client.models.register({ run: '1', model: 'feed', note: 'the baseline' });
    expect(version).toMatchObject({ model: 'feed', version: 1, status: 'candidate', by: 'ada', note: 'the baseline' });
    expect(version).toMatchObject({ dataset: { fingerprint: run.dataset.fingerprint }, metrics: run.metrics });
    const bundle = await client.models.exportBundle({ version: 'feed@1' });
    expect(bundle).toMatchObject({ ...version.bundle, model_version: 'feed_v1' });
    expect(hash('sha256', readFileSync(bundle.path), 'hex')).toBe(bundle.sha256);
    const { manifest, lists } = await readBundle(bundle.path);
    expect(manifest.lineage).toMatchObject({ run: { id: run.id, number: 1 }, registered: { by: 'ada' } });
    expect(manifest.metrics['ndcg@10']).toBe(run.metrics['ndcg@10']);
    expect(manifest.metrics).not.toHaveProperty('train_ms');
    expect(lists?.indptr).toHaveLength(manifest.matrix.users + 2);
  });

  it('answers from its bundle as it does itself, to the last bit', async () => {
    await client.models.register({ run: '2', model: 'feed' });
    const { path } = await client.models.exportBundle({ version: 'feed@2' });
    const bundle = await readBundle(path);
    const { recommender } = restoreModel(bundle);
    for (let user = 0; user < bundle.userIds.length; user += 17) {
      const { recommendations } = await client.runs.recommend({ run: '2', user: bundle.userIds[user]!, limit: 20 });
      const restored = recommender.recommend(user, { limit: 20 });
      expect(restored.map(({ item, score, reason }) => ({ item: bundle.itemIds[item], score, reason }))).toEqual(
        recommendations,
      );
    }
  });

  it('that did not finish, or is a version already, is refused', async () => {
    await expect(client.models.register({ run: '2', model: 'feed' })).rejects.toThrow(/Run 2 is version 2/);
    await expect(client.models.register({ run: '99', model: 'feed' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.models.register({ run: '1', model: 'a/b' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('stays as long as a version was made from it', async () => {
    await expect(client.runs.delete({ run: '1' })).rejects.toThrow(/Run 1 stays: version 1 of model "feed"/);
  });
});

describe('promotion', () => {
  it('of the first version has nothing to compare with, and asks its bundle', async () => {
    const { gates, comparison } = await client.models.gates({ version: 'feed@1' });
    expect(gates.every(({ ok }) => ok)).toBe(true);
    expect(comparison).toBeNull();
    expect(gates.at(-1)!.detail).toMatch(/\d+ users were asked for and got \d+ items/);
    const live = await client.models.promote({ version: 'feed@1', note: 'first' });
    expect(live).toMatchObject({ status: 'live', aliases: ['live'] });
  });

  it('of a better model passes its gates, and keeps what it was compared with', async () => {
    const version = await client.models.promote({ version: 'feed@2', metric: 'ndcg@10', group_limit: 0.5 });
    expect(version.gates.map(({ name, ok }) => [name, ok])).toEqual([
      ['same_data', true],
      ['metric', true],
      ['groups', true],
      ['smoke_call', true],
    ]);
    expect(version.comparison).toMatchObject({ against: { version: 1, run: { number: 1 } }, metric: 'ndcg@10' });
    expect(version.comparison!.summary).toMatch(/^B \(user_knn\) beats A \(popularity\)/);
    expect(version.comparison!.groups.length).toBeGreaterThan(2);
    const again = await client.runs.compare({ a: '1', b: '2' });
    expect(version.comparison!.metrics).toEqual(again.metrics);
    expect((await client.models.show({ model: 'feed' })).aliases).toEqual({ live: 2, previous: 1 });
  });

  it('of an equal model has no evidence, and needs a reason that is kept', async () => {
    await client.models.register({ run: '3', model: 'feed' });
    const { gates } = await client.models.gates({ version: 'feed@candidate' });
    expect(gates.find(({ name }) => name === 'metric')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('0.000 [0.000, 0.000]'),
    });
    await expect(client.models.promote({ version: 'feed' })).rejects.toMatchObject({
      code: 'conflict',
      details: { gates },
    });
    const short = client.models.promote({ version: 'feed', override_reason: 'because' });
    await expect(short).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await client.models.show({ model: 'feed' })).aliases).toMatchObject({ live: 2, candidate: 3 });
    await client.models.promote({ version: 'feed', override_reason: 'trained on the newest machine' });
    const [event] = await client.models.history({ model: 'feed' });
    expect(event).toMatchObject({
      kind: 'promoted',
      version: 3,
      override_reason: 'trained on the newest machine',
      gates,
    });
  });

  it('of a model of other data is refused by the first gate', async () => {
    const run = await train({ algorithm: 'user_knn', split: { test_share: 0.3 } });
    await client.models.register({ run: run.id, model: 'feed' });
    const { gates } = await client.models.gates({ version: 'feed@candidate' });
    expect(gates[0]).toMatchObject({ name: 'same_data', ok: false, detail: expect.stringContaining('splits differ') });
  });

  it('of a worse model is refused by metric and groups', async () => {
    await client.models.register({ run: '4', model: 'feed' });
    const { gates } = await client.models.gates({ version: 'feed@candidate' });
    expect(gates.map(({ ok }) => ok)).toEqual([true, false, false, true]);
  });

  it('of what is live, and by a metric that is not there, is refused', async () => {
    await expect(client.models.gates({ version: 'feed@live' })).rejects.toThrow(/Version 3 of "feed" is live already/);
    const wrong = client.models.gates({ version: 'feed@5', metric: 'ndgc@10' });
    await expect(wrong).rejects.toThrow(/Did you mean "ndcg@10"\?/);
  });

  it('is rolled back in one step', async () => {
    const started = performance.now();
    expect(await client.models.rollback({ model: 'feed', note: 'too slow' })).toMatchObject({ version: 2 });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect((await client.models.show({ model: 'feed' })).aliases).toMatchObject({ live: 2, previous: 3 });
  });

  it('and everything else is told to whoever listens', () => {
    const told = events.flatMap((event) => (event.type === 'model.changed' ? [event] : []));
    expect(told.every(({ model }) => model === 'feed')).toBe(true);
    expect(told.map(({ event }) => event.kind).slice(0, 5)).toEqual([
      'registered',
      'registered',
      'promoted',
      'promoted',
      'registered',
    ]);
    expect(told.at(-1)!.event).toMatchObject({ kind: 'rolled_back', version: 2, from_version: 3, by: 'ada' });
  });
});

describe('the registry', () => {
  it('is exported in the reference shape', async () => {
    const { models } = await client.models.registryJson({});
    expect(models.map(({ version, status }) => [version, status])).toEqual([
      ['v1', 'registered'],
      ['v2', 'active'],
      ['v3', 'previous'],
      ['v4', 'registered'],
      ['v5', 'candidate'],
    ]);
    expect(models[1]).toMatchObject({
      model_version: 'feed_v2',
      filename: expect.stringMatching(/^model_\d{8}_\d{6}$/),
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      config: { algorithm: 'user_knn', n_neighbors: 10 },
      metrics: { 'ndcg@10': expect.any(Number) },
    });
  });

  it('writes a bundle to a file once, and gives it as bytes', async () => {
    const to = join(home, 'out', 'feed.kindred');
    const { sha256, path } = await client.models.exportBundle({ version: 'feed', to });
    expect(path).toBe(to);
    expect(hash('sha256', readFileSync(to), 'hex')).toBe(sha256);
    await expect(client.models.exportBundle({ version: 'feed', to })).rejects.toThrow(/exists already/);
    const answer = await core.bytes('bundle', { version: 'feed@live' });
    expect([hash('sha256', await wholeBody(answer), 'hex'), answer.filename, answer.contentType]).toEqual([
      sha256,
      'feed_v2.kindred',
      'application/zip',
    ]);
  });

  it('moves other aliases by hand', async () => {
    const model = await client.models.setAlias({ model: 'feed', alias: 'holiday', version: 1 });
    expect(model.aliases).toMatchObject({ holiday: 1 });
    await expect(client.models.setAlias({ model: 'feed', alias: 'live', version: 1 })).rejects.toThrow(/follows/);
    await expect(client.models.setAlias({ model: 'feed', alias: 'v1', version: 1 })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('finds a bundle that was changed or is gone, does not promote it, and says so in verify', async () => {
    expect(await client.system.verify({})).toMatchObject({ ok: true, checked: { bundles: 5 } });
    const { path } = await client.models.exportBundle({ version: 'feed@5' });
    appendFileSync(path, 'x');
    const { gates } = await client.models.gates({ version: 'feed@5' });
    expect(gates.at(-1)).toMatchObject({ name: 'smoke_call', ok: false });
    await expect(client.models.exportBundle({ version: 'feed@5' })).rejects.toMatchObject({ code: 'unavailable' });
    rmSync(path);
    expect(existsSync(path)).toBe(false);
    expect(await client.system.verify({})).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/^Version 5 of model "feed": The bundle .* cannot be read/)],
    });
  });
});
