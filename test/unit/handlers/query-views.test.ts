import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppEvent } from '#shared/api/api.ts';
import type { Run } from '#shared/domain/run.ts';
import { addQueryDataset } from '../../support/query-dataset.ts';
import { openCore, type CoreUnderTest } from './core.ts';

/** What pages about query performance ask for, on real files and threads. */

let core: CoreUnderTest;
let runs: Run[];

beforeAll(async () => {
  core = await openCore();
  await addQueryDataset(core.home, 'slow', { queries: 120, seed: 4 });
  runs = [];
  for (const alpha of [1, 1e6]) {
    const asked = { dataset: 'slow', algorithm: 'ridge', config: { alpha }, learning_curve: 0, permutations: 0 };
    runs.push(await core.ended((await core.client.performance.train(asked)).runs[0]!));
  }
});
afterAll(() => core.close());

describe('a deleted dataset of samples', () => {
  it('is in the list of deleted ones alone, comes back as it was, and tells whoever listens', async () => {
    const { client } = core;
    const dataset = await addQueryDataset(core.home, 'other', { queries: 40, seed: 5 });
    const heard: AppEvent['type'][] = [];
    const end = core.core.listen(({ type }) => heard.push(type));
    await client.performance.deleteDataset({ dataset: dataset.id });
    expect((await client.performance.datasets({})).map(({ name }) => name)).toEqual(['slow']);
    expect(await client.datasets.deleted({})).toEqual([]);
    expect(await client.performance.deletedDatasets({})).toEqual([
      { ...dataset, deleted_at: expect.any(Number) as number },
    ]);
    expect(await client.performance.restoreDataset({ dataset: dataset.id })).toEqual(dataset);
    expect(await client.performance.deletedDatasets({})).toEqual([]);
    expect(heard).toEqual(['dataset.deleted', 'queryDataset.changed']);
    end();
  });

  it('stays while runs use it', async () => {
    await expect(core.client.performance.deleteDataset({ dataset: 'slow' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is used by 2 runs') as string,
    });
  });
});

describe('two models query by query', () => {
  it('change as their reports say, with an interval for each metric that is a mean', async () => {
    const [a, b] = [runs[0]!.id, runs[1]!.id];
    const { client } = core;
    const [changes, comparison, ofA, ofB] = await Promise.all([
      client.performance.changes({ a, b }),
      client.runs.compare({ a, b }),
      client.performance.report({ run: a }),
      client.performance.report({ run: b }),
    ]);
    expect(changes).toHaveLength(new Set(ofA.predictions.map(({ query_id: id }) => id)).size);
    const error = ({ actual_ms: actual, predicted_ms: predicted }: { actual_ms: number; predicted_ms: number }) =>
      Math.abs(Math.log1p(actual) - Math.log1p(predicted));
    for (const { query_id: id, samples, a_error, b_error, change } of changes) {
      const means = [ofA, ofB].map(({ predictions }) => {
        const own = predictions.filter((sample) => sample.query_id === id);
        return own.reduce((sum, sample) => sum + error(sample), 0) / own.length;
      });
      expect(a_error).toBeCloseTo(means[0]!, 12);
      expect(b_error).toBeCloseTo(means[1]!, 12);
      expect(change).toBeCloseTo(means[1]! - means[0]!, 12);
      expect(samples).toBe(2);
    }
    const intervals = comparison.metrics.filter(({ ci }) => ci !== null).map(({ name }) => name);
    expect(intervals.toSorted()).toEqual(['interval_coverage@90', 'mae_ms', 'mape', 'r2']);
    for (const { ci, delta } of comparison.metrics.filter((metric) => metric.ci !== null)) {
      expect(ci![0]).toBeLessThanOrEqual(delta!);
      expect(ci![1]).toBeGreaterThanOrEqual(delta!);
    }
  });
});
