import { expect, it } from 'vitest';
import { Vocabulary } from '#runs/data/interactions.ts';
import { noAttributes, type BothAttributes } from '#runs/data/source.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { sideOf } from '#runs/training/side.ts';

const snapshotWith = (attributes: BothAttributes) => ({
  fingerprint: 'f',
  interactions: {
    users: Int32Array.of(0, 1, 1),
    items: Int32Array.of(0, 0, 1),
    weights: Float64Array.of(1, 2, 3),
    times: Float64Array.of(10, 20, 30),
    userIds: new Vocabulary(['a', 'b']),
    itemIds: new Vocabulary(['x', 'y']),
  },
  attributes,
  given: null,
  groups: null,
});
const membership = (cols: number, ...rows: number[][]): Csr => {
  const indices = Int32Array.from(rows.flat());
  let end = 0;
  const indptr = Int32Array.from([0, ...rows.map((row) => (end += row.length))]);
  return { rows: rows.length, cols, indptr, indices, values: new Float64Array(indices.length).fill(1) };
};
const categoriesOnly = (names: string[], ...rows: number[][]) => ({
  names: null,
  categories: { names, membership: membership(names.length, ...rows) },
  createdAt: null,
});

it('gives the events of the training rows only', () => {
  const { events } = sideOf(snapshotWith(noAttributes), Int32Array.of(0, 2));
  expect(events).toEqual({
    items: Int32Array.of(0, 1),
    weights: Float64Array.of(1, 3),
    times: Float64Array.of(10, 30),
  });
});

it('puts users and items over the categories of the items', () => {
  const items = categoriesOnly(['Action', 'Drama'], [0], [0, 1]);
  const users = categoriesOnly(['Drama', 'technician', 'Action'], [0, 1, 2], [1]);
  const side = sideOf(snapshotWith({ users, items }), null);
  expect(side.itemCategories).toEqual(items.categories.membership);
  expect(side.userCategories).toEqual(membership(2, [0, 1], []));
});

it('says null for what is unknown, and for users who share no category with any item', () => {
  expect(sideOf(snapshotWith(noAttributes), null)).toMatchObject({
    itemCategories: null,
    userCategories: null,
    itemCreatedAt: null,
  });
  const users = categoriesOnly(['technician'], [0], []);
  expect(sideOf(snapshotWith({ users, items: null }), null).userCategories).toBeNull();
  expect(sideOf(snapshotWith({ users, items: categoriesOnly(['Drama'], [0], []) }), null).userCategories).toBeNull();
});

it('hands on when items came into being', () => {
  const createdAt = Float64Array.of(5, NaN);
  const items = { names: null, categories: null, createdAt };
  expect(sideOf(snapshotWith({ users: null, items }), null).itemCreatedAt).toBe(createdAt);
});
