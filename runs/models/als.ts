import { z } from 'zod';
import { transpose } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { padded } from '#runs/matrix/tile.ts';
import type { AlsSettings } from '#runs/matrix/als-system.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { confidencesOf } from './als-confidence.ts';
import { createAlsModel } from './als-model.ts';
import { alsLoss } from './als-loss.ts';
import {
  choice,
  coldStart,
  decimalNumber,
  factorCount,
  iterationCount,
  regularization,
  wholeNumber,
} from './config-fields.ts';
import { denseShare } from './dense-share.ts';
import type { Algorithm, TrainContext } from './model.ts';
import { requireNonNegative, requireNonNegativeWeights } from './require-ratings.ts';
import { misfit, savedFloats } from './saved.ts';

const config = z.strictObject({
  factors: factorCount(64),
  iterations: iterationCount(12, 'Times that all users and all items are solved, at most'),
  objective: choice(['rendle', 'hu'])
    .default('rendle')
    .describe(
      'Which pairs count α₀ for being near 0: all (Rendle et al. 2022), or only those without interaction (Hu et al. 2008), whose c = 1 + α·r is hu with an unobserved_weight of 1 and a frequency_scaling of 0',
    ),
  unobserved_weight: decimalNumber(0, 1e6)
    .default(0.3)
    .describe('α₀: what a pair without interaction counts for, where one with an interaction counts w more'),
  confidence_scaling: choice(['linear', 'log'])
    .default('linear')
    .describe('w of an interaction of weight r: α·r (linear) or α·ln(1 + r / ε) (log)'),
  alpha: decimalNumber(1e-6, 1e6).default(1).describe('α: the greater, the more interactions count beside other pairs'),
  epsilon: decimalNumber(1e-9, 1e9).default(1).describe('For log: ε, beyond which greater weights count little more'),
  regularization: regularization(0.007, 1e-9, 'λ: greater values keep factors smaller'),
  frequency_scaling: decimalNumber(0, 1)
    .default(1)
    .describe('ν: λ is multiplied by (interactions + α₀ · size of the other side)^ν; 0 is the same λ for all'),
  solver: choice(['cholesky', 'cg'])
    .default('cholesky')
    .describe(
      'cholesky solves each user and item exactly; cg takes some steps of conjugate gradients in float32, about four times as fast',
    ),
  cg_steps: wholeNumber(1, 100).default(3).describe('Steps of the solver cg for each user and item'),
  init_scale: decimalNumber(1e-6, 10)
    .default(0.1)
    .describe('Factors start as normal numbers with this deviation, divided by √factors'),
  tolerance: decimalNumber(0, 1)
    .default(0)
    .describe('Stop early once an iteration lowers the loss by less than this share of it; 0 takes all iterations'),
  cold_start: coldStart('empty'),
});

type Config = z.output<typeof config>;
type Factors = { users: Float64Array; items: Float64Array };

/**
 * Implicit alternating least squares (Hu, Koren & Volinsky, ICDM 2008) with the objective and the scaling of Rendle, Krichene,
 * Zhang & Koren, "Revisiting the Performance of iALS", RecSys 2022; conjugate gradients after Takács, Pilászy & Tikk, RecSys 2011.
 * At the end all users are solved exactly once more, so that a history that is folded in has the scores of a known user.
 */
export const als: Algorithm<typeof config> = {
  name: 'als',
  title: 'Matrix factorisation by least squares (iALS)',
  description:
    'Users x and items y as vectors whose products come near 1 where there is an interaction and near 0 elsewhere; they minimise Σ_S w·(x·y − 1)² + α₀·Σ_all (x·y)² + λ·Σ_u (n_u + α₀·items)^ν·|x_u|² + λ·Σ_i (n_i + α₀·users)^ν·|y_i|², w = α·r or α·ln(1 + r / ε) of the interaction’s weight r; with the objective hu Σ_S (w + α₀)·(x·y − 1)² + α₀·Σ_others (x·y)² in place of the first two. ' +
    'score(u, i) = x_u·y_i, spread for each user from the least (at most 0) to the greatest. Each iteration logs its loss.',
  config,
  estimate(shape, { factors, iterations, solver, cg_steps }) {
    requireNonNegativeWeights(shape, 'als');
    const { users, items, nnz, threads = 1 } = shape;
    const perValue = solver === 'cg' ? 2 * (cg_steps + 1) * factors : (denseShare * factors ** 2) / 2;
    const perRow = solver === 'cg' ? (cg_steps + 1) * factors ** 2 : (denseShare * factors ** 3) / 6;
    const size = padded(factors);
    return {
      // Factors, and both sides laid out for half steps with what goes in and comes out; confidences, by item, and once more for each side.
      bytes: (users + items) * (size * 8 * 5 + 32) + nnz * 44 + threads * size * (size + 132) * 8,
      operations: 2 * iterations * nnz * perValue + (iterations + 1) * (users + items) * perRow,
    };
  },
  async train(ratings, options, context) {
    requireNonNegative(ratings, 'als');
    return createAlsModel(await factorise(ratings, options, context), ratings, settingsOf(options), options);
  },
  load(saved, ratings, options) {
    const { factors } = options;
    if (saved.meta['factors'] !== factors) return misfit('factors');
    const users = savedFloats(saved, 'users', ratings.rows * factors, 'factors');
    const items = savedFloats(saved, 'items', ratings.cols * factors, 'factors');
    return createAlsModel({ users, items }, ratings, settingsOf(options), options);
  },
};

const settingsOf = (options: Config): AlsSettings => ({
  factors: options.factors,
  unobserved: options.unobserved_weight,
  regularization: options.regularization,
  frequency: options.frequency_scaling,
  pull: options.objective === 'hu' ? options.unobserved_weight : 0,
});

async function factorise(given: Csr, options: Config, { seed, compute, onStep }: TrainContext): Promise<Factors> {
  const settings = settingsOf(options);
  const ratings = { ...given, values: confidencesOf(given.values, options) };
  const byItem = transpose(ratings);
  const steps = options.solver === 'cg' ? options.cg_steps : 0;
  const startOf = (factors: Float64Array) => (steps > 0 ? factors : null);
  let { users, items } = startFactors(ratings, options, seed);
  let before = Infinity;
  for (let done = 1; done <= options.iterations; done++) {
    const forUsers = { ...settings, ratings, fixed: items, start: startOf(users), steps };
    users = (await compute.alsHalfStep(forUsers)).solved;
    const forItems = { ...settings, ratings: byItem, fixed: users, start: startOf(items), steps };
    const answer = await compute.alsHalfStep(forItems);
    items = answer.solved;
    const loss = alsLoss(ratings, byItem, { users, items }, settings, answer.squaredError);
    onStep({ done, total: options.iterations, metrics: { loss } });
    if (options.tolerance > 0 && before - loss < options.tolerance * before) break;
    before = loss;
  }
  const last = await compute.alsHalfStep({ ...settings, ratings, fixed: items, start: null, steps: 0 });
  return { users: last.solved, items };
}

function startFactors({ rows, cols }: Csr, { factors, init_scale }: Config, seed: number): Factors {
  const random = createRandom(seed, 'als');
  const draw = (count: number) =>
    Float64Array.from({ length: count * factors }, () => (random.normal() * init_scale) / Math.sqrt(factors));
  return { users: draw(rows), items: draw(cols) };
}
