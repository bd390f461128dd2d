import { describe, expect, it } from 'vitest';
import { createMatrixView, type MatrixViewInput } from '#runs/artifacts/matrix-view.ts';
import { auc } from '#runs/artifacts/similarity-distribution.ts';
import { cosine } from '#runs/matrix/cosine.ts';
import { rowNorms, type Csr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOf, csrOfRows, randomCsr } from '../../support/matrices.ts';

const idsOf = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const inputOf = (ratings: Csr, groups: MatrixViewInput['groups'] = null): MatrixViewInput => ({
  ratings,
  userIds: idsOf('u', ratings.rows),
  itemIds: idsOf('i', ratings.cols),
  groups,
});
const three = { names: ['tech', 'sports', 'mixed'], letters: ['T', 'S', 'M'] };

describe('finding users and items', () => {
  const ratings = randomCsr(createRandom(1, 'find'), 40, 15, 0.3);
  const itemNames = idsOf('Lamp ', 15);

  it('gives the place of each in the order that is asked for: the same id first, then by beginning', () => {
    const view = createMatrixView({ ...inputOf(ratings), kind: 'user_similarity_matrix' });
    for (const order of ['dataset', 'cluster', 'optimal', 'activity'] as const) {
      const found = view.find(order, 'U1', 100);
      expect(found.map(({ id }) => id)).toEqual(['u1', ...idsOf('u1', 10)]);
      for (const { position, id } of found) expect(`u${view.order(order)[position]}`).toBe(id);
    }
  });

  it('looks among rows and columns, in ids and names', () => {
    const view = createMatrixView({ ...inputOf(ratings), itemNames, kind: 'user_item_matrix' });
    expect(view.find('dataset', 'lamp 1', 2)).toEqual([
      { side: 'cols', id: 'i1', name: 'Lamp 1', position: 1, group: null },
      { side: 'cols', id: 'i10', name: 'Lamp 10', position: 10, group: null },
    ]);
    expect(view.find('dataset', '3', 50).map(({ side }) => side)).toContain('rows');
    expect(view.find('dataset', 'nobody', 5)).toEqual([]);
  });

  it('says who stands at a stretch of positions', () => {
    const ofUser = Int32Array.from({ length: 40 }, (_, user) => (user % 4) - 1);
    const view = createMatrixView({ ...inputOf(ratings, { ofUser, ...three }), kind: 'user_similarity_matrix' });
    const members = view.members('group', 'rows', 5, 12);
    expect(members).toEqual(
      [...view.order('group')]
        .slice(5, 12)
        .map((user) => ({ id: `u${user}`, group: user % 4 === 0 ? null : (user % 4) - 1 })),
    );
    expect(() => view.members('group', 'rows', 5, 41)).toThrow(/it has 40/);
  });
});

describe('a pair', () => {
  const ratings = csrOf([
    [1, 2, 0, 3],
    [0, 1, 5, 1],
    [0, 0, 0, 0],
  ]);

  it('of users has their cosine and what both have, the heaviest first', () => {
    const view = createMatrixView({ ...inputOf(ratings), kind: 'user_similarity_matrix' });
    expect(view.pair('u0', 'u1')).toEqual({
      value: expect.closeTo(cosine(ratings, rowNorms(ratings), 0, 1), 12) as number,
      row_items: 3,
      col_items: 3,
      shared: 2,
      entries: [
        { id: 'i3', name: null, row: 3, col: 1 },
        { id: 'i1', name: null, row: 2, col: 1 },
        { id: 'i0', name: null, row: 1, col: null },
        { id: 'i2', name: null, row: null, col: 5 },
      ],
    });
    expect(view.pair('u0', 'u2')).toMatchObject({ value: null, shared: 0, col_items: 0 });
    expect(() => view.pair('u0', 'u9')).toThrow(/no user "u9"/);
  });

  it('of items goes over their users; of a user and an item it is the value, or nothing', () => {
    const items = createMatrixView({ ...inputOf(ratings), kind: 'item_similarity_matrix' });
    expect(items.pair('i1', 'i3')).toMatchObject({ shared: 2, entries: [{ id: 'u0', row: 2, col: 3 }, { id: 'u1' }] });
    const values = createMatrixView({ ...inputOf(ratings), kind: 'user_item_matrix' });
    expect(values.pair('u1', 'i2')).toEqual({ value: 5, row_items: 3, col_items: 1, shared: null, entries: [] });
    expect(values.pair('u0', 'i2').value).toBeNull();
  });
});

describe('a matrix as a table', () => {
  it('has each pair with data once, in the order, in as many lines as it says', () => {
    const random = createRandom(2, 'table');
    const ratings = randomCsr(random, 25, 9, 0.25, [1, -0.5]);
    const norms = rowNorms(ratings);
    for (const kind of ['user_item_matrix', 'user_similarity_matrix', 'item_similarity_matrix'] as const) {
      const view = createMatrixView({ ...inputOf(ratings), kind });
      const { rows, pairs } = view.info();
      // In blocks, as it is written.
      const lines = (view.table('cluster', 0, 4) + view.table('cluster', 4, rows)).trimEnd().split('\n');
      expect(lines).toHaveLength(pairs);
      if (kind !== 'user_similarity_matrix') continue;
      const order = [...view.order('cluster')];
      const expected = order.flatMap((a, place) =>
        order.slice(place + 1).flatMap((b) => (norms[a]! > 0 && norms[b]! > 0 ? [{ a, b }] : [])),
      );
      expected.forEach(({ a, b }, line) => {
        const [row, col, value] = lines[line]!.split(',');
        expect([row, col]).toEqual([`u${a}`, `u${b}`]);
        expect(Number(value)).toBeCloseTo(cosine(ratings, norms, a, b), 12);
      });
    }
  });
});

describe('the distribution of similarities', () => {
  /** Every pair by itself. */
  function slowly(ratings: Csr, ofUser: Int32Array) {
    const norms = rowNorms(ratings);
    const pairs: { g: number; h: number; value: number }[] = [];
    for (let a = 0; a < ratings.rows; a++) {
      for (let b = a + 1; b < ratings.rows; b++) {
        const [g, h] = [ofUser[a]!, ofUser[b]!];
        if (norms[a]! > 0 && norms[b]! > 0 && g >= 0 && h >= 0)
          pairs.push({ g, h, value: Math.round(cosine(ratings, norms, a, b) * 1e6) / 1e6 });
      }
    }
    return pairs;
  }
  const slowAuc = (within: number[], between: number[]) =>
    within.reduce((sum, w) => sum + between.reduce((of, b) => of + (w > b ? 1 : w === b ? 0.5 : 0), 0), 0) /
    (within.length * between.length);

  it('equals what every pair gives, all groups together and two by two', () => {
    for (let seed = 0; seed < 6; seed++) {
      const random = createRandom(seed, 'distribution');
      const ratings = randomCsr(random, 30, 12, 0.25, seed % 2 ? [1, -1, 0.3] : [1]);
      const ofUser = Int32Array.from({ length: 30 }, () => random.below(4) - 1);
      const groups = { ofUser, ...three };
      const found = createMatrixView({ ...inputOf(ratings, groups), kind: 'user_similarity_matrix' }).distribution();
      const pairs = slowly(ratings, ofUser);
      const within = pairs.filter(({ g, h }) => g === h);
      const between = pairs.filter(({ g, h }) => g !== h);
      const values = (of: typeof pairs) => of.map(({ value }) => value);
      expect(found.auc).toBeCloseTo(slowAuc(values(within), values(between)), 6);
      expect(found.within!.reduce((a, b) => a + b)).toBe(within.length);
      expect(found.between.reduce((a, b) => a + b)).toBe(between.length);
      expect(found.mean_between).toBeCloseTo(values(between).reduce((a, b) => a + b) / between.length, 6);
      expect(found.edges[0]).toBe(seed % 2 ? -1 : 0);
      for (const { a, b, auc: area } of found.by_pair) {
        const own = within.filter(({ g }) => g === a || g === b);
        const across = between.filter(({ g, h }) => (g === a && h === b) || (g === b && h === a));
        expect(area).toBeCloseTo(slowAuc(values(own), values(across)), 6);
      }
      expect(found.by_pair).toHaveLength(3);
    }
  });

  it('puts values on the edges into the bar above, the greatest into the last one', () => {
    const found = createMatrixView({
      ...inputOf(csrOf([[1, 0], [1, 0], [0, 1]])), // prettier-ignore
      kind: 'user_similarity_matrix',
    }).distribution();
    expect(found).toMatchObject({ within: null, auc: null, by_pair: [], mean_within: null, sampled: null });
    expect([found.between[0], found.between.at(-1)]).toEqual([2, 1]);
  });

  it('is of a sample of more than 2,000 users, and says so', () => {
    const random = createRandom(4, 'distribution');
    const rows = Array.from({ length: 2100 }, () => [{ col: random.below(40), value: 1 }]);
    const ofUser = Int32Array.from({ length: 2100 }, (_, user) => user % 2);
    const view = createMatrixView({
      ...inputOf(csrOfRows(rows, 40), { ofUser, ...three }),
      kind: 'user_similarity_matrix',
    });
    const found = view.distribution();
    expect(found.sampled).toBe('sample of 2,000 of 2,100 users, stratified by group');
    expect([...found.within!, ...found.between].reduce((a, b) => a + b)).toBe((2000 * 1999) / 2);
    expect(found.auc).toBeCloseTo(0.5, 1);
  });

  it('has no area where there is nothing to compare', () => {
    expect(auc(Float32Array.of(0.5), new Float32Array(0))).toBeNull();
    expect(auc(Float32Array.of(0.5, 0.9), Float32Array.of(0.5))).toBe(0.75);
  });
});
