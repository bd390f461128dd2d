import { describe, expect, it } from 'vitest';
import { rowIndices, rowValues } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { algorithms, findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { SideInformation } from '#runs/models/model.ts';
import { createRecommender } from '#runs/models/recommender.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { noSide } from '../../suites/no-side.ts';
import { sideOf } from '../../suites/side-of.ts';
import { randomCsr } from '../../support/matrices.ts';

describeModel(findAlgorithm('user_knn'), {
  config: { n_neighbors: 5, new_item_boost: 0.3, cold_start: 'trending' },
  reason: 'collaborative_filtering',
  learnsTaste: 'first',
  foldsInAsAnother: true,
});
describeModel(findAlgorithm('ease'), {
  config: { new_item_boost: 0.01 },
  reason: 'collaborative_filtering',
  learnsTaste: 'first',
});

const ratings = randomCsr(createRandom(9, 'common'), 30, 20, 0.25);
const dayMs = 86_400_000;

function train(name: string, config: Record<string, unknown>, side: SideInformation = sideOf(ratings)) {
  const algorithm = findAlgorithm(name);
  const parsed = parseConfig(algorithm, config);
  const model = algorithm.train(ratings, parsed, {
    seed: 1,
    side,
    compute: localCompute(() => false),
    onStep: () => undefined,
    shouldStop: () => false,
  });
  return { model, load: async () => algorithm.load((await model).save(), ratings, parsed) };
}

describe('the boost of new items', () => {
  it('is a parameter of all algorithms, off at first', async () => {
    for (const { name } of algorithms) {
      expect(parseConfig(findAlgorithm(name), {})).toMatchObject({ new_item_boost: 0, new_item_half_life_days: 7 });
    }
    const { arrays } = (await train('popularity', {}).model).save();
    expect(Object.keys(arrays)).toEqual(['users']);
  });

  it('adds 2^(−age / half-life), counted from the newest event, and keeps scores within 1', async () => {
    // The newest event is at day 29; item 7 was made on day 7, item 5 first seen with its first user.
    const [plain, boosted, folded] = [new Float64Array(20), new Float64Array(20), new Float64Array(20)];
    (await train('popularity', {}).model).score(0, plain);
    const model = await train('popularity', { new_item_boost: 0.5, new_item_half_life_days: 11 }).model;
    model.score(0, boosted);
    expect(boosted[7]).toBeCloseTo((plain[7]! + 0.5 * 2 ** (-22 / 11)) / 1.5, 12);
    const first = Array.from({ length: 30 }, (_, user) => user).find((user) => rowIndices(ratings, user).includes(5))!;
    expect(boosted[5]).toBeCloseTo((plain[5]! + 0.5 * 2 ** (-(29 - first) / 11)) / 1.5, 12);
    model.foldIn!(rowIndices(ratings, 0), rowValues(ratings, 0), folded);
    expect(folded).toEqual(boosted);
  });

  it('gives nothing to items of unknown age', async () => {
    const [plain, boosted] = [new Float64Array(20), new Float64Array(20)];
    (await train('popularity', {}, noSide).model).score(0, plain);
    (await train('popularity', { new_item_boost: 1 }, noSide).model).score(0, boosted);
    expect(boosted).toEqual(plain.map((score) => score / 2));
  });
});

describe('the cold-start policy trending', () => {
  it('answers for unknown users with recent engagement, also once loaded', async () => {
    const items = Int32Array.of(4, 4, 9);
    const side = {
      ...noSide,
      events: { items, weights: Float64Array.of(1, 1, 1), times: Float64Array.of(0, 0, 14 * dayMs) },
    };
    const { model, load } = train('item_knn', { cold_start: 'trending' }, side);
    for (const each of [await model, await load()]) {
      const { recommend, explain } = createRecommender({ model: each, train: ratings, coldStart: 'trending', seed: 1 });
      expect(recommend(-1, { limit: 5 })).toEqual([
        { item: 9, score: 1, reason: 'trending' },
        { item: 4, score: 0.5, reason: 'trending' },
      ]);
      expect(explain(-1, 4)).toMatchObject([{ kind: 'popularity', value: 0.5 }]);
      expect(recommend(0, { limit: 1 })[0]!.reason).toBe('collaborative_filtering');
    }
  });
});
