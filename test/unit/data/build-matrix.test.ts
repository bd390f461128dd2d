import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { weightOf } from '#runs/data/weigh.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { interactionsOf } from './fixture.ts';

const Oracle = z.object({
  users: z.array(z.string()),
  items: z.array(z.string()),
  events: z.array(z.object({ user: z.string(), item: z.string(), type: z.string(), ts: z.number() })),
  aggregation_sum: z.object({ matrix: z.array(z.array(z.number())) }),
  aggregation_max: z.object({ matrix: z.array(z.array(z.number())) }),
});
const oracle = Oracle.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/controlled20.json', import.meta.url), 'utf8')),
);

/** Value at a row and column; 0 where none is stored. */
function valueAt({ indptr, indices, values }: Csr, row: number, column: number): number {
  const at = indices.subarray(indptr[row], indptr[row + 1]).indexOf(column);
  return at < 0 ? 0 : values[indptr[row]! + at]!;
}

const matrixOf = (rows: Parameters<typeof interactionsOf>[0], weighting: unknown, taken: Int32Array | null = null) =>
  buildMatrix(interactionsOf(rows), taken, Weighting.parse(weighting));

describe('buildMatrix', () => {
  it.each([
    ['sum', oracle.aggregation_sum.matrix],
    ['max', oracle.aggregation_max.matrix],
  ])('reproduces the controlled set of 20 users with aggregation %s', (aggregation, expected) => {
    const weighting = Weighting.parse({ aggregation });
    const interactions = interactionsOf(
      oracle.events.map(({ user, item, type, ts }) => [user, item, weightOf(type, null, weighting), ts]),
    );
    const matrix = buildMatrix(interactions, null, weighting);
    let cells = 0;
    oracle.users.forEach((user, row) =>
      oracle.items.forEach((item, column) => {
        const at = [interactions.userIds.indexOf(user), interactions.itemIds.indexOf(item)] as const;
        const value = at[1] < 0 ? 0 : valueAt(matrix, ...at);
        expect(Math.abs(value - expected[row]![column]!)).toBeLessThan(1e-9);
        cells += value === 0 ? 0 : 1;
      }),
    );
    expect(matrix.indices.length).toBe(cells);
  });

  it('takes the newest event with aggregation last, and of equal times the last in the source', () => {
    const rows = [
      ['a', 'x', 1, 30],
      ['a', 'x', 2, 10],
      ['b', 'x', 3, 10],
      ['b', 'x', 4, 10],
    ] as const;
    expect([...matrixOf(rows, { aggregation: 'last' }).values]).toEqual([1, 4]);
    const untimed = rows.map(([user, item, weight]) => [user, item, weight] as const);
    expect([...matrixOf(untimed, { aggregation: 'last' }).values]).toEqual([2, 4]);
  });

  it('keeps a pair whose weights cancel out as a stored zero, since the user has seen the item', () => {
    const matrix = matrixOf(
      [
        ['a', 'x', 1],
        ['a', 'x', -1],
        ['b', 'y', 1],
      ],
      {},
    );
    expect([...matrix.indices]).toEqual([0, 1]);
    expect([...matrix.values]).toEqual([0, 1]);
  });

  it('agrees with a plain map for any rows, any subset and any aggregation', () => {
    const row = fc.record({
      user: fc.nat(6).map(String),
      item: fc.nat(9).map((item) => `i${item}`),
      weight: fc.integer({ min: -4, max: 8 }),
      taken: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.constantFrom('sum', 'max'),
        (rows, aggregation) => {
          const interactions = interactionsOf(rows.map(({ user, item, weight }) => [user, item, weight]));
          const taken = Int32Array.from(rows.flatMap((each, index) => (each.taken ? [index] : [])));
          const matrix = buildMatrix(interactions, taken, Weighting.parse({ aggregation }));

          const expected = new Map<string, number>();
          for (const { user, item, weight } of rows.filter((each) => each.taken)) {
            const key = `${interactions.userIds.indexOf(user)} ${interactions.itemIds.indexOf(item)}`;
            const before = expected.get(key);
            const merged = aggregation === 'sum' ? (before ?? 0) + weight : Math.max(before ?? -Infinity, weight);
            expected.set(key, merged);
          }
          const actual = new Map<string, number>();
          for (let user = 0; user < matrix.rows; user++) {
            const columns = matrix.indices.subarray(matrix.indptr[user], matrix.indptr[user + 1]);
            expect([...columns]).toEqual([...new Set(columns)].sort((a, b) => a - b));
            columns.forEach((item, at) => actual.set(`${user} ${item}`, matrix.values[matrix.indptr[user]! + at]!));
          }
          expect(actual).toEqual(expected);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it('learns document frequencies from the rows it is given, and from no others', () => {
    const rows = [
      ['a', 'x', 2],
      ['a', 'y', 1],
      ['b', 'x', 1],
      ['c', 'y', 1],
    ] as const;
    const all = matrixOf(rows, { transform: 'tfidf' });
    const some = matrixOf(rows, { transform: 'tfidf' }, Int32Array.of(0, 1, 2));
    // N = 3, df(x) = df(y) = 2; then N = 2, df(x) = 2, df(y) = 1.
    expect(valueAt(all, 0, 1)).toBeCloseTo(Math.log(4 / 3) + 1, 12);
    expect(valueAt(some, 0, 0)).toBeCloseTo(2, 12);
    expect(valueAt(some, 0, 1)).toBeCloseTo(Math.log(3 / 2) + 1, 12);
  });

  it('computes BM25 as its formula says, by hand', () => {
    const matrix = matrixOf(
      [
        ['a', 'x', 3],
        ['a', 'y', 1],
        ['b', 'x', 2],
      ],
      { transform: 'bm25' },
    );
    const idf = (users: number, df: number) => Math.log(1 + (users - df + 0.5) / (df + 0.5));
    const bm25 = (x: number, length: number) => (x * 2.2) / (x + 1.2 * (0.25 + (0.75 * length) / 3));
    expect(valueAt(matrix, 0, 0)).toBeCloseTo(idf(2, 2) * bm25(3, 4), 12);
    expect(valueAt(matrix, 0, 1)).toBeCloseTo(idf(2, 1) * bm25(1, 4), 12);
    expect(valueAt(matrix, 1, 0)).toBeCloseTo(idf(2, 2) * bm25(2, 2), 12);
  });

  it('keeps the sign of a dislike in every transform, and a stored zero at zero', () => {
    for (const transform of ['log', 'bm25', 'tfidf']) {
      const matrix = matrixOf(
        [
          ['a', 'x', -1],
          ['a', 'y', 1],
          ['a', 'z', 0],
          ['b', 'z', 0],
        ],
        { transform },
      );
      expect(Math.sign(valueAt(matrix, 0, 0))).toBe(-1);
      expect(Math.sign(valueAt(matrix, 0, 1))).toBe(1);
      expect([...matrix.values].slice(2)).toEqual([0, 0]);
    }
  });
});
