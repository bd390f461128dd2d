import { describe, expect, it } from 'vitest';
import { transpose } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { itemKnn } from '#runs/models/item-knn.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { csrOf, denseOf, randomCsr } from '../../support/matrices.ts';
import { noSide } from '../../suites/no-side.ts';

const asItems = { reason: 'collaborative_filtering', learnsTaste: 'only' } as const;
describeModel(itemKnn, { config: { n_neighbors: 4 }, ...asItems });
describeModel(itemKnn, { config: { n_neighbors: 4, weighting: 'tfidf', shrinkage: 3 }, ...asItems });
describeModel(itemKnn, { config: { n_neighbors: 4, similarity: 'dice', min_overlap: 2 }, ...asItems });
describeModel(itemKnn, { config: { n_neighbors: 4, normalize: false }, ...asItems });

const compute = localCompute(() => false);
const context = { seed: 1, side: noSide, compute, onStep: () => undefined, shouldStop: () => false };

describe('item_knn', () => {
  it('ranks as the plain sum over the target item’s own nearest does', async () => {
    const k = 4;
    const ratings = randomCsr(createRandom(6, 'item-knn'), 30, 20, 0.25);
    const options = { k, shrinkage: 0, minOverlap: 1 };
    const { ids, counts, similarities } = await compute.topK(transpose(ratings), options);
    const model = await itemKnn.train(ratings, itemKnn.config.parse({ n_neighbors: k }), context);
    const out = new Float64Array(ratings.cols);
    let ratio: number | undefined;
    denseOf(ratings).forEach((row, user) => {
      model.score(user, out);
      for (let item = 0; item < ratings.cols; item++) {
        let sum = 0;
        for (let p = item * k; p < item * k + counts[item]!; p++) sum += similarities[p]! * row[ids[p]!]!;
        if (sum > 0) ratio ??= out[item]! / sum;
        expect(out[item]).toBeCloseTo(sum * (ratio ?? 0), 12);
      }
    });
  });

  it('takes all items there are where more neighbours are asked for', async () => {
    const ratings = csrOf([
      [1, 1, 0],
      [1, 1, 1],
    ]);
    const [all, more] = [2, 10_000].map((n) => itemKnn.config.parse({ n_neighbors: n }));
    expect((await itemKnn.train(ratings, more!, context)).save()).toEqual(
      (await itemKnn.train(ratings, all!, context)).save(),
    );
    await expect(itemKnn.train(csrOf([[1], [1]]), all!, context)).rejects.toThrow('Neighbours need at least two items');
  });
});
