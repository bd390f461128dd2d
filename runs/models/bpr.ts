import { z } from 'zod';
import type { Csr } from '#runs/matrix/csr.ts';
import { cancelled } from '#runs/matrix/pass.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { createBprModel } from './bpr-model.ts';
import type { BprFactors } from './bpr-model.ts';
import { createPairSampler } from './bpr-sampler.ts';
import { coldStart, decimalNumber, factorCount, iterationCount } from './config-fields.ts';
import type { Algorithm, TrainContext } from './model.ts';
import { misfit, savedFloats } from './saved.ts';

const config = z.strictObject({
  factors: factorCount(64),
  iterations: iterationCount(30, 'Epochs; each draws as many pairs as there are interactions'),
  learning_rate: decimalNumber(1e-6, 10).default(0.05).describe('Length of each step'),
  regularization: decimalNumber(0, 10).default(0.005).describe('Share of each number that a step takes back'),
  init_scale: decimalNumber(1e-6, 10)
    .default(0.1)
    .describe('Factors start as normal numbers with this deviation, divided by √factors'),
  cold_start: coldStart('empty'),
});

type Config = z.output<typeof config>;

/** Steps between two looks at the stop flag: some milliseconds. */
const stride = 4096;

/** Bayesian personalised ranking by stochastic gradient steps on drawn pairs (Rendle et al., UAI 2009). */
export const bpr: Algorithm<typeof config> = {
  name: 'bpr',
  title: 'Matrix factorisation by ranking (BPR)',
  description:
    'Users x and items y as vectors, and a bias b of each item, so that what a user has ranks above what they do not have: maximises Σ ln σ(d) − λ·|…|², d = b_i − b_j + x_u·(y_i − y_j), over drawn users u, items i with a weight above 0 and items j without. ' +
    'score(u, i) = b_i + x_u·y_i, spread for each user from the least (at most 0) to the greatest. Each epoch logs the mean of −ln σ(d). Weights only say which items a user has.',
  config,
  estimate: ({ users, items, nnz }, { factors, iterations }) => ({
    bytes: (users + items) * factors * 8 + items * 8 + nnz * 8,
    operations: iterations * nnz * factors * 10,
  }),
  async train(ratings, options, context) {
    return createBprModel(descend(ratings, options, context), options.factors, ratings);
  },
  load(saved, ratings, { factors }) {
    if (saved.meta['factors'] !== factors) return misfit('factors');
    const users = savedFloats(saved, 'users', ratings.rows * factors, 'factors');
    const items = savedFloats(saved, 'items', ratings.cols * factors, 'factors');
    const biases = savedFloats(saved, 'biases', ratings.cols, 'factors');
    return createBprModel({ users, items, biases }, factors, ratings);
  },
};

function descend(ratings: Csr, options: Config, { seed, onStep, shouldStop }: TrainContext): BprFactors {
  const { factors, iterations, init_scale } = options;
  const random = createRandom(seed, 'bpr init');
  const draw = (count: number) =>
    Float64Array.from({ length: count * factors }, () => (random.normal() * init_scale) / Math.sqrt(factors));
  const model = { users: draw(ratings.rows), items: draw(ratings.cols), biases: new Float64Array(ratings.cols) };
  const sampler = createPairSampler(ratings, createRandom(seed, 'bpr order'));
  for (let done = 1; done <= iterations; done++) {
    let loss = 0;
    for (let n = 0; n < sampler.pairs; n++) {
      if (n % stride === 0 && shouldStop()) throw cancelled();
      if (sampler.draw()) loss += step(model, sampler.user, sampler.has, sampler.hasNot, options);
    }
    onStep({ done, total: iterations, metrics: { loss: sampler.pairs > 0 ? loss / sampler.pairs : 0 } });
  }
  return model;
}

/** One step up the gradient of ln σ(d). @returns −ln σ(d) before it */
function step(
  { users, items, biases }: BprFactors,
  user: number,
  has: number,
  hasNot: number,
  { factors, learning_rate: rate, regularization: back }: Config,
): number {
  const u = user * factors;
  const i = has * factors;
  const j = hasNot * factors;
  let difference = biases[has]! - biases[hasNot]!;
  for (let f = 0; f < factors; f++) difference += users[u + f]! * (items[i + f]! - items[j + f]!);
  // 1 − σ(d), which does not overflow for any d.
  const pull = 1 / (1 + Math.exp(difference));
  for (let f = 0; f < factors; f++) {
    const x = users[u + f]!;
    const y = items[i + f]!;
    const z = items[j + f]!;
    users[u + f] = x + rate * (pull * (y - z) - back * x);
    items[i + f] = y + rate * (pull * x - back * y);
    items[j + f] = z + rate * (-pull * x - back * z);
  }
  biases[has]! += rate * (pull - back * biases[has]!);
  biases[hasNot]! += rate * (-pull - back * biases[hasNot]!);
  return difference > 0 ? Math.log1p(Math.exp(-difference)) : Math.log1p(Math.exp(difference)) - difference;
}
