import { expect, it } from 'vitest';
import { createCandidates } from '#runs/evaluation/candidates.ts';
import { createHeldOut } from '#runs/evaluation/held-out.ts';
import { createTopList } from '#runs/evaluation/top-list.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { popularityOf } from '#runs/models/popularity.ts';
import { createRecommender } from '#runs/models/recommender.ts';
import { optionsWith } from './examples.ts';
import { randomCsr } from '../../support/matrices.ts';

it('evaluates in full ranking the very list that is recommended, with equal scores and cold users', () => {
  const random = createRandom(8, 'test');
  const [train, test] = [randomCsr(random, 30, 40, 0.06), randomCsr(random, 30, 40, 0.1)];
  const recommender = createRecommender({ model: popularityOf(train), train, coldStart: 'popular', seed: 1 });
  const candidates = createCandidates(train, test, optionsWith());
  const heldOut = createHeldOut(train, test);
  const top = createTopList(10, train.cols);
  const lists = Array.from({ length: train.rows }, (_, user) => {
    heldOut.load(user);
    recommender.score(user, candidates.scores);
    top.select(candidates.mask(user, heldOut));
    return [...top.items.subarray(0, top.length)];
  });
  const recommended = lists.map((_, user) => recommender.recommend(user, { limit: 10 }).map(({ item }) => item));
  expect(lists).toEqual(recommended);
});
