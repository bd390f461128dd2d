import { expect, it } from 'vitest';
import { colourAt, colourScales, parseHex } from '#shared/domain/colour-scales.ts';
import { luminance } from '#shared/domain/group-colours.ts';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { choicesOf, usualClip } from '../../../../../renderer/pages/run/heatmap/choices.ts';
import { clippedRange, coloursFor } from '../../../../../renderer/pages/run/heatmap/colours.ts';
import { tokensOf } from '../../../../../renderer/theme/tokens.ts';
import { plotSize } from '../../../../../renderer/pages/run/heatmap/plot-size.ts';

const similarity: MatrixInfo = {
  kind: 'user_similarity_matrix',
  rows: 600,
  cols: 600,
  min: 0,
  max: 1,
  orders: ['dataset', 'cluster', 'activity'],
  groups: null,
  sampled: null,
  without_history: { rows: 0, cols: 0 },
  pairs: 6,
};
const ratings: MatrixInfo = { ...similarity, kind: 'user_item_matrix', cols: 240, max: 5 };
const usual = { scale: 'cividis', scheme: 'light', full: false, clip: usualClip } as const;
const middle = (...values: number[]) => clippedRange(Float32Array.from(values), usualClip);
const whole = { r0: 0, r1: 600, c0: 0, c1: 240 };
const near = { r0: 0, r1: 100, c0: 0, c1: 100 };

it('shows density of a sparse matrix from afar, and values up close', () => {
  expect(choicesOf(ratings, {}, whole).agg).toBe('density');
  expect(choicesOf(ratings, {}, near).agg).toBe('mean');
  expect(choicesOf(similarity, {}, whole).agg).toBe('mean');
});

it('falls back to an order that this matrix has', () => {
  expect(choicesOf(similarity, { order: 'group' }, whole).order).toBe('dataset');
  expect(choicesOf({ ...similarity, orders: ['dataset', 'group'] }, {}, whole).order).toBe('group');
});

it('prints how far the colours were clipped', () => {
  const ends = middle(0.1, 0.2);
  expect(coloursFor(similarity, 'mean', { ...usual, full: true }, ends, ends)).toMatchObject({ range: [0, 1] });
  const { range, note } = coloursFor(similarity, 'mean', usual, ends, middle(0.15, 0.4));
  expect(range[0]).toBeCloseTo(0.1);
  expect(range[1]).toBeCloseTo(0.4);
  expect(note).toBe('Clipped to percentiles 1 to 99.');
  expect(clippedRange(Float32Array.of(0, 0.1, 0.9, 1), [0, 50])![1]).toBeLessThan(0.25);
  expect(clippedRange(undefined, usualClip)).toBeNull();
});

it('takes a diverging scale with zero in the middle where values have two signs, neutral on its page', () => {
  const signed = (scheme: 'light' | 'dark') =>
    coloursFor({ min: -1, max: 1 }, 'mean', { ...usual, scheme, full: true }, null, middle(0));
  expect(signed('light')).toMatchObject({ scale: colourScales.rdbu, range: [-1, 1] });
  expect(signed('dark')).toMatchObject({ scale: colourScales.rdbuDark, range: [-1, 1] });
  for (const scheme of ['light', 'dark'] as const) {
    const [zero, page] = [colourAt(signed(scheme).scale, 0.5), parseHex(tokensOf(scheme).canvas)].map(luminance);
    const contrast = (Math.max(zero!, page!) + 0.05) / (Math.min(zero!, page!) + 0.05);
    expect(contrast, `zero against the ${scheme} page`).toBeLessThan(1.2);
  }
});

it('gives a matrix of one value a range all the same', () => {
  expect(coloursFor(similarity, 'mean', usual, middle(1, 1, 1), middle(1, 1, 1)).range).toEqual([0, 1]);
});

it('draws users × users as a square, and users × items as large as there is room', () => {
  const { cells } = plotSize('user_similarity_matrix', 1000, 600, { hasGroups: true, hasTree: true });
  expect(cells.width).toBe(cells.height);
  expect(plotSize('user_item_matrix', 1000, 600, { hasGroups: false, hasTree: false }).width).toBe(1000);
});
