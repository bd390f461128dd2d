import { afterAll, describe, expect, it } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import { emptyCsr, rowIndices, rowValues } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Compute } from '#runs/matrix/compute.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { parseConfig } from '#runs/models/algorithms.ts';
import type { Algorithm, Model, Reason, SavedModel } from '#runs/models/model.ts';
import { createRecommender } from '#runs/models/recommender.ts';
import type { ColdStart } from '#runs/models/recommender.ts';
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { csrOf, randomCsr } from '../support/matrices.ts';
import { sideOf } from './side-of.ts';

/** A user of the samples without interactions. */
const coldUser = 17;

const kernelWorker = new URL('../../runs/training/kernel-worker.ts', import.meta.url);
const local = localCompute(() => false);

/** What is special about an algorithm, beside what the suite asks of all. */
export type ModelCase = {
  config?: Record<string, unknown>;
  reason: Reason;
  /**
   * Finds the one held-out item of each user of the checkerboard: `only` that one, or that one `first`, where every item has a score.
   * The baselines do not learn taste.
   */
  learnsTaste: 'only' | 'first' | 'no';
  /** Cannot take weights below 0, and says so. */
  refusesDislikes?: boolean;
  /** Learns in no time, so that there is nothing to stop. */
  instant?: boolean;
  /** A history that is folded in is one user more, who meets their likes: other scores than those of the known user. */
  foldsInAsAnother?: boolean;
  /** The checkerboard's weights: of an item's place among those of its colour. All 1 where absent. */
  weightOf?: (place: number) => number;
};

/** Known answers and promises that every model keeps. */
export function describeModel(algorithm: Algorithm, case_: ModelCase): void {
  const { config = {}, reason, learnsTaste, refusesDislikes = false, weightOf = () => 1 } = case_;
  const parsed = parseConfig(algorithm, config);
  const train = (ratings: Csr, how: { seed?: number; compute?: Compute } = {}): Promise<Model> =>
    algorithm.train(ratings, parsed, {
      seed: how.seed ?? 7,
      side: sideOf(ratings),
      compute: how.compute ?? local,
      onStep: () => undefined,
      shouldStop: () => false,
    });
  const recommender = (model: Model, ratings: Csr, coldStart: ColdStart = 'empty') =>
    createRecommender({ model, train: ratings, coldStart, seed: 7 });

  describe(`the model ${algorithm.name}`, () => {
    it(`recommends ${taste[learnsTaste]} on the checkerboard`, async () => {
      const { ratings, heldOut } = checkerboard(weightOf);
      const { recommend } = recommender(await train(ratings), ratings);
      for (let user = 0; user < ratings.rows; user++) {
        const items = recommend(user, { limit: ratings.cols }).map(({ item }) => item);
        const unseen = Array.from({ length: ratings.cols }, (_, item) => item).filter(
          (item) => !rowIndices(ratings, user).includes(item),
        );
        const found = learnsTaste === 'no' ? items.toSorted((x, y) => x - y) : items;
        expect(learnsTaste === 'first' ? found.slice(0, 1) : found).toEqual(
          learnsTaste === 'no' ? unseen : [heldOut[user]],
        );
      }
    });

    it('gives its reason with every recommendation, best first, equal scores by index', async () => {
      const ratings = sample();
      const { recommend } = recommender(await train(ratings), ratings);
      for (let user = 0; user < ratings.rows; user++) {
        const list = recommend(user, { limit: 8 });
        expect(list.every((each) => each.reason === reason && each.score > 0)).toBe(true);
        expect(list.toSorted((a, b) => b.score - a.score || a.item - b.item)).toEqual(list);
      }
    });

    it('scores a user alike alone, in a batch and in any order', async () => {
      const ratings = sample();
      const model = await train(ratings);
      const batch = allScores(model, ratings);
      for (let user = ratings.rows - 1; user >= 0; user--) {
        const alone = new Float64Array(ratings.cols).fill(0.5);
        model.score(user, alone);
        expect(alone).toEqual(batch[user]);
      }
    });

    it('gives equal bits after save and load', async () => {
      const ratings = sample();
      const model = await train(ratings);
      const loaded = algorithm.load(throughFiles(model.save()), ratings, parsed);
      expect(allScores(loaded, ratings)).toEqual(allScores(model, ratings));
      expect(loaded.save()).toEqual(model.save());
      expect(loaded.explain(3, 5)).toEqual(model.explain(3, 5));
    });

    it('saves the same bytes for the same seed', async () => {
      const ratings = sample();
      const saves = [await train(ratings, { seed: 11 }), await train(ratings, { seed: 11 })].map((model) =>
        model.save(),
      );
      expect(saves[0]).toEqual(saves[1]);
    });

    it('answers for data without interactions, and for users without any', async () => {
      const nothing = emptyCsr(12, 12);
      const { recommend, score } = recommender(await train(nothing), nothing);
      for (const user of [-1, 0, 11]) {
        expect(recommend(user, { limit: 5 })).toEqual([]);
        expect(score(user, new Float64Array(12))).toBe(false);
      }
    });

    it.each(['empty', 'popular', 'random'] as const)(
      'never recommends what is seen or excluded (%s)',
      async (policy) => {
        const ratings = sample();
        const { recommend } = recommender(await train(ratings), ratings, policy);
        for (let user = -1; user < ratings.rows; user++) {
          const exclude = new Set([0, 4, 9, -1, 999]);
          const items = recommend(user, { limit: 100, exclude }).map(({ item }) => item);
          const seen = Array.from(user < 0 ? [] : rowIndices(ratings, user));
          expect(items.filter((item) => seen.includes(item) || exclude.has(item))).toEqual([]);
        }
      },
    );

    it('follows the cold-start policy for unknown users and for those without training interactions', async () => {
      const ratings = sample();
      const model = await train(ratings);
      for (const user of [-1, coldUser]) {
        expect(recommender(model, ratings, 'empty').recommend(user, { limit: 5 })).toEqual([]);
        const popular = recommender(model, ratings, 'popular').recommend(user, { limit: 5 });
        expect(popular.map(({ item }) => item)).toEqual(mostPopular(ratings).slice(0, 5));
        expect(popular.every((each) => each.reason === 'popular')).toBe(true);
        const random = recommender(model, ratings, 'random').recommend(user, { limit: 5 });
        expect(random.map((each) => each.reason)).toEqual(Array.from({ length: 5 }, () => 'random_fallback'));
      }
    });

    const samples = refusesDislikes ? [sample()] : [sample(), sampleWithDislikes()];
    it('takes weights below 0, or refuses them in words', async () => {
      const outcome = await train(sampleWithDislikes()).then(() => 'taken', String);
      expect(outcome).toMatch(refusesDislikes ? /cannot take weights below 0, and this dataset has -1/ : /^taken$/);
    });

    it('keeps scores within 0 and 1, also with negative weights that it takes', async () => {
      for (const ratings of samples) {
        const scores = allScores(await train(ratings), ratings).flatMap((row) => Array.from(row));
        expect(scores.filter((score) => !(score >= 0 && score <= 1))).toEqual([]);
        expect(scores.some((score) => score > 0)).toBe(true);
      }
    });

    it('explains each score by contributions that sum to it', async () => {
      for (const ratings of samples) {
        const model = await train(ratings);
        const { explain } = recommender(model, ratings);
        allScores(model, ratings).forEach((scores, user) => {
          scores.forEach((score, item) => {
            const values = model.explain(user, item).map(({ value }) => value);
            expect(Math.abs(values.reduce((a, b) => a + b, 0) - score)).toBeLessThan(1e-9);
            expect(values.toSorted((a, b) => b - a)).toEqual(values);
          });
        });
        expect(explain(coldUser, 0)).toEqual([]);
      }
    });

    it.each(Object.entries(oddShapes))(
      'answers for %s with numbers, or says in words why it cannot',
      async (_, ratings) => {
        const wrong = await train(ratings).then(
          (model) =>
            allScores(model, ratings).flatMap((row) => Array.from(row).filter((score) => !(score >= 0 && score <= 1))),
          (error: unknown) => (isRefusal(error) ? [] : [error]),
        );
        expect(wrong).toEqual([]);
      },
    );

    it('scores a history that is folded in as it scores the known user, or as one more user unless it is said whose it is', async () => {
      const ratings = sample();
      const model = await train(ratings);
      const scoresOf = (scoreTo: (out: Float64Array) => Reason | null) => {
        const out = new Float64Array(ratings.cols).fill(0.5);
        return { reason: scoreTo(out), out };
      };
      for (let user = 0; user < ratings.rows && model.foldIn; user++) {
        const known = scoresOf((out) => model.score(user, out));
        const folded = scoresOf((out) => model.foldIn!(rowIndices(ratings, user), rowValues(ratings, user), out));
        expect(folded.out.every((score) => score >= 0 && score <= 1)).toBe(true);
        expect(folded).toEqual(case_.foldsInAsAnother ? folded : known);
        const own = scoresOf((out) => model.foldIn!(rowIndices(ratings, user), rowValues(ratings, user), out, user));
        expect(own).toEqual(known);
      }
    });

    it('explains each score of a history that is folded in by contributions that sum to it', async () => {
      for (const ratings of samples) {
        const model = await train(ratings);
        expect(model.explainFoldIn === undefined).toBe(model.foldIn === undefined);
        if (!model.foldIn || !model.explainFoldIn) continue;
        const out = new Float64Array(ratings.cols);
        for (let user = 0; user < ratings.rows; user++) {
          // Somebody else's history without its first item and with a like of another: nobody in the data has it.
          const [own, values] = [rowIndices(ratings, user), rowValues(ratings, user)];
          const liked = (user * 7) % ratings.cols;
          const changed = new Map([...Array.from(own, (item, n) => [item, values[n]!] as const).slice(1), [liked, 1]]);
          const items = Int32Array.from(changed.keys()).sort();
          const weights = Float64Array.from(items, (item) => changed.get(item)!);
          for (const self of [undefined, user]) {
            model.foldIn(items, weights, out, self);
            out.forEach((score, item) => {
              const parts = model.explainFoldIn!(items, weights, item, self).map(({ value }) => value);
              expect(Math.abs(parts.reduce((a, b) => a + b, 0) - score)).toBeLessThan(1e-9);
              expect(parts.toSorted((a, b) => b - a)).toEqual(parts);
            });
          }
        }
      }
    });

    it('stops with cancelled where it is asked to, unless it learns at once', async () => {
      const stopping = algorithm.train(sample(), parsed, {
        seed: 7,
        side: sideOf(sample()),
        compute: localCompute(() => true),
        onStep: () => undefined,
        shouldStop: () => true,
      });
      const outcome = await stopping.then(
        () => 'done',
        (error: KindredError) => error.code,
      );
      expect(outcome).toBe(case_.instant ? 'done' : 'cancelled');
    });

    describe('over threads', () => {
      const pools = [1, 2, 3].map((workers) =>
        parallelCompute(workers, kernelWorker, () => false, { smallProduct: 0 }),
      );
      afterAll(async () => {
        await Promise.all(pools.map((pool) => pool.close()));
      });

      it('saves the same bytes with 1, 2 and 3 workers', async () => {
        const ratings = sample();
        const expected = (await train(ratings)).save();
        for (const compute of pools) expect((await train(ratings, { compute })).save()).toEqual(expected);
      });
    });

    it('estimates at least what its saved arrays take', async () => {
      const ratings = sample();
      const shape = {
        users: ratings.rows,
        items: ratings.cols,
        nnz: ratings.indices.length,
        userPairs: 1e4,
        itemPairs: 1e4,
      };
      const { bytes, operations } = algorithm.estimate(shape, parsed);
      const saved = Object.values((await train(ratings)).save().arrays).reduce(
        (sum, array) => sum + array.byteLength,
        0,
      );
      expect(bytes).toBeGreaterThanOrEqual(saved);
      expect(operations).toBeGreaterThanOrEqual(0);
    });

    it('refuses arrays that do not belong to the data', async () => {
      const saved = (await train(sample())).save();
      const foreign: SavedModel = { arrays: {}, meta: {} };
      expect(() => algorithm.load(foreign, sample(), parsed)).toThrow(KindredError);
      expect(() => algorithm.load(saved, sample(), parsed)).not.toThrow();
    });
  });
}

const taste = {
  only: 'the held-out item of its own colour and nothing else',
  first: 'the held-out item of its own colour first',
  no: 'only unseen items',
};

/** Data at which formulas divide by 0, or find no difference. */
const oddShapes: Record<string, Csr> = {
  'equal ratings of everything': csrOf(Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => 3))),
  'one item': csrOf(Array.from({ length: 12 }, () => [1])),
  'one user': csrOf([Array.from({ length: 12 }, (_, item) => (item < 6 ? 1 : 0))]),
  'one rating': csrOf(
    Array.from({ length: 12 }, (_, u) => Array.from({ length: 12 }, (__, i) => (u + i === 0 ? 1 : 0))),
  ),
  'users of nothing in common': csrOf(
    Array.from({ length: 12 }, (_, u) => Array.from({ length: 12 }, (__, i) => (u === i ? 1 : 0))),
  ),
  'stored zeros': { ...sample(), values: sample().values.map((value, p) => (p % 3 === 0 ? 0 : value)) },
};

/** Even users like even items, odd users odd ones; of each user's colour one item is held out. */
function checkerboard(weightOf: (place: number) => number): { ratings: Csr; heldOut: number[] } {
  const users = 16;
  const items = 12;
  const heldOut = Array.from({ length: users }, (_, user) => (user + 2 * Math.floor(user / 2)) % items);
  const ratings = csrOf(
    Array.from({ length: users }, (_, user) =>
      Array.from({ length: items }, (__, item) =>
        item % 2 === user % 2 && item !== heldOut[user] ? weightOf(Math.floor(item / 2)) : 0,
      ),
    ),
  );
  return { ratings, heldOut };
}

function withoutColdUser(ratings: Csr): Csr {
  const keep = Array.from({ length: ratings.indices.length }, (_, p) => p).filter(
    (p) => p < ratings.indptr[coldUser]! || p >= ratings.indptr[coldUser + 1]!,
  );
  const removed = ratings.indptr[coldUser + 1]! - ratings.indptr[coldUser]!;
  return {
    ...ratings,
    indptr: ratings.indptr.map((offset, row) => (row > coldUser ? offset - removed : offset)),
    indices: Int32Array.from(keep, (p) => ratings.indices[p]!),
    values: Float64Array.from(keep, (p) => ratings.values[p]!),
  };
}

function sample(): Csr {
  return withoutColdUser(randomCsr(createRandom(3, 'model-suite'), 40, 25, 0.2));
}

const sampleWithDislikes = () => withoutColdUser(randomCsr(createRandom(4, 'model-suite'), 40, 25, 0.2, [1, 1, -1]));

/** A refusal that says what to do instead. */
const isRefusal = (error: unknown): boolean =>
  error instanceof KindredError && error.code === 'invalid_input' && / (Use|Give) /.test(error.message);

function allScores(model: Model, ratings: Csr): Float64Array[] {
  const out = new Float64Array(ratings.cols);
  return Array.from({ length: ratings.rows }, (_, user) => {
    model.score(user, out);
    return out.slice();
  });
}

/** Arrays as bytes and values as JSON, as artifacts store them. */
function throughFiles({ arrays, meta }: SavedModel): SavedModel {
  return { arrays: structuredClone(arrays), meta: JSON.parse(JSON.stringify(meta)) as SavedModel['meta'] };
}

function mostPopular({ cols, indices }: Csr): number[] {
  const count = (item: number) => indices.filter((each) => each === item).length;
  return Array.from({ length: cols }, (_, item) => item).sort((a, b) => count(b) - count(a) || a - b);
}
