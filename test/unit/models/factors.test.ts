import { describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { als } from '#runs/models/als.ts';
import { bpr } from '#runs/models/bpr.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { noSide } from '../../suites/no-side.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';
import { product, rowsOf, transposed } from '../matrix/dense.ts';

const factors = { reason: 'collaborative_filtering', learnsTaste: 'first' } as const;
describeModel(als, { config: { factors: 6, regularization: 0.05 }, refusesDislikes: true, ...factors });
describeModel(als, { config: { factors: 5, solver: 'cg', cg_steps: 2 }, refusesDislikes: true, ...factors });
describeModel(als, {
  config: { factors: 2, objective: 'hu', unobserved_weight: 1, confidence_scaling: 'log', alpha: 3, epsilon: 0.5 },
  refusesDislikes: true,
  ...factors,
});
describeModel(bpr, { config: { factors: 8, iterations: 200 }, ...factors });

const ratings = randomCsr(createRandom(5, 'factors'), 30, 20, 0.3, [1, 2]);

async function lossesOf(algorithm: typeof als | typeof bpr, config: Record<string, unknown>): Promise<number[]> {
  const losses: number[] = [];
  await algorithm.train(ratings, algorithm.config.parse(config) as never, {
    seed: 1,
    side: noSide,
    compute: localCompute(() => false),
    onStep: ({ metrics }) => void losses.push(metrics!['loss']!),
    shouldStop: () => false,
  });
  return losses;
}

describe('als', () => {
  it.each(['cholesky', 'cg'])('logs a loss that falls with every iteration (%s)', async (solver) => {
    const losses = await lossesOf(als, { factors: 4, solver });
    expect(losses).toHaveLength(12);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  });

  it.each([
    { objective: 'rendle', confidence_scaling: 'linear', alpha: 1 },
    { objective: 'rendle', confidence_scaling: 'log', alpha: 4, epsilon: 0.1 },
    { objective: 'hu', confidence_scaling: 'linear', alpha: 0.5 },
    { objective: 'hu', confidence_scaling: 'log', alpha: 2, epsilon: 3, solver: 'cg', cg_steps: 4 },
  ])('logs the objective, written out, of users and items between which it stands: %j', async (how) => {
    const config = als.config.parse({
      factors: 3,
      iterations: 2000,
      unobserved_weight: 0.2,
      regularization: 0.01,
      frequency_scaling: 0.7,
      ...how,
    });
    let loss = NaN;
    const model = await als.train(ratings, config, {
      seed: 1,
      side: noSide,
      compute: localCompute(() => false),
      onStep: ({ metrics }) => void (loss = metrics!['loss']!),
      shouldStop: () => false,
    });
    const { users, items } = model.save().arrays as { users: Float64Array; items: Float64Array };
    const [x, y] = [rowsOf(users, 3), rowsOf(items, 3)];
    const dense = denseOf(ratings);
    const penalty = (rows: number[][], side: number[][], others: number) =>
      rows.reduce((sum, row, n) => {
        const count = side[n]!.filter((value) => value !== 0).length;
        return sum + 0.01 * (count + 0.2 * others) ** 0.7 * row.reduce((s, value) => s + value ** 2, 0);
      }, 0);
    const scores = product(x, transposed(y));
    const weight = (r: number) =>
      config.alpha * (config.confidence_scaling === 'log' ? Math.log(1 + r / config.epsilon) : r);
    const errorOf = (r: number, score: number) => {
      if (config.objective === 'rendle') return weight(r) * (score - 1) ** 2 + 0.2 * score ** 2;
      return r > 0 ? (weight(r) + 0.2) * (score - 1) ** 2 : 0.2 * score ** 2;
    };
    const data = dense.flatMap((row, u) => row.map((r, i) => errorOf(r, scores[u]![i]!))).reduce((a, b) => a + b, 0);
    const expected = data + penalty(x, dense, 20) + penalty(y, transposed(dense), 30);
    // After so many iterations the last solution of the users changes nothing more; cg carries products in float32.
    expect(loss / expected).toBeCloseTo(1, config.solver === 'cg' ? 5 : 8);
  });

  it('stops early where an iteration gains too little', async () => {
    const losses = await lossesOf(als, { factors: 4, iterations: 100, tolerance: 0.01 });
    expect(losses.length).toBeLessThan(30);
    const gains = losses.slice(1).map((loss, n) => (losses[n]! - loss) / losses[n]!);
    expect(gains.at(-1)).toBeLessThan(0.01);
    expect(gains.slice(0, -1).every((gain) => gain >= 0.01)).toBe(true);
  });
});

describe('bpr', () => {
  it('logs a loss that starts at the logarithm of 2 and falls', async () => {
    const losses = await lossesOf(bpr, { factors: 4, iterations: 100, init_scale: 0.001 });
    expect(losses[0]).toBeCloseTo(Math.LN2, 1);
    expect(losses.at(-1)).toBeLessThan(0.5);
  });
});
