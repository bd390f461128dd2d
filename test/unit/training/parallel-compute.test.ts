import { afterEach, describe, expect, it } from 'vitest';
import type { Compute } from '#runs/matrix/compute.ts';
import { emptyCsr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { randomCsr } from '../../support/matrices.ts';

const kernelWorker = new URL('../../../runs/training/kernel-worker.ts', import.meta.url);
const options = { k: 7, shrinkage: 0, minOverlap: 1 };
const ratings = randomCsr(createRandom(1, 'parallel'), 300, 80, 0.15);
/** Takes some seconds on one thread, so that something can happen meanwhile. */
const large = randomCsr(createRandom(2, 'parallel'), 6000, 400, 0.35);

type Pool = Compute & { close(): Promise<void> };
const pools: Pool[] = [];

function createPool(workers: number, shouldStop = () => false, workerUrl = kernelWorker): Pool {
  const pool = parallelCompute(workers, workerUrl, shouldStop, { smallProduct: 0 });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('parallelCompute', () => {
  it.each([1, 2, 3])('has the bits of one thread with %i workers, also on the second use', async (workers) => {
    const local = localCompute(() => false, 'plain');
    const pool = createPool(workers);
    for (const how of [options, { k: 300, shrinkage: 1.5, minOverlap: 3 }]) {
      expect(await pool.topK(ratings, how)).toEqual(await local.topK(ratings, how));
    }
    expect(await pool.summarise(ratings)).toEqual(await local.summarise(ratings));
  });

  it('answers several questions asked at once', async () => {
    const local = localCompute(() => false, 'plain');
    const pool = createPool(2);
    const asked = [1, 5, 9].map((k) => ({ ...options, k }));
    const expected = await Promise.all(asked.map((how) => local.topK(ratings, how)));
    expect(await Promise.all(asked.map((how) => pool.topK(ratings, how)))).toEqual(expected);
  });

  it('has more workers than rows, and data without values', async () => {
    const pool = createPool(3);
    expect((await pool.topK(emptyCsr(2, 2), options)).counts).toEqual(new Int32Array(2));
    expect(await pool.summarise(emptyCsr(2, 2))).toBeNull();
  });

  it('stops when it is asked, and goes on when asked anew', async () => {
    let stop = false;
    const pool = createPool(2, () => stop);
    const answer = pool.topK(large, options, () => (stop = true));
    const started = performance.now();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(15_000);
    stop = false;
    expect((await pool.topK(ratings, options)).rows).toBe(300);
  });

  it('reports progress up to the end', async () => {
    const seen: number[] = [];
    await createPool(2).topK(large, { ...options, k: 1 }, (done) => seen.push(done));
    expect(seen.at(-1)).toBe(6000);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('is closed in the middle of work, which is then cancelled', async () => {
    const pool = createPool(2);
    const closed = pool.topK(large, options, () => void pool.close());
    await expect(closed).rejects.toMatchObject({ code: 'cancelled' });
    await expect(pool.topK(ratings, options)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says what failed where a thread cannot start', async () => {
    const pool = createPool(2, () => false, new URL('./no-such-worker.ts', import.meta.url));
    await expect(pool.topK(ratings, options)).rejects.toThrow(
      /A thread that computes similarities failed: .*no-such-worker/,
    );
  });
});
