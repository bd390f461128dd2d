import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MatrixKind, type Diagonal } from '#shared/domain/matrix.ts';
import { createMatrixView, type MatrixViewInput, type WindowQuery } from '#runs/artifacts/matrix-view.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOf, csrOfRows, denseOf, randomCsr } from '../../support/matrices.ts';

const idsOf = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

function inputOf(ratings: Csr, groups: MatrixViewInput['groups'] = null): MatrixViewInput {
  return { ratings, userIds: idsOf('u', ratings.rows), itemIds: idsOf('i', ratings.cols), groups };
}

/** Pairs of a cell as the definition says: NaN where a pair does not count. */
function pairValue(
  kind: MatrixKind,
  dense: number[][],
  present: boolean[][],
  a: number,
  b: number,
  diagonal: Diagonal,
): number {
  if (kind === 'user_item_matrix') return present[a]![b] ? dense[a]![b]! : NaN;
  const length = (row: number[]) => Math.hypot(...row);
  const row = (at: number) => (kind === 'user_similarity_matrix' ? dense[at]! : dense.map((values) => values[at]!));
  const [x, y] = [row(a), row(b)];
  if ((a === b && diagonal === 'masked') || length(x) === 0 || length(y) === 0) return NaN;
  return x.reduce((sum, value, item) => sum + value * y[item]!, 0) / (length(x) * length(y));
}

/** A window the slow and obvious way: every pair of every cell. */
function slowWindow(
  input: MatrixViewInput,
  kind: MatrixKind,
  query: WindowQuery,
): { values: number[]; counts: number[] } {
  const { ratings } = input;
  const dense = denseOf(ratings);
  const present = denseOf({ ...ratings, values: ratings.values.map(() => 1) }).map((row) => row.map(Boolean));
  const view = createMatrixView({ ...input, kind });
  const stretch = (side: 'rows' | 'cols', from: number, to: number, cells: number) => {
    const members = [...view.order(query.order, side)].slice(from, to);
    const size = Math.ceil(members.length / cells);
    return Array.from({ length: Math.ceil(members.length / size) }, (_, bin) =>
      members.slice(bin * size, (bin + 1) * size),
    );
  };
  const cells = stretch('rows', query.r0, query.r1, query.h).flatMap((rows) =>
    stretch('cols', query.c0, query.c1, query.w).map((cols) => {
      const all = rows.flatMap((a) =>
        cols.map((b) => pairValue(kind, dense, present, a, b, query.diagonal ?? 'masked')),
      );
      const counted = all.filter((value) => !Number.isNaN(value));
      if (counted.length === 0) return { value: NaN, count: 0 };
      const sum = counted.reduce((total, value) => total + value, 0);
      const above =
        kind === 'user_item_matrix'
          ? counted.length / all.length
          : counted.filter((v) => v > 1e-9).length / counted.length;
      const furthest = Math.max(...counted.map(Math.abs));
      const absmax = Math.max(...counted.filter((v) => Math.abs(v) >= furthest - 1e-9));
      const value = { mean: sum / counted.length, max: Math.max(...counted), absmax, density: above }[query.agg];
      return { value, count: counted.length };
    }),
  );
  return { values: cells.map(({ value }) => value), counts: cells.map(({ count }) => count) };
}

/** Both no data, or equal to 1e-6. */
const agree = (a: number, b: number) => (Number.isNaN(a) ? Number.isNaN(b) : Math.abs(a - b) < 1e-6);

const someInput = fc
  .record({
    seed: fc.nat(),
    rows: fc.integer({ min: 1, max: 24 }),
    cols: fc.integer({ min: 1, max: 16 }),
    density: fc.constantFrom(0.05, 0.3, 0.8),
    signed: fc.boolean(),
    storedZeros: fc.boolean(),
  })
  .map(({ seed, rows, cols, density, signed, storedZeros }) => {
    const random = createRandom(seed, 'test');
    const ratings = randomCsr(random, rows, cols, density, signed ? [1, -1, 0.3] : [0.1, 0.3, 0.7, 1]);
    if (storedZeros) ratings.values.forEach((_, p) => p % 5 === 0 && (ratings.values[p] = 0));
    const ofUser = Int32Array.from({ length: rows }, () => random.below(4) - 1);
    return inputOf(ratings, { ofUser, names: ['tech', 'sports', 'mixed'], letters: ['T', 'S', 'M'] });
  });

/** Two different positions from 0 to `size`, in order. */
const stretchOf = (size: number, a: number, b: number): [number, number] => {
  const from = Math.floor(a * size);
  return [from, from + 1 + Math.floor(b * (size - from))];
};
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

describe.each(MatrixKind.options)('windows of the %s', (kind) => {
  it('equal what every pair of every cell gives, at any place, size, order and aggregation', () => {
    fc.assert(
      fc.property(
        someInput,
        fc.tuple(share, share, share, share),
        fc.boolean(),
        fc.integer({ min: 1, max: 26 }),
        fc.integer({ min: 1, max: 26 }),
        fc.constantFrom('dataset', 'group', 'cluster', 'optimal', 'activity'),
        fc.constantFrom('mean', 'max', 'absmax', 'density'),
        fc.constantFrom('masked', 'shown'),
        (input, [top, height, left, width], square, h, w, order, agg, diagonal) => {
          const view = createMatrixView({ ...input, kind });
          const { rows, cols } = view.info();
          const [r0, r1] = stretchOf(rows, top, height);
          const [c0, c1] = square && rows === cols ? [r0, r1] : stretchOf(cols, left, width);
          const query: WindowQuery = { order, agg, r0, r1, c0, c1, h, w: square ? h : w, diagonal };
          const window = view.window(query);
          const expected = slowWindow(input, kind, query);
          expect(window.rows * window.cols).toBe(expected.values.length);
          expect([...window.counts]).toEqual(expected.counts);
          const wrong = expected.values.filter((value, cell) => !agree(value, window.values[cell]!));
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('say in their axes what the cells are', () => {
    const random = createRandom(3, 'test');
    const ratings = randomCsr(random, 11, 11, 0.4);
    const ofUser = Int32Array.from({ length: 11 }, (_, user) => (user % 3) - 1);
    const view = createMatrixView({ ...inputOf(ratings, { ofUser, names: ['a', 'b'], letters: ['A', 'B'] }), kind });
    const query = { order: 'group', r0: 2, r1: 11, c0: 0, c1: 9, h: 4, w: 9 } as const;
    const { rows, cols } = view.axes(query);
    expect(rows.map(({ from, to }) => [from, to])).toEqual([[2, 5], [5, 8], [8, 11]]); // prettier-ignore
    expect(rows.every(({ id }) => id === null)).toBe(true);
    const colIds = idsOf(kind === 'user_similarity_matrix' ? 'u' : 'i', 11);
    expect(cols.map(({ id }) => id)).toEqual(
      [...view.order('group', 'cols')].slice(0, 9).map((index) => colIds[index]),
    );
    expect(cols.every(({ group }) => group === null)).toBe(kind === 'user_item_matrix');
    const dense = denseOf(ratings);
    const members = [...view.order('group')].slice(2, 5);
    const isOfItems = kind === 'item_similarity_matrix';
    const valuesOf = (at: number) => (isOfItems ? dense.map((row) => row[at]!) : dense[at]!);
    const interactions = members.map((member) => valuesOf(member).filter((value) => value !== 0).length);
    expect(rows[0]!.activity).toBeCloseTo(interactions.reduce((a, b) => a + b, 0) / 3, 12);
    expect(view.window({ ...query, agg: 'mean' }).rows).toBe(rows.length);
  });

  it.each(['mean', 'max', 'absmax', 'density'] as const)(
    'stop within a row once nobody waits for their %s, and keep nothing of it',
    (agg) => {
      const input = inputOf(randomCsr(createRandom(4, 'test'), 30, 30, 0.4));
      const view = createMatrixView({ ...input, kind });
      const query: WindowQuery = { order: 'dataset', agg, r0: 0, r1: 30, c0: 0, c1: 30, h: 30, w: 30 };
      let asked = 0;
      expect(() => view.window(query, () => ++asked > 3)).toThrow(/Nobody waits/);
      expect(asked).toBe(4);
      let rows = 0;
      const window = view.window(query, () => ++rows > 30);
      expect(rows).toBe(30);
      expect(window).toEqual(createMatrixView({ ...input, kind }).window(query));
    },
  );

  it('are refused beyond the matrix, with its size', () => {
    const view = createMatrixView({ ...inputOf(csrOf([[1, 0], [0, 1]])), kind }); // prettier-ignore
    const query: WindowQuery = { order: 'dataset', agg: 'mean', r0: 0, r1: 2, c0: 0, c1: 2, h: 9, w: 9 };
    expect(() => view.window({ ...query, r1: 3 })).toThrow(/Rows 0 to 3 .* it has 2/);
    expect(() => view.axes({ ...query, c0: 2 })).toThrow(/Columns 2 to 2/);
    expect(() => view.window({ ...query, order: 'group' })).toThrow(/no groups to order by/);
  });
});

describe('a matrix view', () => {
  it('says what range its colours need, which orders it has and which groups', () => {
    const ratings = csrOf([[0.5, 0], [3, 1]]); // prettier-ignore
    const groups = { ofUser: Int32Array.of(0, 1), names: ['tech', 'sports'], letters: ['T', 'S'] };
    const info = createMatrixView({ ...inputOf(ratings, groups), kind: 'user_item_matrix' }).info();
    expect(info).toMatchObject({ rows: 2, cols: 2, min: 0, max: 3, sampled: null, groups: { letters: ['T', 'S'] } });
    expect(info.orders).toContain('group');
    const signed = createMatrixView({ ...inputOf(csrOf([[1, -1]])), kind: 'user_similarity_matrix' }).info();
    expect(signed).toMatchObject({
      min: -1,
      max: 1,
      groups: null,
      orders: ['dataset', 'cluster', 'optimal', 'activity'],
    });
  });

  it('shows users without history as no data in every order', () => {
    const ratings = csrOf([[1, 1, 0], [0, 0, 0], [1, 0, 1], [1, 1, 1]]); // prettier-ignore
    const view = createMatrixView({ ...inputOf(ratings), kind: 'user_similarity_matrix' });
    const { values } = view.window({ order: 'cluster', agg: 'mean', r0: 0, r1: 4, c0: 0, c1: 4, h: 4, w: 4 });
    const empty = [...values].map(Number.isNaN);
    expect(empty.filter(Boolean)).toHaveLength(4 + 6);
    expect(empty.slice(12)).toEqual([true, true, true, true]);
  });

  it('counts at most 65,535 pairs in a cell', () => {
    const ratings = csrOfRows(Array.from({ length: 400 }, () => [{ col: 0, value: 1 }]), 1); // prettier-ignore
    const view = createMatrixView({ ...inputOf(ratings), kind: 'user_similarity_matrix' });
    const { values, counts } = view.window({
      order: 'dataset',
      agg: 'mean',
      r0: 0,
      r1: 400,
      c0: 0,
      c1: 400,
      h: 1,
      w: 1,
    });
    expect([values[0], counts[0]]).toEqual([1, 65_535]);
  });

  it('orders the items by the group that interacts with them most', () => {
    const ratings = csrOf([
      [0, 1, 0, 0, 1],
      [0, 1, 0, 0, 0],
      [1, 0, 0, 1, 0],
    ]);
    const groups = { ofUser: Int32Array.of(0, 0, 1), names: ['a', 'b'], letters: ['A', 'B'] };
    const view = createMatrixView({ ...inputOf(ratings, groups), kind: 'user_item_matrix' });
    expect([...view.order('group', 'cols')]).toEqual([1, 4, 0, 3, 2]);
    expect(view.bins('group', 'cols', 0, 5, 5).map(({ group }) => group)).toEqual([0, 0, 1, 1, null]);
  });

  it('shares the orders of its users with the other view of the same run, but not those of a sample', () => {
    const random = createRandom(4, 'test');
    const userOrders = new Map();
    const input = { ...inputOf(randomCsr(random, 30, 20, 0.2)), userOrders };
    const [items, similarity] = (['user_item_matrix', 'user_similarity_matrix'] as const).map((kind) =>
      createMatrixView({ ...input, kind }),
    );
    expect(items!.order('cluster')).toBe(similarity!.order('cluster'));
    expect(items!.order('cluster', 'cols')).toHaveLength(20);
    expect(similarity!.order('cluster', 'cols')).toBe(similarity!.order('cluster'));
    const many = { ...inputOf(csrOfRows(Array.from({ length: 10_001 }, () => []), 1)), userOrders: new Map() }; // prettier-ignore
    expect(createMatrixView({ ...many, kind: 'user_item_matrix' }).order('dataset')).toHaveLength(10_001);
    expect(createMatrixView({ ...many, kind: 'user_similarity_matrix' }).order('dataset')).toHaveLength(2000);
  });

  it('shows a sample of more than 10,000 users that keeps the shares of the groups, and says so', () => {
    const random = createRandom(5, 'test');
    const users = 12_000;
    const ofUser = Int32Array.from({ length: users }, () => (random.next() < 0.25 ? 0 : 1));
    const rows = Array.from({ length: users }, () => [{ col: random.below(5), value: 1 }]);
    const groups = { ofUser, names: ['few', 'many'], letters: ['F', 'M'] };
    const view = createMatrixView({ ...inputOf(csrOfRows(rows, 5), groups), kind: 'user_similarity_matrix' });
    const info = view.info();
    expect([info.rows, info.cols]).toEqual([2000, 2000]);
    expect(info.sampled).toBe('sample of 2,000 of 12,000 users, stratified by group');
    const bins = view.bins('group', 'rows', 0, 2000, 2000);
    const few = ofUser.filter((group) => group === 0).length;
    expect(Math.abs(bins.filter(({ group }) => group === 0).length - few / 6)).toBeLessThan(2);
    expect(new Set(bins.map(({ id }) => id)).size).toBe(2000);
    expect(createMatrixView({ ...inputOf(csrOfRows(rows, 5)), kind: 'user_item_matrix' }).info()).toMatchObject({
      rows: users,
      sampled: null,
    });
  });
});
