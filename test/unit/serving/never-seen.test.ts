import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#runs/matrix/random.ts';
import { rowIndices } from '#runs/matrix/csr.ts';
import { postId, smallTrain, userId } from '../../support/served-bundle.ts';
import { startServing, type ServedForTest } from '../../support/serving.ts';

/** No path ever recommends what was seen or excluded, whichever stage of the chain answers. */

type List = { recommendations: { post_id: string; score: number }[]; source: string };
const train = smallTrain();
const seenOf = (user: number) => [...rowIndices(train, user)].map(postId);
const posts = ({ recommendations }: List) => recommendations.map(({ post_id }) => post_id);

describe.each(['item_knn', 'user_knn', 'als', 'ease', 'popularity', 'random'])('%s', (algorithm) => {
  let served: ServedForTest;
  beforeAll(async () => {
    served = await startServing({}, { algorithm, config: algorithm === 'als' ? { factors: 8, iterations: 3 } : {} });
  });
  afterAll(() => served.close());

  const post = async (path: string, body: object) => (await (await served.post(path, body)).json()) as List;

  it('leaves out what each user has in the training data, on every route and page', async () => {
    for (let user = 0; user < train.rows; user++) {
      const seen = seenOf(user);
      const pages = [
        await post('/recommendations/generate', { user_id: userId(user), limit: 100 }),
        await post('/recommendations/generate', { user_id: userId(user), limit: 7, offset: 7 }),
        (await (await served.ask(`/api/recommendations/${userId(user)}?limit=100`)).json()) as List,
      ];
      for (const page of pages) expect(posts(page).filter((id) => seen.includes(id))).toEqual([]);
    }
    const user_ids = Array.from({ length: train.rows }, (_, user) => userId(user));
    const { results } = (await (await served.post('/api/recommendations/batch', { user_ids, limit: 100 })).json()) as { results: Record<string, List> }; // prettier-ignore
    user_ids.forEach((id, user) => {
      expect(posts(results[id]!).filter((post_id) => seenOf(user).includes(post_id))).toEqual([]);
    });
  });

  it('leaves out what is excluded, until nothing is left, and for strangers too', async () => {
    const random = createRandom(2, 'exclude');
    for (const user_id of [userId(3), 'a stranger']) {
      const excluded: string[] = [];
      for (;;) {
        const list = await post('/recommendations/generate', { user_id, limit: 10, exclude_post_ids: excluded });
        expect(posts(list).filter((id) => excluded.includes(id))).toEqual([]);
        if (posts(list).length === 0) break;
        excluded.push(...posts(list).filter(() => random.next() < 0.7), posts(list)[0]!);
      }
      expect(new Set(excluded).size).toBe(user_id === 'a stranger' ? train.cols : train.cols - seenOf(3).length);
    }
  });

  it('leaves out what was reported a moment ago, for users of the data and for strangers', async () => {
    for (const user_id of [userId(5), 'new user']) {
      for (let round = 0; round < 4; round++) {
        const list = await post('/recommendations/generate', { user_id, limit: 5 });
        const [first] = posts(list);
        const track = { user_id, post_id: first, interaction_type: round % 2 ? 'view' : 'like' };
        expect((await served.post('/interactions/track', track)).status).toBe(202);
        const after = await post('/recommendations/generate', { user_id, limit: 100 });
        expect(posts(after)).not.toContain(first);
      }
    }
  });

  it('leaves out the posts of a session', async () => {
    const post_ids = ['p01', 'p07', 'p09', 'not known'];
    const list = await post('/v1/session/recommend', { post_ids, limit: 100, exclude_post_ids: ['p11'] });
    expect(posts(list).length).toBeGreaterThan(0);
    expect(posts(list).filter((id) => [...post_ids, 'p11'].includes(id))).toEqual([]);
  });

  it('gives what was seen where that is asked for', async () => {
    const list = await post('/recommendations/generate', { user_id: userId(1), limit: 100, context: { exclude_seen: false } }); // prettier-ignore
    expect(posts(list).some((id) => seenOf(1).includes(id))).toBe(true);
  });

  it('gives scores in [0, 1], descending, ties by post id, no post twice', async () => {
    for (const scores of ['rounded', 'exact']) {
      for (let user = 0; user < train.rows; user++) {
        const { recommendations } = await post('/recommendations/generate', { user_id: userId(user), limit: 100, context: { scores } }); // prettier-ignore
        expect(new Set(recommendations.map(({ post_id }) => post_id)).size).toBe(recommendations.length);
        expect(recommendations.filter(({ score }) => !(score >= 0 && score <= 1))).toEqual([]);
        const inOrder = recommendations.toSorted((a, b) => b.score - a.score || (a.post_id < b.post_id ? -1 : 1));
        expect(recommendations).toEqual(inOrder);
      }
    }
  });
});
