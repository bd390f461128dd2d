import { expect, it } from 'vitest';
import type { AxisBin } from '#shared/domain/matrix.ts';
import { cellOf, cellText, legendTitle } from '../../../../../renderer/pages/run/heatmap/cell-text.ts';

const groups = { names: ['tech', 'bridge'], letters: ['T', 'B'] };
const bin = (from: number, to: number, id: string | null, group: number | null): AxisBin => ({
  from,
  to,
  id,
  group,
  activity: 3,
});
const user = bin(17, 18, 'u017', 0);
const other = bin(230, 231, 'u230', 1);

it('reads a single cell with its ids, groups and value', () => {
  const cell = { row: user, col: other, value: 0.4213, count: 1 };
  expect(cellText(cell, 'user_similarity_matrix', 'mean', groups)).toBe(
    'user u017 (T tech) × user u230 (B bridge): similarity 0.4213',
  );
});

it('states ranges, aggregation and pairs of a cell that stands for many', () => {
  const cell = { row: bin(120, 140, null, 0), col: bin(40, 60, null, null), value: 0.31, count: 380 };
  expect(cellText(cell, 'user_item_matrix', 'max', groups)).toBe(
    'users 120–139 (mostly T tech) × items 40–59: greatest value 0.3100, 380 of 400 pairs with data',
  );
});

it('says that there is no data instead of a number, and zero as a number', () => {
  const cell = { row: user, col: bin(3, 4, 'i3', null), count: 0 };
  expect(cellText({ ...cell, value: NaN }, 'user_item_matrix', 'mean', null)).toBe('user u017 × item i3: no data');
  expect(cellText({ ...cell, value: 0 }, 'user_item_matrix', 'mean', null)).toBe('user u017 × item i3: value 0');
});

it('does not pretend to know more pairs than sixteen bits can say', () => {
  const cell = { row: bin(0, 1000, null, null), col: bin(0, 1000, null, null), value: 0.1, count: 65_535 };
  expect(cellText(cell, 'user_similarity_matrix', 'mean', null)).toContain('at least 65,535 of 1,000,000 pairs');
});

it('finds the numbers of a cell by row and column', () => {
  const window = { rows: 1, cols: 2, values: Float32Array.of(0.25, 0.5), counts: Uint16Array.of(1, 2) };
  const axes = { rows: [user], cols: [user, other] };
  expect(cellOf(window, axes, { row: 0, col: 1 })).toMatchObject({ value: 0.5, count: 2, col: other });
  expect(cellOf(window, axes, { row: 1, col: 0 })).toBeNull();
});

it('titles the legend by what the colours mean', () => {
  expect(legendTitle('user_similarity_matrix', true, 'mean')).toBe('Mean similarity');
  expect(legendTitle('user_item_matrix', false, 'mean')).toBe('Value');
  expect(legendTitle('user_item_matrix', true, 'density')).toBe('Density');
});
