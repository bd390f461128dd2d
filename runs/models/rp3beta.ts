import { z } from 'zod';
import { coldStart, decimalNumber, neighbourCount, yesOrNo } from './config-fields.ts';
import type { Algorithm } from './model.ts';
import { loadGraph } from './neighbour-graph.ts';
import { walkModel } from './p3alpha.ts';
import { walkCost, walkWeights } from './random-walk.ts';
import { requireNonNegativeWeights } from './require-ratings.ts';

const config = z.strictObject({
  n_neighbors: neighbourCount(100, 'Items that are nearest by the walk'),
  alpha: decimalNumber(0, 10)
    .default(1)
    .describe('Power of every step’s probability: above 1 the likely steps count more, below 1 the unlikely ones'),
  beta: decimalNumber(0, 10)
    .default(0.6)
    .describe('Power of an item’s number of users that its weights are divided by: above 0 popular items count less'),
  normalize: yesOrNo().default(true).describe('Divide the weights of each item by their sum'),
  cold_start: coldStart('empty'),
});

/** RP3β: P3α with popular items held back (Paudel, Christoffel, Newell & Bernstein, ACM TiiS 7(1) 2017). */
export const rp3beta: Algorithm<typeof config> = {
  name: 'rp3beta',
  title: 'Random walk against popularity (RP3β)',
  description:
    'Where a walk user → item → user → item ends, with popular items held back: score(u, i) = Σ_j r(u, j)·W(j, i) / C over the items j of u, ' +
    'W(j, i) = Σ_v (1 / d_j)^α · (r(v, i) / Σ r(v, ·))^α / d_i^β, d = users of an item; the n_neighbors greatest of each j, then of each i, are kept. ' +
    'C = the greatest sum any user can have, the same for everyone.',
  config,
  estimate(shape, { n_neighbors }) {
    requireNonNegativeWeights(shape, 'rp3beta');
    return walkCost(shape, n_neighbors);
  },
  train: async (ratings, options, context) =>
    walkModel(await walkWeights(ratings, options, 'rp3beta', context), ratings),
  load: (saved, ratings) => walkModel(loadGraph(saved, ratings.cols), ratings),
};
