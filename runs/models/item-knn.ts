import { z } from 'zod';
import { transpose } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { coldStart, neighbourFields } from './config-fields.ts';
import type { Algorithm, Model } from './model.ts';
import { listedBy, loadGraph, neighbourCost, neighboursOf, saveGraph } from './neighbour-graph.ts';
import { createOwnItemsModel, sparseItemWeights } from './own-items.ts';
import { checkSimilarity, similarityFeatures } from './similarity-features.ts';

const config = z.strictObject({ ...neighbourFields('items'), cold_start: coldStart('empty') });

/** Item-based nearest neighbours (Sarwar et al. 2001; Deshpande & Karypis 2004). */
export const itemKnn: Algorithm<typeof config> = {
  name: 'item_knn',
  title: 'Item neighbours (item kNN)',
  description:
    'Items that resemble what the user has: score(u, i) = Σ sim(i, j)·r(u, j) / C over the items j of u that are among the nearest of i. ' +
    'C = max over items of Σ sim(i, ·), times max |r|, is the same for everyone, so that scores lie in [0, 1] and rank as the sum does. ' +
    'Similarity compares items’ columns; a sum below 0 (dislikes) scores 0.',
  config,
  estimate({ users, items, nnz, itemPairs, weights, threads = 1 }, options) {
    checkSimilarity(options, weights);
    const k = neighboursOf(options.n_neighbors, items, 'items');
    const cost = neighbourCost({ rows: items, cols: users, nnz, pairs: itemPairs, threads }, k);
    // The ratings by item with the place of each value, and once more as features.
    return { ...cost, bytes: cost.bytes + nnz * 24 + items * 4 };
  },
  async train(ratings, options, { compute, onStep }) {
    checkSimilarity(options);
    const k = neighboursOf(options.n_neighbors, ratings.cols, 'items');
    const { matrix, measure } = similarityFeatures(transpose(ratings), options);
    const how = { k, shrinkage: options.shrinkage, minOverlap: options.min_overlap, measure };
    const neighbours = await compute.topK(matrix, how, (done, total) => onStep({ done, total }));
    return createModel(listedBy(neighbours), ratings);
  },
  load: (saved, ratings) => createModel(loadGraph(saved, ratings.cols), ratings),
};

/** @param graph items × items: row j holds the items that have j among their nearest */
function createModel(graph: Csr, ratings: Csr): Model {
  const weights = sparseItemWeights(graph, ratings, { name: 'similarity', fromZero: true });
  return createOwnItemsModel(weights, ratings, () => saveGraph(graph));
}
