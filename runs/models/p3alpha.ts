import { z } from 'zod';
import type { Csr } from '#runs/matrix/csr.ts';
import { coldStart, decimalNumber, neighbourCount, yesOrNo } from './config-fields.ts';
import type { Algorithm, Model } from './model.ts';
import { loadGraph, saveGraph } from './neighbour-graph.ts';
import { createOwnItemsModel, sparseItemWeights } from './own-items.ts';
import { walkCost, walkWeights } from './random-walk.ts';
import { requireNonNegativeWeights } from './require-ratings.ts';

const config = z.strictObject({
  n_neighbors: neighbourCount(100, 'Items that are nearest by the walk'),
  alpha: decimalNumber(0, 10)
    .default(1)
    .describe('Power of every step’s probability: above 1 the likely steps count more, below 1 the unlikely ones'),
  normalize: yesOrNo().default(false).describe('Divide the weights of each item by their sum'),
  cold_start: coldStart('empty'),
});

/** P3α: a walk of three steps, user → item → user → item (Cooper, Lee, Radinsky & Siantos, WWW 2014). */
export const p3alpha: Algorithm<typeof config> = {
  name: 'p3alpha',
  title: 'Random walk (P3α)',
  description:
    'Where a walk user → item → user → item ends: score(u, i) = Σ_j r(u, j)·W(j, i) / C over the items j of u, W(j, i) = Σ_v (1 / d_j)^α · (r(v, i) / Σ r(v, ·))^α, ' +
    'd = users of an item; the n_neighbors greatest of each j, then of each i, are kept. C = the greatest sum any user can have, the same for everyone.',
  config,
  estimate(shape, { n_neighbors }) {
    requireNonNegativeWeights(shape, 'p3alpha');
    return walkCost(shape, n_neighbors);
  },
  train: async (ratings, options, context) =>
    walkModel(await walkWeights(ratings, { ...options, beta: 0 }, 'p3alpha', context), ratings),
  load: (saved, ratings) => walkModel(loadGraph(saved, ratings.cols), ratings),
};

/** @param graph items × items: row j holds W(j, ·) */
export function walkModel(graph: Csr, ratings: Csr): Model {
  const weights = sparseItemWeights(graph, ratings, { name: 'weight', fromZero: true });
  return createOwnItemsModel(weights, ratings, () => saveGraph(graph));
}
