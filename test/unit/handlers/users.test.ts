import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { openCore, type CoreUnderTest } from './core.ts';

let core: CoreUnderTest;
const runs: Record<string, Run> = {};

beforeAll(async () => {
  core = await openCore();
  const sample = await core.client.datasets.openSample({});
  const configs = {
    user_knn: { n_neighbors: 20 },
    item_knn: {},
    als: { factors: 8, iterations: 3 },
    bpr: {},
    popularity: {},
  };
  for (const [algorithm, config] of Object.entries(configs)) {
    const { runs: started } = await core.client.runs.start({ dataset: sample.name, algorithm, config });
    runs[algorithm] = await core.ended(started[0]!);
  }
});
afterAll(() => core.close());

const idOf = (algorithm: string) => runs[algorithm]!.id;
const user = 'u017';

describe('users of a run', () => {
  it('are found by a part of their id, those that begin with it first', async () => {
    const { users, total } = await core.client.users.search({ run: idOf('user_knn'), text: 'U01', limit: 3 });
    expect(users.map((row) => row.user)).toEqual(['u010', 'u011', 'u012']);
    expect(total).toBe(10);
    const rest = await core.client.users.search({ run: idOf('user_knn'), text: 'u01', limit: 20, offset: 3 });
    expect(rest.users.map((row) => row.user)).toEqual(['u013', 'u014', 'u015', 'u016', 'u017', 'u018', 'u019']);
  });

  it('have one archetype a group', async () => {
    const found = await core.client.users.archetypes({ run: idOf('user_knn') });
    expect(found.map(({ group }) => group?.letter)).toEqual(['T', 'S', 'M', 'C', 'P', 'B']);
  });

  it('that are not in the data are answered as nobody known', async () => {
    const view = await core.client.users.show({ run: idOf('user_knn'), user: 'nobody' });
    expect(view).toMatchObject({ known: false, history: [], held_out: [] });
    expect((await core.client.users.list({ run: idOf('popularity'), user: 'nobody' })).rows).toHaveLength(10);
  });
});

describe.each(['user_knn', 'item_knn', 'als', 'bpr', 'popularity'])('a user under %s', (algorithm) => {
  it('has the list of the run, marked by what was held out', async () => {
    const run = idOf(algorithm);
    const [list, view, { recommendations }] = await Promise.all([
      core.client.users.list({ run, user, k: 20 }),
      core.client.users.show({ run, user }),
      core.client.runs.recommend({ run, user, limit: 20 }),
    ]);
    expect(list.rows.map(({ item, score, reason }) => ({ item, score, reason }))).toEqual(recommendations);
    const held = view.held_out!.map(({ item }) => item);
    expect(held.length).toBeGreaterThan(0);
    const hits = list.rows.filter(({ mark }) => mark === 'hit').map(({ item }) => item);
    expect(hits).toEqual(list.rows.map(({ item }) => item).filter((item) => held.includes(item)));
    expect([...hits, ...list.missed.map(({ item }) => item)].sort()).toEqual(held.toSorted());
    const seen = view.history.map(({ item }) => item);
    expect(list.rows.filter(({ item }) => seen.includes(item))).toEqual([]);
    for (const { rank } of list.missed) expect(rank ?? Infinity).toBeGreaterThan(20);
  });

  it('has reasons that sum to each score', async () => {
    const run = idOf(algorithm);
    const { rows, personalised } = await core.client.users.list({ run, user, k: 5 });
    expect(personalised).toBe(algorithm !== 'popularity');
    const { history } = await core.client.users.show({ run, user });
    for (const { item, score } of rows) {
      const why = await core.client.users.explain({ run, user, item });
      expect(why.score).toBe(score);
      expect(why.personalised).toBe(personalised);
      expect(why.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
      for (const part of why.parts.filter(({ kind }) => kind === 'item')) {
        expect(part.weight).toBe(history.find((own) => own.item === part.id)?.weight);
      }
    }
  });

  it('has neighbours who share what both have', async () => {
    const run = idOf(algorithm);
    const { neighbours, links, by } = await core.client.users.neighbours({ run, user, limit: 12 });
    expect(by).toBe(algorithm === 'user_knn' ? 'model' : 'data');
    expect(neighbours).toHaveLength(12);
    const own = (await core.client.users.show({ run, user })).history.map(({ item }) => item);
    const first = neighbours[0]!;
    const theirs = (await core.client.users.show({ run, user: first.user })).history.map(({ item }) => item);
    expect(first.shared.map(({ item }) => item).sort()).toEqual(own.filter((item) => theirs.includes(item)).sort());
    const similarities = neighbours.map(({ similarity }) => similarity);
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
    expect(links.every(({ a, b }) => a < b && b < 12)).toBe(true);
  });
});

describe('another history', () => {
  it.each(['user_knn', 'item_knn', 'als', 'popularity'])(
    'gives another list under %s, and nothing changes',
    async (algorithm) => {
      const run = idOf(algorithm);
      const { history, like_weight } = await core.client.users.show({ run, user });
      expect(like_weight).toBe(0.7);
      const list = await core.client.users.list({ run, user });
      expect(await core.client.users.whatIf({ run, user })).toEqual({ unsupported: null, list });
      // What is there already, said again, is another way to the same history.
      const { item, weight } = history[0]!;
      const again = await core.client.users.whatIf({ run, user, remove: [item], add: [{ item, weight }] });
      expect(again).toEqual({ unsupported: null, list });
      const without = await core.client.users.whatIf({ run, user, remove: history.slice(0, 5).map((own) => own.item) });
      expect(without.list).not.toEqual(list);
      const liked = await core.client.users.whatIf({
        run,
        user,
        add: [{ item: list.rows[0]!.item, weight: like_weight }],
      });
      expect(liked.list!.rows.map((row) => row.item)).not.toContain(list.rows[0]!.item);
      expect(await core.client.users.list({ run, user })).toEqual(list);
    },
  );

  it.each(['user_knn', 'item_knn', 'als', 'popularity'])(
    'explains the rows of the imagined list under %s: the parts sum to their scores, and nothing is stored',
    async (algorithm) => {
      const run = idOf(algorithm);
      const { history, like_weight } = await core.client.users.show({ run, user });
      const before = await core.client.users.list({ run, user });
      const change = {
        remove: history.slice(0, 3).map(({ item }) => item),
        add: [{ item: before.rows[0]!.item, weight: like_weight }],
      };
      const { list } = await core.client.users.whatIf({ run, user, ...change });
      for (const row of list!.rows) {
        const why = await core.client.users.explain({ run, user, item: row.item, ...change });
        expect(why).toMatchObject({ item: row.item, score: row.score, personalised: list!.personalised });
        expect(Math.abs(why.parts.reduce((sum, { value }) => sum + value, 0) - row.score)).toBeLessThan(1e-6);
        const own = why.parts.filter(({ kind }) => kind === 'item').map(({ id }) => id);
        expect(own.filter((item) => change.remove.includes(item!))).toEqual([]);
      }
      // Items stand with the weight that they have in the imagined history, neighbours with what they share with it.
      const first = await core.client.users.explain({ run, user, item: list!.rows[0]!.item, ...change });
      for (const part of first.parts.filter(({ kind }) => kind === 'item')) expect(part.weight).toBeGreaterThan(0);
      const imagined = [...history.map(({ item }) => item), change.add[0]!.item].filter(
        (item) => !change.remove.includes(item),
      );
      for (const part of first.parts.filter(({ kind }) => kind === 'user')) {
        const theirs = (await core.client.users.show({ run, user: part.id! })).history.map(({ item }) => item);
        expect(part.shared).toBe(theirs.filter((item) => imagined.includes(item)).length);
      }
      expect(await core.client.users.list({ run, user })).toEqual(before);
    },
  );

  it('explains what the cold-start policy gives to somebody whose whole history is taken away', async () => {
    const run = idOf('popularity');
    const { history } = await core.client.users.show({ run, user });
    const change = { remove: history.map(({ item }) => item) };
    const { list } = await core.client.users.whatIf({ run, user, ...change });
    const [row] = list!.rows;
    const why = await core.client.users.explain({ run, user, item: row!.item, ...change });
    expect(why).toMatchObject({ score: row!.score, personalised: false });
    expect(why.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(row!.score, 9);
  });

  it('is refused in words by a model that cannot take it in', async () => {
    const { rows } = await core.client.users.list({ run: idOf('bpr'), user });
    await expect(
      core.client.users.explain({ run: idOf('bpr'), user, item: rows[0]!.item, remove: [rows[1]!.item] }),
    ).rejects.toThrow('cannot take in another history without being trained again. Reset the imagined history');
    expect(await core.client.users.whatIf({ run: idOf('bpr'), user })).toEqual({
      unsupported: 'The model of this run (bpr) cannot take in another history without being trained again.',
      list: null,
    });
  });
});
