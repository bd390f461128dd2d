import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { featureNames, featuresOf, type QueryFeatures } from '#shared/domain/query-features.ts';
import { readQueryBundle } from '#runs/bundle/read-bundle.ts';
import { predict } from '#runs/performance/query-model.ts';
import { restoreQueryModel } from '#runs/performance/restore-bundle.ts';
import { addQueryDataset, sampleRows } from '../../support/query-dataset.ts';
import { tempHome } from '../../support/temp-home.ts';
import { openCore, type CoreUnderTest } from '../handlers/core.ts';

/** A model of query performance from its run to what goes live, on real files and threads. */

let core: CoreUnderTest;
let boosted: Run;
let ridge: Run;
const folder = tempHome();

async function train(algorithm: string, config: Record<string, number> = {}): Promise<Run> {
  const asked = { dataset: 'slow', algorithm, config, learning_curve: 0, permutations: 0 };
  const { runs } = await core.client.performance.train(asked);
  const run = await core.ended(runs[0]!);
  expect(run).toMatchObject({ status: 'FINISHED', error: null });
  return run;
}

beforeAll(async () => {
  core = await openCore();
  await addQueryDataset(core.home, 'slow', { queries: 400, seed: 4 });
  [boosted, ridge] = [await train('gradient_boosting'), await train('ridge', { alpha: 1e6 })];
});
afterAll(async () => {
  await core.close();
  folder.remove();
});

const questions: QueryFeatures[] = [
  ...sampleRows({ queries: 10, seed: 9 }).map(({ features }) => featuresOf(features)),
  Object.fromEntries(featureNames.map((name) => [name, null])) as QueryFeatures,
];

describe('a version', () => {
  it('is registered with a bundle whose model says what the run says, to the last bit', async () => {
    for (const run of [boosted, ridge]) {
      const version = await core.client.models.register({ run: run.id });
      expect(version).toMatchObject({
        kind: 'query_performance',
        model: 'query_performance',
        algorithm: run.algorithm,
      });
      expect(version.split.kind).toBe('by-query');
      const { path } = await core.client.models.exportBundle({ version: version.id });
      const model = restoreQueryModel(await readQueryBundle(path));
      for (const features of questions) {
        expect(predict(model, features)).toEqual(await core.client.performance.predict({ run: run.id, query: { features } })); // prettier-ignore
      }
    }
    expect(await core.client.system.verify({})).toMatchObject({ ok: true, problems: [] });
  });

  it('has equal bytes where it is registered again elsewhere with the same name, number and time', async () => {
    const { path } = await core.client.models.exportBundle({ version: 'query_performance@1' });
    const { manifest: _manifest, sha256, bytes, ...contents } = await readQueryBundle(path);
    const { encodeQueryBundle } = await import('#runs/bundle/encode-query-bundle.ts');
    const again = await encodeQueryBundle(contents);
    expect(again.length).toBe(bytes);
    expect(again.equals(readFileSync(path))).toBe(true);
    expect(sha256).toHaveLength(64);
  });

  it('is listed with its kind alone, and no recommender is registered under its name', async () => {
    expect((await core.client.models.list({})).map(({ name }) => name)).toEqual([]);
    expect(await core.client.models.list({ kind: 'query_performance' })).toMatchObject([
      { name: 'query_performance', kind: 'query_performance', versions: [{ version: 2 }, { version: 1 }] },
    ]);
  });
});

describe('promotion', () => {
  it('asks gates that fit: same data, better than live, both baselines, coverage, smoke call', async () => {
    const first = await core.client.models.gates({ version: 'query_performance@1' });
    expect(first.gates.map(({ name, ok }) => [name, ok])).toEqual([
      ['same_data', true],
      ['metric', true],
      ['baselines', true],
      ['coverage', true],
      ['smoke_call', true],
    ]);
    expect(first.gates[2]!.detail).toMatch(
      /^Mean absolute error [\d.]+ m?s; the constant mean [\d.]+ m?s, the last value [\d.]+ m?s\.$/,
    );
    expect(await core.client.models.promote({ version: 'query_performance@1' })).toMatchObject({ status: 'live' });
    const { gates, comparison } = await core.client.models.gates({ version: 'query_performance@2' });
    const live = Number(boosted.metrics['mae_ms']);
    const next = Number(ridge.metrics['mae_ms']);
    const mae = comparison!.metrics.find(({ name }) => name === 'mae_ms')!;
    expect(mae.delta).toBeCloseTo(next - live, 9);
    expect(mae.ci![0]).toBeLessThanOrEqual(mae.delta!);
    expect(mae.ci![1]).toBeGreaterThanOrEqual(mae.delta!);
    expect(gates[1]!.ok).toBe(mae.ci![1] < 0);
    expect(gates[1]!.detail).toMatch(/worse \d+ queries\.$/);
  });

  it('against a gate takes a reason, and goes back in one action', async () => {
    const { gates } = await core.client.models.gates({ version: 'query_performance@2' });
    if (gates.every(({ ok }) => ok)) throw new Error('Nothing stands against it: choose a worse model for this test.');
    await expect(core.client.models.promote({ version: 'query_performance@2' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const override_reason = 'a straight line is easier to explain';
    await core.client.models.promote({ version: 'query_performance@2', override_reason });
    const back = await core.client.models.rollback({ model: 'query_performance' });
    expect(back).toMatchObject({ version: 1, status: 'live' });
    const history = await core.client.models.history({ model: 'query_performance' });
    expect(history.map(({ kind }) => kind)).toEqual([
      'rolled_back',
      'promoted',
      'promoted',
      'registered',
      'registered',
    ]);
  });

  it('decides by a metric that has baselines, and says which those are', async () => {
    const version = 'query_performance@2';
    await expect(core.client.models.gates({ version, metric: 'ndcg@10' })).rejects.toThrow('has no metric "ndcg@10"');
    await expect(core.client.models.gates({ version, metric: 'train_ms' })).rejects.toThrow(
      '"train_ms" cannot decide. Use',
    );
    expect((await core.client.models.gates({ version, metric: 'rmse_ms' })).gates[1]!.title).toContain('rmse_ms');
  });
});

describe('a bundle', () => {
  it('becomes a version of another data folder, and predicts the same there', async () => {
    const there = await openCore();
    try {
      const file = join(folder.home, 'latency.kindred');
      await core.client.models.exportBundle({ version: 'query_performance@1', to: file });
      const version = await there.client.models.import({ file, model: 'latency' });
      expect(version).toMatchObject({ kind: 'query_performance', model_version: 'latency_v1', algorithm: 'gradient_boosting' }); // prettier-ignore
      const { path } = await there.client.models.exportBundle({ version: 'latency@1' });
      const [before, after] = [await readQueryBundle(file), await readQueryBundle(path)];
      expect(after.saved).toEqual(before.saved);
      expect((await there.client.models.promote({ version: 'latency@1' })).status).toBe('live');
      await expect(there.client.models.import({ file, model: 'latency' })).rejects.toThrow('is version 1 of "latency" already'); // prettier-ignore
    } finally {
      await there.close();
    }
  });

  it('that was changed is refused by the smoke call', async () => {
    const { path } = await core.client.models.exportBundle({ version: 'query_performance@2' });
    const kept = join(folder.home, 'kept');
    copyFileSync(path, kept);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    const { gates } = await core.client.models.gates({ version: 'query_performance@2' });
    expect(gates.find(({ name }) => name === 'smoke_call')).toMatchObject({ ok: false });
    copyFileSync(kept, path);
  });
});

it('a model of queries is not trained again by plan, and says what to do instead', async () => {
  const says = /is about query performance and is not trained again by plan\. Sample its queries again/;
  await expect(core.client.retraining.run({ model: 'query_performance' })).rejects.toThrow(says);
  await expect(core.client.retraining.save({ model: 'query_performance' })).rejects.toThrow(says);
});

describe('two runs', () => {
  it('of this kind are compared by their queries, and with a recommender not at all', async () => {
    const { comparable, metrics, summary, slices } = await core.client.runs.compare({ a: boosted.id, b: ridge.id });
    expect({ comparable, slices }).toEqual({ comparable: true, slices: [] });
    const mae = metrics.find(({ name }) => name === 'mae_ms')!;
    expect(mae.better! + mae.same! + mae.worse!).toBe(80);
    expect(mae.p_value).not.toBeNull();
    expect(summary).toContain('Mean absolute error');
    expect(summary).toContain('queries');
    await core.client.datasets.openSample({});
    const { runs } = await core.client.runs.start({ dataset: 'six-groups', algorithm: 'popularity' });
    const shop = await core.ended(runs[0]!);
    await expect(core.client.runs.compare({ a: boosted.id, b: shop.id })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Runs of different kinds cannot be compared'),
    });
    await expect(core.client.models.register({ run: shop.id, model: 'query_performance' })).rejects.toThrow(
      'Model "query_performance" is about query performance, and this is about recommenders.',
    );
    await expect(core.client.runs.recommend({ run: ridge.id, user: 'u1' })).rejects.toMatchObject({ code: 'conflict' });
  });
});
