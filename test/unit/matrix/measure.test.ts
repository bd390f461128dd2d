import { describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import type { MeasureKind } from '#runs/matrix/measure.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';

const { topK } = localCompute(() => false);
const shrinkage = 1.5;
const weights = randomCsr(createRandom(1, 'measure'), 40, 30, 0.3);
const sets = randomCsr(createRandom(2, 'measure'), 40, 30, 0.3, [1]);
const square = (row: number[]) => row.reduce((sum, value) => sum + value * value, 0);

/** Each formula as it is written down, of two rows. */
const formulas: [MeasureKind, (dot: number, a: number[], b: number[]) => number][] = [
  [{ kind: 'cosine' }, (dot, a, b) => dot / (Math.sqrt(square(a)) * Math.sqrt(square(b)) + shrinkage)],
  [
    { kind: 'asymmetric', alpha: 0.2 },
    (dot, a, b) => dot / (Math.sqrt(square(a)) ** 0.4 * Math.sqrt(square(b)) ** 1.6 + shrinkage),
  ],
  [{ kind: 'dot' }, (dot) => dot],
  [{ kind: 'jaccard' }, (n, a, b) => n / (square(a) + square(b) - n + shrinkage)],
  [{ kind: 'dice' }, (n, a, b) => (2 * n) / (square(a) + square(b) + shrinkage)],
  [
    { kind: 'tversky', alpha: 0.3, beta: 1.6 },
    (n, a, b) => n / (n + 0.3 * (square(a) - n) + 1.6 * (square(b) - n) + shrinkage),
  ],
];

describe.each(formulas)('the measure %o', (measure, formula) => {
  const ratings = ['cosine', 'asymmetric', 'dot'].includes(measure.kind) ? weights : sets;

  it.each([1, 3])(
    'has the values of its formula, the owner of the list first (least overlap %i)',
    async (minOverlap) => {
      const k = 6;
      const { counts, ids, similarities } = await topK(ratings, { k, shrinkage, minOverlap, measure });
      const dense = denseOf(ratings);
      dense.forEach((a, row) => {
        const all = dense
          .map((b, id) => {
            const products = a.map((value, c) => value * b[c]!);
            const overlap = products.filter((value) => value !== 0).length;
            return {
              id,
              overlap,
              similarity: formula(
                products.reduce((x, y) => x + y, 0),
                a,
                b,
              ),
            };
          })
          .filter(({ id, overlap }) => id !== row && overlap >= minOverlap)
          .map(({ similarity }) => similarity)
          .sort((x, y) => y - x);
        const found = Array.from(similarities.subarray(row * k, row * k + counts[row]!));
        expect(counts[row]).toBe(Math.min(k, all.length));
        found.forEach((similarity, n) => expect(similarity).toBeCloseTo(all[n]!, 12));
        expect(new Set(ids.subarray(row * k, row * k + counts[row]!)).size).toBe(counts[row]);
      });
    },
  );
});
