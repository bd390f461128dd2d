import { describe, expect, it } from 'vitest';
import { rowIndices, rowValues } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { parseConfig } from '#runs/models/algorithms.ts';
import { userKnn } from '#runs/models/user-knn.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { csrOf, denseOf, randomCsr } from '../../support/matrices.ts';
import { noSide } from '../../suites/no-side.ts';

const asUsers = { reason: 'collaborative_filtering', learnsTaste: 'only', foldsInAsAnother: true } as const;
describeModel(userKnn, { config: { n_neighbors: 5 }, ...asUsers });
describeModel(userKnn, {
  config: { n_neighbors: 7, neighbourhood: 'reverse', shrinkage: 0.5, min_overlap: 2 },
  ...asUsers,
});
describeModel(userKnn, { config: { n_neighbors: 7, similarity: 'tversky', alpha: 0.3, beta: 1.2 }, ...asUsers });
describeModel(userKnn, {
  config: { n_neighbors: 7, similarity: 'asymmetric', alpha: 0.1, weighting: 'bm25' },
  ...asUsers,
});
describeModel(userKnn, {
  config: { n_neighbors: 7, similarity: 'pearson' },
  ...asUsers,
  weightOf: (place) => 1 + (place % 3),
});

const context = {
  seed: 1,
  side: noSide,
  compute: localCompute(() => false),
  onStep: () => undefined,
  shouldStop: () => false,
};
const configOf = (config: Record<string, unknown>) => userKnn.config.parse(parseConfig(userKnn, config));

describe('user_knn neighbourhoods', () => {
  const ratings = randomCsr(createRandom(5, 'reverse'), 30, 20, 0.25);

  it('scores by the users who list u among their own nearest where it is reversed', async () => {
    const k = 4;
    const { ids, counts, similarities } = await context.compute.topK(ratings, { k, shrinkage: 0, minOverlap: 1 });
    const model = await userKnn.train(ratings, configOf({ n_neighbors: k, neighbourhood: 'reverse' }), context);
    const dense = denseOf(ratings);
    const out = new Float64Array(ratings.cols);
    for (let user = 0; user < ratings.rows; user++) {
      const sums = Array.from(out, () => 0);
      let total = 0;
      for (let other = 0; other < ratings.rows; other++) {
        const at = ids.subarray(other * k, other * k + counts[other]!).indexOf(user);
        if (at < 0) continue;
        total += similarities[other * k + at]!;
        dense[other]!.forEach((rating, item) => (sums[item]! += similarities[other * k + at]! * rating));
      }
      model.score(user, out);
      out.forEach((score, item) => expect(score).toBeCloseTo(total > 0 ? sums[item]! / total : 0, 12));
    }
  });

  it('divides by the greatest weight, so that a favourite of all neighbours scores 1', async () => {
    const model = await userKnn.train(
      csrOf([
        [2, 2, 0],
        [2, 2, 10],
        [2, 2, 10],
      ]),
      configOf({ n_neighbors: 2 }),
      context,
    );
    const out = new Float64Array(3);
    model.score(0, out);
    [0.2, 0.2, 1].forEach((score, item) => expect(out[item]).toBeCloseTo(score, 12));
  });

  it('does not count users of opposite taste as neighbours', async () => {
    const model = await userKnn.train(
      csrOf([
        [1, -1, 0],
        [-1, 1, 1],
      ]),
      configOf({ n_neighbors: 1 }),
      context,
    );
    expect(model.score(0, new Float64Array(3))).toBeNull();
  });

  it('leaves the training matrix as it was', async () => {
    const before = structuredClone(ratings);
    await userKnn.train(ratings, configOf({}), context);
    expect(ratings).toEqual(before);
    expect(rowIndices(ratings, 0)).toEqual(rowIndices(before, 0));
  });
});

describe('user_knn folds in', () => {
  const ratings = randomCsr(createRandom(8, 'fold-in'), 40, 30, 0.3);

  it.each([
    { similarity: 'cosine', n_neighbors: 6 },
    { similarity: 'cosine', n_neighbors: 6, normalize: false },
    { similarity: 'cosine', n_neighbors: 6, shrinkage: 2, min_overlap: 3 },
    { similarity: 'asymmetric', alpha: 0.2, n_neighbors: 6 },
    { similarity: 'pearson', n_neighbors: 6 },
    { similarity: 'jaccard', n_neighbors: 39 },
    { similarity: 'tversky', alpha: 0.2, beta: 1.4, n_neighbors: 6 },
    { similarity: 'cosine', n_neighbors: 6, neighbourhood: 'reverse' },
    { similarity: 'tversky', alpha: 0.2, beta: 1.4, n_neighbors: 12, neighbourhood: 'reverse' },
  ])('a history as it would score one more user with it: %j', async (config) => {
    // The last user is the one more: it loses ties, as it does where it was never trained with.
    const last = ratings.rows - 1;
    const others = { ...ratings, indptr: ratings.indptr.map((at, row) => (row > last ? ratings.indptr[last]! : at)) };
    const without = {
      ...others,
      indices: ratings.indices.slice(0, at(last)),
      values: ratings.values.slice(0, at(last)),
    };
    const [scored, folded] = [new Float64Array(30), new Float64Array(30)];
    const reason = (await userKnn.train(ratings, configOf(config), context)).score(last, scored);
    const { foldIn } = await userKnn.train(without, configOf(config), context);
    expect(foldIn!(rowIndices(ratings, last), rowValues(ratings, last), folded)).toBe(reason);
    expect(reason).toBe('collaborative_filtering');
    expect(folded).toEqual(scored);
  });

  const at = (user: number) => ratings.indptr[user]!;

  it('nothing as nobody', async () => {
    const { foldIn } = await userKnn.train(ratings, configOf({}), context);
    const out = new Float64Array(30).fill(0.5);
    expect(foldIn!(new Int32Array(0), new Float64Array(0), out)).toBeNull();
    expect(out).toEqual(new Float64Array(30));
  });
});

describe('user_knn refusals', () => {
  it('says where an option would have no effect', async () => {
    await expect(
      userKnn.train(ratingsOfThree, configOf({ similarity: 'dice', weighting: 'bm25' }), context),
    ).rejects.toThrow(
      'The similarity dice compares sets, so that weighting bm25 would change nothing. Use none, or the similarity cosine.',
    );
    await expect(
      userKnn.train(ratingsOfThree, configOf({ similarity: 'pearson', n_neighbors: 2 }), context),
    ).rejects.toThrow(
      'The similarity pearson needs weights that differ within a row, and here all are equal. Use cosine or jaccard.',
    );
  });
  const ratingsOfThree = csrOf([
    [1, 1],
    [1, 0],
    [0, 1],
  ]);

  it('takes all users there are where more neighbours are asked for', async () => {
    const [all, more] = [configOf({ n_neighbors: 3 }), configOf({ n_neighbors: 10_000 })];
    const saved = async (config: typeof all) => (await userKnn.train(ratingsOfThree, config, context)).save();
    expect(await saved(more)).toEqual(await saved(all));
    const shape = { users: 3, items: 2, nnz: 4, userPairs: 8, itemPairs: 6 };
    expect(userKnn.estimate(shape, more)).toEqual(userKnn.estimate(shape, all));
  });

  it('says that one user has no neighbours', async () => {
    await expect(userKnn.train(csrOf([[1, 1]]), configOf({ n_neighbors: 1 }), context)).rejects.toThrow(
      'Neighbours need at least two users, and the data has 1.',
    );
  });

  it('stops with cancelled where it is asked to', async () => {
    const compute = localCompute(() => true);
    const trained = userKnn.train(csrOf([[1], [1]]), configOf({ n_neighbors: 1 }), { ...context, compute });
    await expect(trained).rejects.toMatchObject({ code: 'cancelled' });
  });
});
