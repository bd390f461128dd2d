import { describe, expect, it } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import { accuracyMetrics } from '#runs/evaluation/metrics/all.ts';
import { evaluate } from '#runs/evaluation/evaluate.ts';
import { rowIndices } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { algorithms, findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { Algorithm, Model } from '#runs/models/model.ts';
import { createRecommender } from '#runs/models/recommender.ts';
import { sideOf } from '../../suites/side-of.ts';
import { csrOf } from '../../support/matrices.ts';
import { csrOfItems, optionsWith } from '../evaluation/examples.ts';

const filled = (rows: number, cols: number, value: number): Csr =>
  csrOf(Array.from({ length: rows }, () => Array.from({ length: cols }, () => value)));

/** Every other value is a stored 0, and the first row has nothing else. */
function zeroNorms(): Csr {
  const ratings = filled(6, 8, 1);
  ratings.values.forEach((_, p) => (ratings.values[p] = p < 8 || p % 2 === 0 ? 0 : 1));
  return ratings;
}

/** Data that real events come to, and that formulas divide by 0 on. */
const matrices: Record<string, Csr> = {
  'one item': filled(5, 1, 1),
  'one user': filled(1, 6, 1),
  'one interaction': csrOf([[1]]),
  'ratings that are all equal': csrOf(Array.from({ length: 6 }, (_, user) => [3, 3, 3, user % 2 ? 3 : 0, 3, 0])),
  'ratings without a gap': filled(6, 5, 3),
  'users who are all the same': csrOf(Array.from({ length: 6 }, () => [1, 0, 0.3, 0, 2])),
  'rows of stored zeros': zeroNorms(),
  'dislikes alone': csrOf(Array.from({ length: 4 }, () => [-1, -1, -1, 0])),
  'weights of very different sizes': csrOf([
    [1e-6, 1e6, 0, 1],
    [1e6, 0, 1e-6, 1],
    [0, 1e-6, 1e6, 0],
  ]),
};

/** What each user does not have. */
const unseenBy = (train: Csr): Csr =>
  csrOfItems(
    Array.from({ length: train.rows }, (_, user) => {
      const own = new Set(rowIndices(train, user));
      return Array.from({ length: train.cols }, (__, item) => item).filter((item) => !own.has(item));
    }),
    train.cols,
  );

/** @returns null where the algorithm refuses the data in words */
async function trainOrRefuse(algorithm: Algorithm, config: object, train: Csr): Promise<Model | null> {
  const compute = localCompute(() => false);
  const context = { seed: 1, side: sideOf(train), compute, onStep: () => undefined, shouldStop: () => false };
  try {
    return await algorithm.train(train, parseConfig(algorithm, { ...config }), context);
  } catch (error) {
    if (error instanceof KindredError && error.code === 'invalid_input') return null;
    throw error;
  }
}

describe('weights that are known before the start', () => {
  const shape = { users: 5, items: 4, nnz: 9, userPairs: 20, itemPairs: 20 };
  const estimate = (name: string, config: object, weights: { min: number; max: number }) => () =>
    findAlgorithm(name).estimate({ ...shape, weights }, parseConfig(findAlgorithm(name), { ...config }));

  it.each(['als', 'p3alpha', 'rp3beta'])('are refused by %s below 0', (name) => {
    expect(estimate(name, {}, { min: -1, max: 1 })).toThrow(`The algorithm ${name} cannot take weights below 0`);
    expect(estimate(name, {}, { min: 0, max: 1 })).not.toThrow();
  });

  it.each(['user_knn', 'item_knn'])('are refused by %s and pearson where all are equal', (name) => {
    const pearson = { similarity: 'pearson', n_neighbors: 2 };
    expect(estimate(name, pearson, { min: 1, max: 1 })).toThrow(/pearson needs weights that differ/);
    expect(estimate(name, pearson, { min: 1, max: 2 })).not.toThrow();
    expect(estimate(name, { n_neighbors: 2 }, { min: 1, max: 1 })).not.toThrow();
  });
});

/** The defaults want more neighbours than so small data has. */
const neighbours = ['cosine', 'asymmetric', 'jaccard', 'dice', 'tversky', 'pearson'].map((similarity) => ({
  n_neighbors: 2,
  similarity,
}));
const weighted = ['tfidf', 'bm25'].map((weighting) => ({ n_neighbors: 2, weighting }));

/** Beside the defaults. */
const further: Record<string, object[]> = {
  user_knn: [
    ...neighbours,
    ...weighted,
    ...weighted.map((config) => ({ ...config, weighting_documents: 'items', neighbourhood: 'reverse' })),
    { n_neighbors: 2, normalize: false, shrinkage: 1e9 },
  ],
  item_knn: [...neighbours, ...weighted, { n_neighbors: 2, normalize: false, min_overlap: 2 }],
  p3alpha: [{ alpha: 0 }, { alpha: 10, normalize: true }],
  rp3beta: [{ alpha: 0, beta: 10 }],
  ease: [{ regularization: 0.001 }],
  slim: [{ alpha: 1e-9, l1_ratio: 0, non_negative: false }, { l1_ratio: 1 }],
  als: [
    { objective: 'hu', unobserved_weight: 1, frequency_scaling: 0 },
    { objective: 'hu', unobserved_weight: 0, confidence_scaling: 'log', epsilon: 1e-9, alpha: 1e6 },
    { objective: 'hu', solver: 'cg', alpha: 1e6 },
    { regularization: 1e-9, unobserved_weight: 0, frequency_scaling: 0 },
  ],
  pure_svd: [{ factors: 1, iterations: 1 }],
  hybrid_feed: [{ n_neighbors: 2 }, { cf: 'als' }],
  hybrid_media: [{ n_neighbors: 2 }],
};

const configured = algorithms.flatMap((algorithm) =>
  [{}, ...(further[algorithm.name] ?? [])].map(
    (config) => [`${algorithm.name} ${JSON.stringify(config)}`, algorithm, config] as const,
  ),
);

describe.each(configured)('%s', (_, algorithm, config) => {
  it.each(Object.entries(matrices))(
    'refuses %s in words, or its scores and its accuracy are numbers from 0 to 1',
    async (__, train) => {
      const model = await trainOrRefuse(algorithm, config, train);
      if (!model) return;
      const recommender = createRecommender({ model, train, coldStart: 'popular', seed: 1 });
      const scores = new Float64Array(train.cols);
      for (let user = 0; user < train.rows; user++) {
        recommender.score(user, scores);
        expect(Array.from(scores).filter((score) => !(score >= 0 && score <= 1))).toEqual([]);
      }
      const { metrics } = evaluate(recommender, train, unseenBy(train), optionsWith({ ks: [1, 5] }));
      const names = accuracyMetrics.map(({ name }) => name);
      const accuracy = Object.entries(metrics).filter(([name]) => names.includes(name.split('@')[0]!));
      // A mean over nobody is the one thing that is no number.
      const wrong = accuracy.filter(([___, value]) => !(value >= 0 && value <= 1) && metrics['n_users_evaluated']! > 0);
      expect(wrong).toEqual([]);
    },
  );
});
