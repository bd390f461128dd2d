import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Recipe } from '#shared/domain/dataset.ts';
import type { Run } from '#shared/domain/run.ts';
import { openCore, type CoreUnderTest } from './core.ts';

const recipe = Recipe.parse({
  source: 'synthetic:feed',
  options: { users: 900, items: 400, interactions: 40_000, days: 10, seed: 3 },
});

let ample: CoreUnderTest;
beforeAll(async () => {
  ample = await openCore();
  await ample.client.datasets.create({ name: 'feed', recipe });
});
afterAll(() => ample.close());

async function trained({ client, ended }: CoreUnderTest, algorithm: string): Promise<Run> {
  const { runs } = await client.runs.start({ dataset: 'feed', algorithm });
  const run = await ended(runs[0]!);
  expect(run.error).toBeNull();
  return run;
}

/** Everything that does not tell the time, the memory or the run's own name. */
async function answersOf({ client }: CoreUnderTest, { id, metrics }: Run) {
  const kept = Object.entries(metrics).filter(([name]) => !/_ms$|_bytes$/.test(name));
  const files = await client.runs.artifacts({ run: id });
  return {
    metrics: Object.fromEntries(kept),
    model: files
      .filter(({ name }) => name.startsWith('model/') || name.startsWith('model.'))
      .map(({ name, sha256 }) => [name, sha256]),
  };
}

describe.each(['user_knn', 'item_knn'])('%s above the limit of memory', (algorithm) => {
  it('is trained by blocks of columns on disk, says so, and comes out the same to the byte', async () => {
    const whole = await ample.client.algorithms.estimate({ dataset: 'feed', algorithm });
    expect(whole.search_bytes).toBeNull();
    const scarce = await openCore({ memoryLimitBytes: whole.bytes - 400_000 });
    try {
      await scarce.client.datasets.create({ name: 'feed', recipe });
      const { search_bytes, bytes, limit_bytes } = await scarce.client.algorithms.estimate({
        dataset: 'feed',
        algorithm,
      });
      expect(search_bytes).toBeGreaterThan(0);
      expect(bytes).toBe(limit_bytes);
      const [a, b] = [await trained(ample, algorithm), await trained(scarce, algorithm)];
      const expected = await answersOf(ample, a);
      expect(expected.model.length).toBeGreaterThan(0);
      expect(await answersOf(scarce, b)).toEqual(expected);
      const log = await scarce.client.runs.log({ run: b.id });
      expect(log?.text).toMatch(new RegExp(`Training ${algorithm}, at most .+ at a time, columns on disk`));
      const tmp = join(scarce.home, 'tmp');
      expect(existsSync(tmp) ? readdirSync(tmp) : []).toEqual([]);
    } finally {
      await scarce.close();
    }
  });

  it('is refused where not even the smallest blocks fit', async () => {
    const scarce = await openCore({ memoryLimitBytes: 1_000_000 });
    try {
      await scarce.client.datasets.create({ name: 'feed', recipe });
      await expect(scarce.client.runs.start({ dataset: 'feed', algorithm })).rejects.toMatchObject({
        code: 'too_large',
      });
    } finally {
      await scarce.close();
    }
  });
});
