import { expect, it } from 'vitest';
import { userMetricsPage, type UserColumns } from '#runs/training/user-metrics.ts';

const columns: UserColumns = {
  ids: ['u1', 'u2', 'u3', 'u4'],
  perUser: { 'recall@5': Float32Array.of(0, NaN, 0.5, 0), 'ndcg@5': Float32Array.of(0.25, NaN, 0.5, 0.75) },
  facts: { train_items: Float32Array.of(3, 0, 9, 3), group: Float32Array.of(1, NaN, 0, 1) },
  groups: { names: ['tech', 'sports'], letters: ['T', 'S'] },
};
const page = (part: object) =>
  userMetricsPage(columns, { text: '', order_by: 'user', descending: false, limit: 10, offset: 0, ...part });
const users = (part: object) => page(part).rows.map(({ user }) => user);

it('puts users without a value last whichever way it sorts, and equal ones in the order of ids', () => {
  expect(users({ order_by: 'recall@5' })).toEqual(['u1', 'u4', 'u3', 'u2']);
  expect(users({ order_by: 'recall@5', descending: true })).toEqual(['u3', 'u1', 'u4', 'u2']);
  expect(users({ order_by: 'group' })).toEqual(['u3', 'u1', 'u4', 'u2']);
  expect(users({ descending: true })).toEqual(['u4', 'u3', 'u2', 'u1']);
});

it('says what is not known as nothing, and metrics in the order of the catalogue', () => {
  const { metrics, rows } = page({});
  expect(metrics).toEqual(['ndcg@5', 'recall@5']);
  expect(rows[1]).toEqual({ user: 'u2', group: null, train_items: 0, values: [null, null] });
  expect(rows[0]!.group).toEqual({ index: 1, name: 'sports', letter: 'S' });
});

it('sorts by id where the run has no facts of its users', () => {
  const { rows } = userMetricsPage(
    { ...columns, facts: {} },
    { text: '', order_by: 'train_items', descending: false, limit: 10, offset: 0 },
  );
  expect(rows.map(({ user }) => user)).toEqual(['u1', 'u2', 'u3', 'u4']);
});
