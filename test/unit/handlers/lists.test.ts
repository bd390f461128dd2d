import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DifferenceRequest } from '#shared/domain/list-comparison.ts';
import { overlapAt, rbo } from '#shared/domain/rank-overlap.ts';
import type { Run } from '#shared/domain/run.ts';
import { decodeWindow } from '#shared/domain/window-bytes.ts';
import { wholeBody } from '../../support/whole-body.ts';
import { openCore, type CoreUnderTest } from './core.ts';

let core: CoreUnderTest;
let a: Run;
let b: Run;
/** The first ten items of every user, by id. */
let lists: Map<string, { a: string[]; b: string[] }>;
const k = 10;

beforeAll(async () => {
  core = await openCore();
  const { client } = core;
  await client.datasets.create({
    name: 'few',
    recipe: { source: 'synthetic:groups', options: { preset: 'reference' } },
  });
  const train = async (algorithm: string, config: Record<string, number>) => {
    const { runs } = await client.runs.start({ dataset: 'few', algorithm, config });
    return core.ended(runs[0]!);
  };
  a = await train('user_knn', { n_neighbors: 5 });
  b = await train('item_knn', { n_neighbors: 5 });
  const { users } = await client.users.search({ run: a.id, limit: 200 });
  const listOf = async (run: Run, user: string) =>
    (await client.runs.recommend({ run: run.id, user, limit: k })).recommendations.map(({ item }) => item);
  lists = new Map();
  for (const { user } of users) lists.set(user, { a: await listOf(a, user), b: await listOf(b, user) });
});
afterAll(() => core.close());

/** Cosine of two lists as sets. */
const alike = (one: string[], other: string[]) =>
  one.length === 0 || other.length === 0
    ? NaN
    : one.filter((item) => other.includes(item)).length / Math.sqrt(one.length * other.length);

/** Cells that differ by more than 32-bit floats do; no data must be no data. */
const apart = (values: Float32Array, expected: number[]) =>
  expected.filter((wanted, cell) => {
    const value = values[cell]!;
    return Number.isNaN(wanted) ? !Number.isNaN(value) : !(Math.abs(value - wanted) < 1e-6);
  });

describe('the lists of two runs', () => {
  it('are compared user by user', async () => {
    const found = await core.client.lists.compare({ a: a.id, b: b.id, k });
    const both = [...lists].filter(([, of]) => of.a.length + of.b.length > 0);
    expect(found).toMatchObject({ k, p: 0.9, users: both.length, sampled: null });
    const overlaps = both.map(([, of]) => overlapAt(of.a, of.b, k));
    expect(found.mean_overlap).toBeCloseTo(overlaps.reduce((x, y) => x + y, 0) / both.length, 12);
    expect(
      found.overlap.map((users, common) => users - overlaps.filter((share) => Math.round(share * k) === common).length),
    ).toEqual(found.overlap.map(() => 0));
    const agreement = new Map(both.map(([user, of]) => [user, rbo(of.a, of.b, k)]));
    expect(found.mean_rbo).toBeCloseTo([...agreement.values()].reduce((x, y) => x + y, 0) / both.length, 12);
    expect(found.rbo.reduce((x, y) => x + y, 0)).toBe(both.length);
    expect(found.changed).toHaveLength(Math.min(20, both.length));
    for (const { user, rbo: own } of found.changed) expect(own).toBeCloseTo(agreement.get(user)!, 12);
    expect(found.changed[0]!.rbo).toBeCloseTo(Math.min(...agreement.values()), 12);
    expect(found.identical).toBe(both.filter(([, of]) => of.a.join() === of.b.join()).length);
  });

  it('agree wholly with themselves', async () => {
    const same = await core.client.lists.compare({ a: a.id, b: a.id, k });
    expect(same).toMatchObject({ identical: same.users });
    const { most, changed } = await core.client.lists.difference({ a: a.id, b: a.id, k });
    expect({ most, changed }).toEqual({ most: 0, changed: [] });
  });
});

describe('the difference of two similarities by lists', () => {
  const windowOf = async (side: DifferenceRequest['side'], of: { a: string; b: string }, order = 'dataset') => {
    const { users } = await core.client.lists.difference({ ...of, k });
    const query = { ...of, k: String(k), side, order, r0: '0', r1: String(users), c0: '0', c1: String(users) };
    return decodeWindow(await wholeBody(await core.bytes('difference', query)));
  };

  it('has in each cell what the lists of two users say', async () => {
    const ids = [...lists.keys()];
    const { values } = await windowOf('difference', { a: a.id, b: b.id });
    const expected = ids.flatMap((one, row) =>
      ids.map((other, col) =>
        row === col
          ? NaN
          : alike(lists.get(one)!.b, lists.get(other)!.b) - alike(lists.get(one)!.a, lists.get(other)!.a),
      ),
    );
    expect(values).toHaveLength(expected.length);
    expect(apart(values, expected)).toEqual([]);
  });

  it('is the opposite the other way round, whatever the order is called', async () => {
    const [forth, back] = [
      await windowOf('difference', { a: a.id, b: b.id }),
      await windowOf('difference', { a: b.id, b: a.id }),
    ];
    expect(
      forth.values.map((value, cell) => value + back.values[cell]!).filter((sum) => Math.abs(sum) > 1e-6),
    ).toHaveLength(0);
  });

  it("stands in A's order on every side", async () => {
    const of = { a: a.id, b: b.id };
    const request = { ...of, k, order: 'cluster' as const, r0: 0, r1: lists.size, c0: 0, c1: lists.size };
    const { rows } = await core.client.lists.differenceAxes(request);
    const ids = rows.map(({ id }) => id!);
    expect(ids.toSorted()).toEqual([...lists.keys()].toSorted());
    const { values } = await windowOf('b', of, 'cluster');
    const expected = ids.flatMap((one, row) =>
      ids.map((other, col) => (row === col ? NaN : alike(lists.get(one)!.b, lists.get(other)!.b))),
    );
    expect(apart(values, expected)).toEqual([]);
  });

  it('names the pairs that changed most and counts all of them', async () => {
    const info = await core.client.lists.difference({ a: a.id, b: b.id, k });
    const ids = [...lists.keys()];
    const deltas = ids.flatMap((one, row) =>
      ids
        .slice(row + 1)
        .map((other) => alike(lists.get(one)!.b, lists.get(other)!.b) - alike(lists.get(one)!.a, lists.get(other)!.a)),
    );
    const known = deltas.filter((delta) => !Number.isNaN(delta));
    expect(info.pairs).toBe(known.length);
    expect(info.histogram.reduce((x, y) => x + y, 0)).toBe(known.length);
    expect(info.most).toBeCloseTo(Math.max(...known.map(Math.abs)), 12);
    const sizes = known
      .map(Math.abs)
      .sort((x, y) => y - x)
      .slice(0, info.changed.length);
    info.changed.forEach(({ delta, users: [one, other], a: before }, place) => {
      expect(Math.abs(delta)).toBeCloseTo(sizes[place]!, 12);
      expect(before).toBeCloseTo(alike(lists.get(one.user)!.a, lists.get(other.user)!.a), 12);
    });
  });

  it("takes the models' own neighbours where both have users as neighbours", async () => {
    const { client } = core;
    const { runs } = await client.runs.start({ dataset: 'few', algorithm: 'user_knn', config: { n_neighbors: 12 } });
    const more = await core.ended(runs[0]!);
    const of = { a: a.id, b: more.id };
    const source = 'neighbours' as const;
    const info = await client.lists.difference({ ...of, k, source });
    expect(info).toMatchObject({ source, sources: ['lists', 'neighbours'], users: lists.size });

    const ids = [...lists.keys()];
    const listed = async (run: Run) => {
      const near = new Map<string, number>();
      for (const user of ids) {
        const { by, neighbours } = await client.users.neighbours({ run: run.id, user, limit: 100 });
        expect(by).toBe('model');
        for (const other of neighbours) near.set(`${user} ${other.user}`, other.similarity);
      }
      const has = (user: string) => [...near.keys()].some((pair) => pair.split(' ').includes(user));
      const filled = new Set(ids.filter(has));
      return (one: string, other: string) =>
        one === other || !filled.has(one) || !filled.has(other)
          ? NaN
          : (near.get(`${one} ${other}`) ?? near.get(`${other} ${one}`) ?? 0);
    };
    const [inA, inB] = [await listed(a), await listed(more)];
    const rows = { k: String(k), source, r0: '0', r1: String(ids.length), c0: '0', c1: String(ids.length) };
    const windowAt = async (side: string, order: string) =>
      decodeWindow(await wholeBody(await core.bytes('difference', { ...of, ...rows, side, order })));
    for (const order of ['dataset', 'cluster'] as const) {
      const request = { ...of, k, source, order, r0: 0, r1: ids.length, c0: 0, c1: ids.length };
      const order_ids = (await client.lists.differenceAxes(request)).rows.map(({ id }) => id!);
      expect(order_ids.toSorted()).toEqual(ids.toSorted());
      const expected = (value: (one: string, other: string) => number) =>
        order_ids.flatMap((one) => order_ids.map((other) => value(one, other)));
      expect(apart((await windowAt('a', order)).values, expected(inA))).toEqual([]);
      const minus = expected((one, other) => inB(one, other) - inA(one, other));
      expect(apart((await windowAt('difference', order)).values, minus)).toEqual([]);
    }

    // Of bins of positions, the mean over the pairs of different users.
    const half = Math.ceil(ids.length / 2);
    const coarse = decodeWindow(
      await wholeBody(await core.bytes('difference', { ...of, ...rows, h: '2', w: '2', side: 'b', order: 'dataset' })),
    );
    const means = [0, 1].flatMap((i) =>
      [0, 1].map((j) => {
        const [down, across] = [ids.slice(i * half, (i + 1) * half), ids.slice(j * half, (j + 1) * half)];
        const known = down.flatMap((one) => across.map((other) => inB(one, other))).filter((value) => !isNaN(value));
        return known.reduce((x, y) => x + y, 0) / known.length;
      }),
    );
    expect(apart(coarse.values, means)).toEqual([]);

    const deltas = ids.flatMap((one, row) => ids.slice(row + 1).map((other) => inB(one, other) - inA(one, other)));
    const known = deltas.filter((delta) => !Number.isNaN(delta));
    expect(info.pairs).toBe(known.length);
    expect(info.most).toBeCloseTo(Math.max(...known.map(Math.abs)), 12);
    expect(info.most).toBeGreaterThan(0);
    const { delta, users } = info.changed[0]!;
    expect(delta).toBeCloseTo(inB(users[0].user, users[1].user) - inA(users[0].user, users[1].user), 12);
  });

  it('says whose neighbours there are not, and offers the lists alone', async () => {
    const { sources, source } = await core.client.lists.difference({ a: a.id, b: b.id, k });
    expect({ sources, source }).toEqual({ sources: ['lists'], source: 'lists' });
    await expect(core.client.lists.difference({ a: a.id, b: b.id, k, source: 'neighbours' })).rejects.toThrow(
      'The algorithm item_knn has no users as neighbours. Compare by the lists',
    );
  });

  it('is refused for runs on other data', async () => {
    const sample = await core.client.datasets.openSample({});
    const { runs } = await core.client.runs.start({ dataset: sample.name, algorithm: 'popularity' });
    const other = await core.ended(runs[0]!);
    await expect(core.client.lists.difference({ a: a.id, b: other.id })).rejects.toThrow('other data');
  });
});
