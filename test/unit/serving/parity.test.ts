import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidates } from '#runs/evaluation/candidates.ts';
import { createHeldOut } from '#runs/evaluation/held-out.ts';
import { createTopList } from '#runs/evaluation/top-list.ts';
import { emptyCsr } from '#runs/matrix/csr.ts';
import { restoreModel } from '#runs/bundle/restore-model.ts';
import { optionsWith } from '../evaluation/examples.ts';
import { bundleContents, postId, smallTrain, userId } from '../../support/served-bundle.ts';
import { startServing, type ServedForTest } from '../../support/serving.ts';
import { roundedScores } from '../../../main/serving/list-json.ts';

/** What is served is what was evaluated: the same lists, and the same scores to the last bit until they are rounded for the wire. */

const train = smallTrain();

describe.each(['item_knn', 'user_knn', 'ease', 'popularity'])('%s', (algorithm) => {
  let served: ServedForTest;
  beforeAll(async () => {
    served = await startServing({ fallbacks: [] }, { algorithm });
  });
  afterAll(() => served.close());

  /** The list of evaluation in full ranking. */
  async function evaluated(): Promise<{ post_id: string; score: number }[][]> {
    const { recommender } = restoreModel(await bundleContents({ algorithm }));
    const heldOut = createHeldOut(train, emptyCsr(train.rows, train.cols));
    const candidates = createCandidates(train, emptyCsr(train.rows, train.cols), optionsWith());
    const top = createTopList(20, train.cols);
    return Array.from({ length: train.rows }, (_, user) => {
      heldOut.load(user);
      recommender.score(user, candidates.scores);
      top.select(candidates.mask(user, heldOut));
      return Array.from(top.items.subarray(0, top.length), (item) => ({ post_id: postId(item), score: candidates.scores[item]! })); // prettier-ignore
    });
  }

  it('answers with the lists and the bits of evaluation', async () => {
    const lists = await evaluated();
    for (const [user, list] of lists.entries()) {
      const body = { user_id: userId(user), limit: 20, context: { scores: 'exact' } };
      const answer = (await (await served.post('/recommendations/generate', body)).json()) as { recommendations: { post_id: string; score: number }[] }; // prettier-ignore
      expect(answer.recommendations.map(({ post_id, score }) => ({ post_id, score }))).toEqual(list);
    }
    expect(lists.flat().length).toBeGreaterThan(100);
  });

  it('rounds to 6 decimals on the wire, and never so that an order or a tie looks different', async () => {
    for (let user = 0; user < train.rows; user++) {
      const ask = async (scores: string) => {
        const body = { user_id: userId(user), limit: 20, context: { scores } };
        return ((await (await served.post('/recommendations/generate', body)).json()) as { recommendations: { score: number }[] }).recommendations; // prettier-ignore
      };
      const [exact, rounded] = [await ask('exact'), await ask('rounded')];
      rounded.forEach(({ score }, n) => expect(Math.abs(score - exact[n]!.score)).toBeLessThanOrEqual(5e-7));
      const ties = (list: { score: number }[]) => list.map(({ score }, n) => score === list[n - 1]?.score);
      expect(ties(rounded)).toEqual(ties(exact));
    }
  });
});

describe('rounding', () => {
  it('keeps all digits of neighbours that would look equal and are not', () => {
    const sum = 0.1 + 0.2;
    expect(roundedScores([0.9, sum, 0.3, 0.123456789])).toEqual([0.9, sum, 0.3, 0.123457]);
  });

  it('shows ties as ties', () => {
    expect(roundedScores([0.1234567, 0.1234567, 0.1])).toEqual([0.123457, 0.123457, 0.1]);
  });

  it('takes lists of any length', () => {
    expect(roundedScores([])).toEqual([]);
    expect(roundedScores([1])).toEqual([1]);
  });
});
