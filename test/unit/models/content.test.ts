import { describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { content } from '#runs/models/content.ts';
import { createRecommender } from '#runs/models/recommender.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { noSide } from '../../suites/no-side.ts';
import { csrOf } from '../../support/matrices.ts';

describeModel(content, { reason: 'content', learnsTaste: 'only', instant: true });

describe('content', () => {
  const ratings = csrOf([
    [1, 0, 0, 0],
    [0, 2, 0, -1],
    [0, 0, 0, 0],
  ]);
  const side = {
    ...noSide,
    // comedy, drama, horror
    itemCategories: csrOf([
      [1, 1, 0],
      [1, 0, 0],
      [0, 1, 1],
      [0, 0, 1],
    ]),
    userCategories: csrOf([
      [1, 0, 1],
      [0, 0, 0],
      [0, 1, 0],
    ]),
    categoryNames: ['comedy', 'drama', 'horror'],
  };
  const train = (given = side) =>
    content.train(ratings, content.config.parse({}), {
      seed: 1,
      side: given,
      compute: localCompute(() => false),
      onStep: () => undefined,
      shouldStop: () => false,
    });

  it('scores the share of the user’s genres that an item matches', async () => {
    const out = new Float64Array(4);
    (await train()).score(0, out);
    expect(Array.from(out)).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('takes the genres of the user’s items where none are stated, without those they dislike', async () => {
    const out = new Float64Array(4);
    (await train()).score(1, out);
    expect(Array.from(out)).toEqual([1, 1, 0, 0]);
    const { foldIn } = await train();
    foldIn!(Int32Array.of(0, 2), Float64Array.of(1, 3), out);
    expect(Array.from(out)).toEqual([5 / 8, 1 / 8, 7 / 8, 3 / 8]);
  });

  it('answers for a user without interactions who has stated genres', async () => {
    const model = await train();
    const { recommend } = createRecommender({ model, train: ratings, coldStart: 'empty', seed: 1 });
    expect(recommend(2, { limit: 5 })).toEqual([
      { item: 0, score: 1, reason: 'content' },
      { item: 2, score: 1, reason: 'content' },
    ]);
    expect(recommend(-1, { limit: 5 })).toEqual([]);
  });

  it('explains by the names of genres', async () => {
    expect((await train()).explain(0, 2)).toEqual([
      { kind: 'other', id: null, value: 0.5, similarity: null, text: 'horror, 50 % of the user’s interests' },
    ]);
  });

  it('brings stated genres and names back', async () => {
    const model = await train();
    const loaded = content.load(model.save(), ratings, content.config.parse({}));
    expect(loaded.explain(0, 2)).toEqual(model.explain(0, 2));
    expect(loaded.knowsWithoutHistory!(2)).toBe(true);
  });

  it('says what is missing where items have no categories', async () => {
    await expect(train({ ...noSide, userCategories: null, itemCategories: null } as never)).rejects.toThrow(
      /The algorithm content needs categories of items, and this dataset has none\. .*use another algorithm\./,
    );
  });
});
