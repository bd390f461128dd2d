import { z } from 'zod';
import type { Csr } from '#runs/matrix/csr.ts';
import { heapBytes } from '#runs/matrix/heaps.ts';
import { coldStart, decimalNumber, iterationCount, neighbourCount, regularization, yesOrNo } from './config-fields.ts';
import type { Algorithm, Model } from './model.ts';
import { listedBy, loadGraph, saveGraph } from './neighbour-graph.ts';
import { createOwnItemsModel, sparseItemWeights } from './own-items.ts';

const config = z.strictObject({
  alpha: regularization(0.01, 1e-9, 'Strength of both penalties, for each user'),
  l1_ratio: decimalNumber(0, 1)
    .default(0.1)
    .describe('Share of the penalty on absolute weights, which leaves few; the rest is on their squares'),
  non_negative: yesOrNo().default(true).describe('Allow no weight below 0'),
  n_neighbors: neighbourCount(100, 'Items with the greatest absolute weights'),
  iterations: iterationCount(100, 'Sweeps of coordinate descent at most, for each item'),
  tolerance: decimalNumber(1e-12, 1)
    .default(1e-4)
    .describe('A sweep that changes no weight by more than this share of the greatest is the last'),
  cold_start: coldStart('empty'),
});

/** SLIM: a sparse linear model of items by items (Ning & Karypis, ICDM 2011), by coordinate descent (Friedman et al. 2010). */
export const slim: Algorithm<typeof config> = {
  name: 'slim',
  title: 'Sparse linear model (SLIM)',
  description:
    'Each item as a weighted sum of few others: the weights w of item i, w(i) = 0, minimise |x_i − Xw|² / (2·users) + α·l1_ratio·|w|₁ + α·(1 − l1_ratio)·|w|² / 2, the elastic net as scikit-learn has it. ' +
    'score(u, i) = Σ_j r(u, j)·w_i(j) / C, C = the greatest sum any user can have; where weights below 0 are allowed, spread for each user from the least to the greatest instead.',
  config,
  estimate({ items, nnz, itemPairs, threads = 1 }, { n_neighbors }) {
    const kept = Math.min(n_neighbors, items);
    const bytes = items ** 2 * 8 + nnz * 44 + heapBytes(items, kept) + items * (kept * 60 + 40) + threads * items * 16;
    return { bytes, operations: itemPairs / 2 + 1000 * items ** 2 };
  },
  async train(ratings, options, { compute, onStep }) {
    const neighbours = await compute.elasticNet(
      {
        gram: await compute.gram(ratings),
        size: ratings.cols,
        l1: ratings.rows * options.alpha * options.l1_ratio,
        l2: ratings.rows * options.alpha * (1 - options.l1_ratio),
        nonNegative: options.non_negative,
        k: options.n_neighbors,
        maxIterations: options.iterations,
        tolerance: options.tolerance,
      },
      (done, total) => onStep({ done, total }),
    );
    return createModel(listedBy(neighbours), ratings, options.non_negative);
  },
  load: (saved, ratings, options) => createModel(loadGraph(saved, ratings.cols), ratings, options.non_negative),
};

/** @param graph items × items: row j holds the weights that other items give to j */
function createModel(graph: Csr, ratings: Csr, nonNegative: boolean): Model {
  const weights = sparseItemWeights(graph, ratings, { name: 'weight', fromZero: nonNegative });
  return createOwnItemsModel(weights, ratings, () => saveGraph(graph));
}
