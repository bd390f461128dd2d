import { describe, expect, it } from 'vitest';
import type { AlsStep } from '#runs/matrix/als-half-step.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { randomCsr } from '../../support/matrices.ts';

const plain = localCompute(() => false, 'plain');
const wasm = localCompute(() => false, 'wasm');

/** Rows of 0 to 130 values: none, fewer than are taken at once, and more than are collected at once. */
function step(factors: number, steps: number, pull = 0): AlsStep {
  const random = createRandom(factors, 'als-kernels');
  const ratings = randomCsr(random, 25, 130, 0.5, [1, 2, 0.1, 300]);
  for (const [row, length] of [0, 1, 2, 3, 4, 5].entries()) {
    const from = ratings.indptr[row]!;
    ratings.indptr[row + 1] = Math.min(ratings.indptr[row + 1]!, from + length);
  }
  ratings.values.forEach((_, p) => p % 11 === 3 && (ratings.values[p] = 0));
  const draw = (count: number) => Float64Array.from({ length: count * factors }, () => random.normal());
  const settings = { factors, unobserved: 0.3, regularization: 0.07, frequency: 0.8, pull };
  return { ...settings, ratings, fixed: draw(130), start: steps > 0 ? draw(25) : null, steps };
}

describe.each([1, 2, 3, 4, 7, 8, 13, 64])('half steps of ALS with %i factors', (factors) => {
  it.each([0, 1, 3])(
    'have the same bits from WebAssembly and plain TypeScript (%i steps, 0 = exact)',
    async (steps) => {
      for (const pull of [0, 0.3]) {
        const of = step(factors, steps, pull);
        expect(await wasm.alsHalfStep(of)).toEqual(await plain.alsHalfStep(of));
      }
    },
  );
});

describe('half steps of ALS', () => {
  it('give the same again over the memory of the step before, and for other settings', async () => {
    const first = step(5, 2);
    const other = { ...step(5, 2), pull: 0.3 };
    const same = { ...other, ratings: first.ratings };
    const before = await wasm.alsHalfStep(first);
    const between = await wasm.alsHalfStep(same);
    expect(between).toEqual(await plain.alsHalfStep({ ...same, ratings: { ...same.ratings } }));
    expect(await wasm.alsHalfStep(first)).toEqual(before);
  });

  it.each(['plain', 'wasm'] as const)('refuse equations without a single solution (%s)', async (kernel) => {
    const { alsHalfStep } = localCompute(() => false, kernel);
    const of = { ...step(4, 0), unobserved: 0, regularization: 1e-30 };
    await expect(alsHalfStep(of)).rejects.toThrow('no single solution');
  });

  it.each(['plain', 'wasm'] as const)('refuse weights that float32 cannot hold, for gradients (%s)', async (kernel) => {
    const { alsHalfStep } = localCompute(() => false, kernel);
    for (const weight of [1e20, 1e60]) {
      const of = step(4, 3);
      of.ratings.values.fill(weight);
      await expect(alsHalfStep(of)).rejects.toThrow('solver=cholesky');
    }
  });
});
