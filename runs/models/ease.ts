import { z } from 'zod';
import type { Csr } from '#runs/matrix/csr.ts';
import { inverseBytes } from '#runs/matrix/gram.ts';
import { coldStart, regularization } from './config-fields.ts';
import { denseShare } from './dense-share.ts';
import type { Algorithm, Model } from './model.ts';
import { createOwnItemsModel } from './own-items.ts';
import { misfit } from './saved.ts';

const config = z.strictObject({
  regularization: regularization(
    500,
    1e-3,
    'λ, added to the diagonal of the item–item products; the more interactions there are, the greater',
  ),
  cold_start: coldStart('empty'),
});

/** EASE: a linear model of items by items in closed form (Steck, WWW 2019). */
export const ease: Algorithm<typeof config> = {
  name: 'ease',
  title: 'Linear model in closed form (EASE)',
  description:
    'Each item as the best weighted sum of all others: B minimises |X − XB|² + λ·|B|² with a diagonal of 0, so B(j, i) = −P(j, i) / P(i, i) with P = (XᵀX + λI)⁻¹. ' +
    'score(u, i) = Σ_j r(u, j)·B(j, i), spread for each user from the least (at most 0) to the greatest. Weights are kept as Float32.',
  config,
  // The inverse in Float64 beside copies of the ratings, and the weights in Float32, once more where threads share them.
  estimate: ({ items, nnz, itemPairs, threads = 1 }) => ({
    bytes: inverseBytes(items, threads) + items ** 2 * 8 + nnz * 44,
    operations: itemPairs / 2 + (denseShare * items ** 3) / 2,
  }),
  async train(ratings, { regularization: ridge }, { compute, onStep }) {
    const inverse = await compute.gramInverse(ratings, ridge, (done, total) => onStep({ done, total }));
    return createModel(weightsOf(inverse, ratings.cols), ratings);
  },
  load({ arrays: { weights } }, ratings) {
    const fits = weights instanceof Float32Array && weights.length === ratings.cols ** 2;
    return fits ? createModel(weights, ratings) : misfit('weights');
  },
};

/** B of the inverse, items × items, row-major. */
function weightsOf(inverse: Float64Array, items: number): Float32Array {
  const weights = new Float32Array(items * items);
  const diagonal = Float64Array.from({ length: items }, (_, item) => inverse[item * items + item]!);
  for (let row = 0, p = 0; row < items; row++) {
    for (let item = 0; item < items; item++, p++) weights[p] = row === item ? 0 : -inverse[p]! / diagonal[item]!;
  }
  return weights;
}

/** @param weights items × items: row j holds B(j, ·) */
function createModel(weights: Float32Array, ratings: Csr): Model {
  const items = ratings.cols;
  return createOwnItemsModel(
    {
      addTo(own, values, out) {
        for (let n = 0; n < own.length; n++) addRow(weights, own[n]! * items, values[n]!, out);
      },
      between: (own, item) => weights[own * items + item]!,
      name: 'weight',
      scale: { by: 'spread', greatest: weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) },
    },
    ratings,
    () => ({ arrays: { weights }, meta: {} }),
  );
}

function addRow(weights: Float32Array, at: number, rating: number, out: Float64Array): void {
  for (let item = 0; item < out.length; item++) out[item]! += rating * weights[at + item]!;
}
