import { expect, it } from 'vitest';
import { Vocabulary } from '#runs/data/interactions.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { userKnn } from '#runs/models/user-knn.ts';
import { recommendFor } from '#runs/training/recommend.ts';
import { recommenderOf } from '#runs/training/recommender-of.ts';
import { noSide } from '../../suites/no-side.ts';
import { csrOf } from '../../support/matrices.ts';

it('explains an answer by whoever gave it: the model, or the cold-start policy for a user without interactions', async () => {
  const train = csrOf([
    [1, 1, 0],
    [1, 1, 1],
    [0, 0, 0],
  ]);
  const config = userKnn.config.parse({ n_neighbors: 2, cold_start: 'popular' });
  const model = await userKnn.train(train, config, {
    seed: 1,
    side: noSide,
    compute: localCompute(() => false),
    onStep: () => undefined,
    shouldStop: () => false,
  });
  const run = {
    model,
    recommender: recommenderOf(model, train, config, 1),
    userIds: new Vocabulary(['ann', 'bob', 'new']),
    itemIds: new Vocabulary(['x', 'y', 'z']),
    itemNames: null,
    itemCategories: null,
    train,
    config,
    saved: model.save(),
  };
  for (const [user, reason] of [
    ['ann', 'collaborative_filtering'],
    ['new', 'popular'],
  ]) {
    const { recommendations } = recommendFor(run, { user: user!, limit: 5, explain: true });
    expect(recommendations.length).toBeGreaterThan(0);
    for (const each of recommendations) {
      expect(each.reason).toBe(reason);
      const sum = each.contributions!.reduce((total, { value }) => total + value, 0);
      expect(sum).toBeCloseTo(each.score, 9);
    }
  }
});
