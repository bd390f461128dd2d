import { describe, expect, it } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import { rowIndices, rowValues } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import type { Random } from '#runs/matrix/random.ts';
import { algorithms, parseConfig } from '#runs/models/algorithms.ts';
import type { Algorithm, Model } from '#runs/models/model.ts';
import { sideOf } from '../../suites/side-of.ts';
import { randomCsr } from '../../support/matrices.ts';

const pick = <T>(random: Random, values: readonly T[]): T => values[random.below(values.length)]!;

/** Parameters at and between the ends of their ranges. */
const configs: Record<string, (random: Random) => Record<string, unknown>> = {
  user_knn: (r) => ({
    n_neighbors: 1 + r.below(4),
    similarity: pick(r, ['cosine', 'asymmetric', 'jaccard', 'dice', 'tversky', 'pearson']),
    alpha: 2 * r.next(),
    beta: 2 * r.next(),
    shrinkage: pick(r, [0, 0.5, 100]),
    min_overlap: 1 + r.below(3),
    neighbourhood: pick(r, ['own', 'reverse']),
  }),
  item_knn: (r) => ({
    n_neighbors: 1 + r.below(4),
    similarity: pick(r, ['cosine', 'asymmetric', 'pearson']),
    alpha: 2 * r.next(),
    weighting: pick(r, ['none', 'tfidf', 'bm25']),
    normalize: r.next() < 0.5,
  }),
  p3alpha: (r) => ({ alpha: 3 * r.next(), n_neighbors: 1 + r.below(5), normalize: r.next() < 0.5 }),
  rp3beta: (r) => ({ alpha: 3 * r.next(), beta: 3 * r.next(), n_neighbors: 1 + r.below(5) }),
  ease: (r) => ({ regularization: pick(r, [0.001, 1, 1e6]) }),
  slim: (r) => ({ alpha: 10 ** (-5 * r.next()), l1_ratio: r.next(), non_negative: r.next() < 0.5 }),
  als: (r) => ({
    factors: 1 + r.below(9),
    solver: pick(r, ['cg', 'cholesky']),
    unobserved_weight: pick(r, [0, 0.1, 10]),
    objective: pick(r, ['rendle', 'hu']),
    confidence_scaling: pick(r, ['linear', 'log']),
    alpha: pick(r, [1e-6, 1, 40, 1e6]),
    epsilon: pick(r, [1e-9, 1, 1e9]),
    regularization: pick(r, [1e-9, 0.01, 10]),
    frequency_scaling: r.next(),
    iterations: 3,
  }),
  bpr: (r) => ({ factors: 1 + r.below(9), iterations: 5, learning_rate: pick(r, [0.01, 1, 10]) }),
  pure_svd: (r) => ({ factors: 1 + r.below(30), iterations: 1 + r.below(5) }),
  hybrid_feed: (r) => ({ n_neighbors: 2, cf: pick(r, ['user_knn', 'item_knn', 'rp3beta', 'ease', 'als']) }),
  hybrid_media: () => ({ n_neighbors: 2 }),
};

function anyRatings(random: Random): Csr {
  const weights = pick(random, [[1], [0.1, 0.3, 0.7, 1], [1, 2, 3, 4, 5], [1, -1, 2], [1e-3, 1e3]]);
  return randomCsr(random, 1 + random.below(12), 1 + random.below(14), pick(random, [0.05, 0.3, 0.9, 1]), weights);
}

describe.each(algorithms.map((algorithm) => [algorithm.name, algorithm] as const))(
  '%s on any data',
  (name, algorithm) => {
    it('refuses in words, or gives finite numbers that are explained and come back', async () => {
      for (let seed = 0; seed < 100; seed++) {
        const random = createRandom(seed, name);
        const ratings = anyRatings(random);
        const boost = random.next() < 0.3 ? { new_item_boost: random.next() } : {};
        const config = parseConfig(algorithm, { ...configs[name]?.(random), ...boost });
        const found = await wrongWith(algorithm, ratings, config, seed);
        expect({ seed, config, found }).toEqual({ seed, config, found: [] });
      }
    });
  },
);

async function wrongWith(algorithm: Algorithm, ratings: Csr, config: Record<string, unknown>, seed: number) {
  const context = {
    seed,
    side: sideOf(ratings),
    compute: localCompute(() => false),
    onStep: () => undefined,
    shouldStop: () => false,
  };
  try {
    const model = await algorithm.train(ratings, config, context);
    const saved = model.save();
    const loaded = algorithm.load(saved, ratings, config);
    const infinite = Object.entries(saved.arrays).filter(([, array]) => !Array.from(array).every(Number.isFinite));
    return [...infinite.map(([name]) => `not finite: ${name}`), ...wrongScores(model, loaded, ratings)];
  } catch (error) {
    return error instanceof KindredError && error.code === 'invalid_input' ? [] : [error];
  }
}

function wrongScores(model: Model, loaded: Model, ratings: Csr): string[] {
  const wrong: string[] = [];
  const [scores, again, folded] = [0, 1, 2].map(() => new Float64Array(ratings.cols)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const within = (score: number) => score >= 0 && score <= 1;
  for (let user = 0; user < ratings.rows; user++) {
    const reason = model.score(user, scores);
    model.foldIn?.(rowIndices(ratings, user), rowValues(ratings, user), folded);
    if (!scores.every(within) || !folded.every(within)) wrong.push(`user ${user}: a score outside 0 and 1`);
    if (!reason && scores.some((score) => score !== 0)) wrong.push(`user ${user}: scores without a reason`);
    if (loaded.score(user, again) !== reason || again.some((score, item) => score !== scores[item])) {
      wrong.push(`user ${user}: other scores once loaded`);
    }
    scores.forEach((score, item) => {
      const sum = model.explain(user, item).reduce((total, { value }) => total + value, 0);
      if (!(Math.abs(sum - score) < 1e-9)) wrong.push(`user ${user}, item ${item}: ${score} explained as ${sum}`);
    });
  }
  return wrong;
}
