import { describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { content } from '#runs/models/content.ts';
import { freshnessOf } from '#runs/models/freshness.ts';
import { hybridFeed, hybridMedia } from '#runs/models/hybrid.ts';
import { userKnn } from '#runs/models/user-knn.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { noSide } from '../../suites/no-side.ts';
import { sideOf } from '../../suites/side-of.ts';
import { randomCsr } from '../../support/matrices.ts';

const asMix = { reason: 'hybrid', foldsInAsAnother: true } as const;
describeModel(hybridFeed, { config: { n_neighbors: 5 }, learnsTaste: 'first', ...asMix });
describeModel(hybridMedia, { config: { n_neighbors: 5 }, learnsTaste: 'only', ...asMix });
describeModel(hybridMedia, { config: { cf: 'ease' }, learnsTaste: 'only', reason: 'hybrid' });

const ratings = randomCsr(createRandom(9, 'hybrid'), 30, 20, 0.25);
const context = {
  seed: 1,
  side: sideOf(ratings),
  compute: localCompute(() => false),
  onStep: () => undefined,
  shouldStop: () => false,
};

describe('hybrids', () => {
  it('mix what their parts score, by the weights of the reference', async () => {
    const [cf, matching, fresh] = [
      await userKnn.train(ratings, userKnn.config.parse({ n_neighbors: 10 }), context),
      await content.train(ratings, content.config.parse({}), context),
      freshnessOf(context.side, 20, 7),
    ];
    const feed = await hybridFeed.train(ratings, hybridFeed.config.parse({}), context);
    const media = await hybridMedia.train(ratings, hybridMedia.config.parse({}), context);
    const [a, b, c, d] = Array.from({ length: 4 }, () => new Float64Array(20)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let user = 0; user < 30; user++) {
      cf.score(user, a);
      matching.score(user, b);
      feed.score(user, c);
      media.score(user, d);
      c.forEach((score, i) => expect(score).toBeCloseTo(0.7 * a[i]! + 0.2 * b[i]! + 0.1 * fresh[i]!, 12));
      d.forEach((score, i) => expect(score).toBeCloseTo(0.6 * a[i]! + 0.4 * b[i]!, 12));
    }
  });

  it('divide other weights by their sum', async () => {
    const config = { cf_weight: 3, content_weight: 1, recency_weight: 0 };
    const [one, other] = [new Float64Array(20), new Float64Array(20)];
    (await hybridFeed.train(ratings, hybridFeed.config.parse(config), context)).score(3, one);
    (
      await hybridMedia.train(ratings, hybridMedia.config.parse({ cf_weight: 0.75, content_weight: 0.25 }), context)
    ).score(3, other);
    one.forEach((score, item) => expect(score).toBeCloseTo(other[item]!, 12));
  });

  it('do without categories where content has no weight, and say so where it has', async () => {
    const without = { ...context, side: noSide };
    await expect(hybridFeed.train(ratings, hybridFeed.config.parse({}), without)).rejects.toThrow(
      /hybrid_feed needs categories of items.*or set content_weight to 0/,
    );
    const model = await hybridFeed.train(ratings, hybridFeed.config.parse({ content_weight: 0 }), without);
    expect(model.score(0, new Float64Array(20))).toBe('hybrid');
  });

  it('refuse to mix nothing', () => {
    const shape = { users: 30, items: 20, nnz: 100, userPairs: 1e4, itemPairs: 1e4 };
    const config = hybridMedia.config.parse({ cf_weight: 0, content_weight: 0 });
    expect(() => hybridMedia.estimate(shape, config)).toThrow('There is nothing to mix: all weights are 0.');
  });
});
