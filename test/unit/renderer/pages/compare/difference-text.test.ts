import { describe, expect, it } from 'vitest';
import { cellUsers, differenceText } from '../../../../../renderer/pages/compare/difference-text.ts';

const groups = { names: ['tech', 'bridge'], letters: ['T', 'B'] };
const single = (from: number, id: string, group: number) => ({ from, to: from + 1, id, group, activity: 3 });
const window = (...values: number[]) => ({
  rows: 2,
  cols: 2,
  values: Float32Array.from(values),
  counts: Uint16Array.of(9, 9, 9, 9),
});
const windows = {
  a: window(NaN, 0.25, 0.25, NaN),
  b: window(NaN, 0.75, 0.125, 0.5),
  difference: window(NaN, 0.5, -0.125, NaN),
};

describe('a cell of the difference heatmaps, in words', () => {
  const axes = {
    rows: [single(0, 'u1', 0), single(1, 'u2', 1)],
    cols: [single(0, 'u1', 0), single(1, 'u2', 1)],
  };
  const at = (row: number, col: number) => differenceText({ axes, windows }, { row, col }, groups, 'C');

  it('says who, both values and the signed difference', () => {
    expect(at(0, 1)).toBe('user u1 (T tech) × user u2 (B bridge): A 0.2500, C 0.7500, C − A +0.5000');
    expect(at(1, 0)).toBe('user u2 (B bridge) × user u1 (T tech): A 0.2500, C 0.1250, C − A −0.1250');
  });

  it('says which of the two has no data', () => {
    expect(at(1, 1)).toBe('user u2 (B bridge) × user u2 (B bridge): no data in A');
    expect(at(0, 0)).toBe('user u1 (T tech) × user u1 (T tech): no data in A and C');
  });

  it('leads to its users, once where they are one', () => {
    expect(cellUsers(axes, { row: 0, col: 1 })).toEqual(['u1', 'u2']);
    expect(cellUsers(axes, { row: 1, col: 1 })).toEqual(['u2']);
    expect(cellUsers(axes, { row: 5, col: 1 })).toEqual([]);
    expect(cellUsers(axes, null)).toEqual([]);
  });

  it('says nothing beside the drawn cells', () => {
    expect(at(2, 0)).toBeNull();
    expect(differenceText({ axes, windows }, null, groups, 'B')).toBeNull();
  });

  it('says of a cell of many pairs that its values are means, and of how many', () => {
    const bin = (from: number) => ({ from, to: from + 4, id: null, group: 0, activity: 3 });
    const wide = { rows: [bin(0), bin(4)], cols: [bin(0), bin(4)] };
    expect(differenceText({ axes: wide, windows }, { row: 2, col: 5 }, groups, 'B')).toBe(
      'users 0–3 (mostly T tech) × users 4–7 (mostly T tech): A mean 0.2500, B mean 0.7500, B − A +0.5000, 9 of 16 pairs with data',
    );
  });
});
