import { z } from 'zod';
import type { Contribution } from '#shared/domain/run.ts';
import { maxAbsolute, transpose, valueAt } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { choice, coldStart, neighbourFields } from './config-fields.ts';
import type { Algorithm, Model } from './model.ts';
import { listedBy, loadGraph, neighbourCost, neighboursOf, rowSums, saveGraph } from './neighbour-graph.ts';
import { createNeighbourSearch } from './neighbour-search.ts';
import { explainScore, scaleScores } from './scores.ts';
import { checkSimilarity, similarityFeatures } from './similarity-features.ts';

const config = z.strictObject({
  ...neighbourFields('users'),
  weighting_documents: choice(['users', 'items'])
    .default('users')
    .describe(
      'What TF-IDF and BM25 take for documents: users, whose terms are items, or items, whose terms are users, as Ferrari Dacrema et al. (TOIS 2021) publish UserKNN',
    ),
  neighbourhood: choice(['own', 'reverse'])
    .default('own')
    .describe(
      'Whose ratings count for a user: their own nearest users, or the users who list them among their nearest',
    ),
  cold_start: coldStart('empty'),
});

/**
 * The reference model: user-based nearest neighbours (Resnick et al. 1994; Herlocker et al. 1999).
 * A history is folded in as one more user, whom nobody has listed yet: like that of a known user, it has that user as its nearest,
 * unless it is folded in as theirs.
 */
export const userKnn: Algorithm<typeof config> = {
  name: 'user_knn',
  title: 'User neighbours (user kNN)',
  description:
    'Items that similar users have, weighted by similarity: score(u, i) = Σ sim(u, v)·r(v, i) / (Σ sim(u, v) · max |r|) over the neighbours v of u, ' +
    'so that scores lie in [0, 1] and rank as the weighted sum does. Similarity compares users’ rows; a sum below 0 (dislikes) scores 0.',
  config,
  estimate({ users, items, nnz, userPairs, weights, threads = 1 }, options) {
    checkSimilarity(options, weights);
    const k = neighboursOf(options.n_neighbors, users, 'users');
    const cost = neighbourCost({ rows: users, cols: items, nnz, pairs: userPairs, threads }, k);
    // The ratings once more as features.
    return { ...cost, bytes: cost.bytes + nnz * 8 };
  },
  async train(ratings, options, { compute, onStep }) {
    checkSimilarity(options);
    const k = neighboursOf(options.n_neighbors, ratings.rows, 'users');
    const { matrix, measure } = similarityFeatures(ratings, options);
    const how = { k, shrinkage: options.shrinkage, minOverlap: options.min_overlap, measure };
    const neighbours = await compute.topK(matrix, how, (done, total) => onStep({ done, total }));
    const reverse = listedBy(neighbours);
    return createModel(options.neighbourhood === 'reverse' ? reverse : transpose(reverse), ratings, options);
  },
  load: (saved, ratings, options) => createModel(loadGraph(saved, ratings.rows), ratings, options),
};

/** @param graph users × users: whose ratings count for a user, and how much */
function createModel(graph: Csr, ratings: Csr, options: z.output<typeof config>): Model {
  const greatest = maxAbsolute(ratings);
  const most = rowSums(graph).map((sum) => sum * greatest);
  const search = createNeighbourSearch(graph, ratings, options);
  return {
    score(user, out) {
      out.fill(0);
      addRatings(graph, ratings, user, out);
      return scaleScores(out, most[user]!) ? 'collaborative_filtering' : null;
    },
    foldIn(items, weights, out, self) {
      const own = search(items, weights, self);
      out.fill(0);
      addRatings(own, ratings, 0, out);
      return scaleScores(out, rowSums(own)[0]! * greatest) ? 'collaborative_filtering' : null;
    },
    explain: (user, item) => explainScore(addends(graph, ratings, user, item), most[user]!),
    explainFoldIn(items, weights, item, self) {
      const own = search(items, weights, self);
      return explainScore(addends(own, ratings, 0, item), rowSums(own)[0]! * greatest);
    },
    save: () => saveGraph(graph),
  };
}

/** out[i] += Σ over v of sim(u, v)·r(v, i), v ascending. */
function addRatings(graph: Csr, ratings: Csr, user: number, out: Float64Array): void {
  const { indptr, indices, values } = ratings;
  for (let n = graph.indptr[user]!, last = graph.indptr[user + 1]!; n < last; n++) {
    const similarity = graph.values[n]!;
    const other = graph.indices[n]!;
    for (let p = indptr[other]!, end = indptr[other + 1]!; p < end; p++) {
      out[indices[p]!]! += similarity * values[p]!;
    }
  }
}

function addends(graph: Csr, ratings: Csr, user: number, item: number): Contribution[] {
  const found: Contribution[] = [];
  for (let n = graph.indptr[user]!, last = graph.indptr[user + 1]!; n < last; n++) {
    const similarity = graph.values[n]!;
    const other = graph.indices[n]!;
    const rating = valueAt(ratings, other, item);
    if (rating === 0) continue;
    const text = `user {id}, similarity ${similarity.toFixed(3)}, has it with weight ${Number(rating.toPrecision(6))}`;
    found.push({ kind: 'user', id: String(other), value: similarity * rating, similarity, text });
  }
  return found;
}
