import { describe, expect, it } from 'vitest';
import { emptyCsr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOf, randomCsr } from '../../support/matrices.ts';
import { gramOf, greatestDifference, identity, inverse, product, rowsOf } from './dense.ts';

const { gram, gramInverse } = localCompute(() => false);
const withRidge = (ratings: ReturnType<typeof csrOf>, ridge: number) =>
  gramOf(ratings).map((row, i) => row.map((value, j) => value + (i === j ? ridge : 0)));

describe('gram', () => {
  it.each([0, 1, 2, 3, 4, 5])('has the products of all pairs of columns, %i more than whole tiles', async (more) => {
    const ratings = randomCsr(createRandom(more, 'gram'), 30, 12 + more, 0.4, [1, -1, 0.5]);
    const found = rowsOf(await gram(ratings), ratings.cols);
    expect(greatestDifference(found, gramOf(ratings))).toBeLessThan(1e-12);
  });
});

describe('gramInverse', () => {
  it.each([1, 2, 3, 4, 5, 63, 64, 65, 70, 130])('has the inverse by Gauss and Jordan: %i columns', async (cols) => {
    const ratings = randomCsr(createRandom(cols, 'inverse'), 40, cols, 0.3);
    const found = rowsOf(await gramInverse(ratings, 0.7), cols);
    expect(greatestDifference(found, inverse(withRidge(ratings, 0.7)))).toBeLessThan(1e-10);
    expect(greatestDifference(product(found, withRidge(ratings, 0.7)), identity(cols))).toBeLessThan(1e-10);
  });

  it.each([1, 64, 65, 330, 400])(
    'has the same bits from WebAssembly and plain TypeScript: %i columns',
    async (cols) => {
      const ratings = randomCsr(createRandom(cols, 'inverse-kernels'), 90, cols, 0.2, [1, -0.3, 5]);
      const [plain, wasm] = (['plain', 'wasm'] as const).map((kernel) => localCompute(() => false, kernel));
      expect(await wasm!.gramInverse(ratings, 0.5)).toEqual(await plain!.gramInverse(ratings, 0.5));
    },
  );

  it('is symmetric to the bit', async () => {
    const ratings = randomCsr(createRandom(1, 'symmetric'), 50, 77, 0.3);
    const found = rowsOf(await gramInverse(ratings, 2), 77);
    found.forEach((row, i) => row.forEach((value, j) => expect(value).toBe(found[j]![i])));
  });

  it('is a multiple of the identity without ratings, and nothing without columns', async () => {
    expect(rowsOf(await gramInverse(emptyCsr(3, 5), 4), 5)).toEqual(
      identity(5).map((row) => row.map((value) => value / 4)),
    );
    expect(await gramInverse(emptyCsr(3, 0), 4)).toEqual(new Float64Array(0));
  });

  it('refuses a singular matrix in words', async () => {
    const twice = csrOf([
      [1, 1],
      [1, 1],
    ]);
    await expect(gramInverse(twice, 0)).rejects.toThrow(/no single solution.*greater regularization/);
  });

  it('stops with cancelled, and reports progress up to the end', async () => {
    const ratings = randomCsr(createRandom(2, 'stop'), 30, 200, 0.2);
    let asked = 0;
    await expect(localCompute(() => ++asked > 20).gramInverse(ratings, 1)).rejects.toMatchObject({ code: 'cancelled' });
    const seen: number[] = [];
    await gramInverse(ratings, 1, (done, total) => seen.push(done / total));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBeCloseTo(1, 12);
  });
});
