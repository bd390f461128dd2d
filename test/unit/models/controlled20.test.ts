import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cosine, dot } from '#runs/matrix/cosine.ts';
import { rowNorms } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRecommender } from '#runs/models/recommender.ts';
import { userKnn } from '#runs/models/user-knn.ts';
import { csrOf } from '../../support/matrices.ts';
import { noSide } from '../../suites/no-side.ts';

const Ranked = z.array(z.array(z.tuple([z.number(), z.number()])));
const Table = z.array(z.array(z.number()));
const Part = z.object({
  matrix: Table,
  cosine: Table,
  knn5_self_excluded_tie_by_index: Ranked,
  scores_weighted_sum: Table,
  scores_weighted_mean: Table,
  top10_unseen_weighted_sum: Ranked,
});
const Oracle = z.object({
  groups: z.array(z.string()),
  aggregation_sum: Part,
  aggregation_max: Part,
  structure: z.object({ block_mean_similarity: z.record(z.string(), z.record(z.string(), z.number())) }),
});

const file = resolve(import.meta.dirname, '../../fixtures/controlled20.json');
/** Computed with NumPy and scikit-learn over 20 users in six groups; its ties follow the order of its own indices. */
const oracle = Oracle.parse(JSON.parse(readFileSync(file, 'utf8')));
/** The oracle rounds to 12 digits. */
const close = 1e-9;

const compute = localCompute(() => false);
const k = 5;

describe.each(['aggregation_sum', 'aggregation_max'] as const)('the controlled set of 20 users, %s', (name) => {
  const expected = oracle[name];
  const ratings = csrOf(expected.matrix);
  const norms = rowNorms(ratings);

  it('has the oracle’s cosine of every pair of users', () => {
    expected.cosine.forEach((row, a) => {
      row.forEach((similarity, b) => expect(Math.abs(cosine(ratings, norms, a, b) - similarity)).toBeLessThan(close));
    });
  });

  it('has the oracle’s five nearest users of each', async () => {
    const { ids, counts, similarities } = await compute.topK(ratings, { k, shrinkage: 0, minOverlap: 1 });
    expected.knn5_self_excluded_tie_by_index.forEach((list, user) => {
      // The oracle fills up with users who have nothing in common; here they are not neighbours.
      const similar = list.filter(([, similarity]) => similarity > 0);
      expect(Array.from(ids.subarray(user * k, user * k + counts[user]!))).toEqual(similar.map(([other]) => other));
      similar.forEach(([, similarity], n) => {
        expect(Math.abs(similarities[user * k + n]! - similarity)).toBeLessThan(close);
      });
    });
  });

  it('has the oracle’s weighted sums, means and ten best unseen items of each user', async () => {
    const model = await userKnn.train(ratings, userKnn.config.parse({ n_neighbors: k }), {
      seed: 1,
      side: noSide,
      compute,
      onStep: () => undefined,
      shouldStop: () => false,
    });
    const { recommend } = createRecommender({ model, train: ratings, coldStart: 'empty', seed: 1 });
    const greatest = Math.max(...expected.matrix.flat());
    const out = new Float64Array(ratings.cols);
    expected.matrix.forEach((_, user) => {
      model.score(user, out);
      const total = expected.knn5_self_excluded_tie_by_index[user]!.reduce((sum, [, each]) => sum + each, 0);
      out.forEach((score, item) => {
        // The score is the weighted mean divided by the greatest weight.
        expect(Math.abs(score * greatest - expected.scores_weighted_mean[user]![item]!)).toBeLessThan(close);
        expect(Math.abs(score * greatest * total - expected.scores_weighted_sum[user]![item]!)).toBeLessThan(close);
      });
      const positive = expected.top10_unseen_weighted_sum[user]!.filter(([, sum]) => sum > 0);
      expect(recommend(user, { limit: 10 }).map(({ item }) => item)).toEqual(positive.map(([item]) => item));
    });
  });

  it('has the mean, least and greatest similarity of the oracle’s matrix', async () => {
    const pairs = expected.cosine.flatMap((row, a) => row.filter((_, b) => b > a));
    const summary = await compute.summarise(ratings);
    expect(summary?.pairs).toBe(pairs.length);
    expect(Math.abs(summary!.min - Math.min(...pairs))).toBeLessThan(close);
    expect(Math.abs(summary!.max - Math.max(...pairs))).toBeLessThan(close);
    expect(Math.abs(summary!.mean - pairs.reduce((a, b) => a + b) / pairs.length)).toBeLessThan(close);
  });
});

it('has the oracle’s mean similarity between and within groups', () => {
  const ratings = csrOf(oracle.aggregation_sum.matrix);
  const norms = rowNorms(ratings);
  for (const [first, row] of Object.entries(oracle.structure.block_mean_similarity)) {
    for (const [second, mean] of Object.entries(row)) {
      const pairs = oracle.groups.flatMap((a, i) =>
        oracle.groups.flatMap((b, j) => (a === first && b === second && i !== j ? [cosine(ratings, norms, i, j)] : [])),
      );
      expect(Math.abs(pairs.reduce((sum, each) => sum + each, 0) / pairs.length - mean)).toBeLessThan(close);
    }
  }
  expect(dot(ratings, 0, 0)).toBeCloseTo(norms[0]! ** 2, 12);
});
