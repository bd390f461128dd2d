import { describe, expect, it } from 'vitest';
import type { ElasticNet } from '#runs/matrix/elastic-net-pass.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';
import { gramOf, inverse, product } from './dense.ts';

const { gram, elasticNet } = localCompute(() => false);
const ratings = randomCsr(createRandom(1, 'elastic-net'), 60, 18, 0.4, [1, 0.5, 2]);
const size = ratings.cols;
const plain = { l1: 0.6, l2: 0.9, nonNegative: false, k: size, maxIterations: 1000, tolerance: 1e-12 };

async function weightsOf(options: Partial<ElasticNet>): Promise<number[][]> {
  const { counts, ids, similarities, k } = await elasticNet({ ...plain, gram: await gram(ratings), size, ...options });
  return Array.from(counts, (count, column) => {
    const weights = Array.from({ length: size }, () => 0);
    for (let p = column * k; p < column * k + count; p++) weights[ids[p]!] = similarities[p]!;
    return weights;
  });
}

const loss = (g: number[][], column: number, w: number[]) =>
  product([w], g)[0]!.reduce((sum, value, i) => sum + 0.5 * value * w[i]! - g[column]![i]! * w[i]!, 0) +
  w.reduce((sum, value) => sum + plain.l1 * Math.abs(value) + 0.5 * plain.l2 * value ** 2, 0);

/** Cyclic coordinate descent as books have it: each weight in turn by what all others leave of the column. */
function sweptSlowly(column: number, sweeps: number, nonNegative: boolean): number[] {
  const rows = denseOf(ratings);
  const weights = Array.from({ length: size }, () => 0);
  for (let n = 0; n < sweeps; n++) {
    for (let i = 0; i < size; i++) {
      if (i === column) continue;
      const without = weights.with(i, 0);
      const pull = rows.reduce((sum, row) => {
        const rest = row[column]! - row.reduce((of, value, j) => of + value * without[j]!, 0);
        return sum + row[i]! * rest;
      }, 0);
      const square = rows.reduce((sum, row) => sum + row[i]! ** 2, 0);
      const shrunk = Math.max(0, Math.abs(pull) - plain.l1) / (square + plain.l2);
      weights[i] = nonNegative && pull < 0 ? 0 : Math.sign(pull) * shrunk;
    }
  }
  return weights;
}

describe('elasticNet', () => {
  it.each([
    { sweeps: 1, nonNegative: true },
    { sweeps: 4, nonNegative: true },
    { sweeps: 4, nonNegative: false },
    { sweeps: 40, nonNegative: false },
  ])('is after each sweep where cyclic descent, written out, is: %j', async ({ sweeps, nonNegative }) => {
    const found = await weightsOf({ maxIterations: sweeps, nonNegative });
    found.forEach((weights, column) => {
      sweptSlowly(column, sweeps, nonNegative).forEach((weight, i) => expect(weights[i]).toBeCloseTo(weight, 10));
    });
  });

  it.each([true, false])(
    'ends where no weight can be changed to advantage (only weights above 0: %s)',
    async (nonNegative) => {
      const g = gramOf(ratings);
      const found = await weightsOf({ nonNegative });
      found.forEach((weights, column) => {
        expect(weights[column]).toBe(0);
        const least = loss(g, column, weights);
        for (let i = 0; i < size; i++) {
          for (const step of [1e-3, -1e-3]) {
            const other = weights.with(i, weights[i]! + step);
            if (i === column || (nonNegative && other[i]! < 0)) continue;
            expect(loss(g, column, other)).toBeGreaterThan(least);
          }
        }
      });
      expect(found.flat().some((weight) => weight < 0)).toBe(!nonNegative);
    },
  );

  it('is ridge regression without l1', async () => {
    const g = gramOf(ratings);
    const found = await weightsOf({ l1: 0 });
    const others = Array.from({ length: size - 1 }, (_, i) => i + 1);
    const a = others.map((i) => others.map((j) => g[i]![j]! + (i === j ? plain.l2 : 0)));
    const [expected] = product([others.map((i) => g[0]![i]!)], inverse(a));
    others.forEach((i, n) => expect(found[0]![i]).toBeCloseTo(expected![n]!, 8));
  });

  it('keeps the greatest absolute weights', async () => {
    const all = await weightsOf({});
    const kept = await weightsOf({ k: 3 });
    kept.forEach((weights, column) => {
      const greatest = all[column]!.toSorted((a, b) => Math.abs(b) - Math.abs(a)).slice(0, 3);
      const found = weights.filter((weight) => weight !== 0).toSorted((a, b) => Math.abs(b) - Math.abs(a));
      expect(found).toEqual(greatest.filter((weight) => weight !== 0));
    });
  });
});
