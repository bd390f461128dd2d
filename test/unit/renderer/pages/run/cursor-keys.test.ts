import { expect, it } from 'vitest';
import type { AxisBin } from '#shared/domain/matrix.ts';
import { stepCursor } from '../../../../../renderer/pages/run/heatmap/cursor-keys.ts';
import { cellAt, extent, positionAt } from '../../../../../renderer/pages/run/heatmap/place-in-view.ts';

const size = { rows: 600, cols: 600 };
const whole = { r0: 0, r1: 600, c0: 0, c1: 600 };
const cell = { rows: 2, cols: 2 };
const step = (key: string, far = false, cursor = { row: 100, col: 100 }, view = whole) =>
  stepCursor(key, far, { view, cursor }, size, cell);

it('moves by one drawn cell, with Shift by ten', () => {
  expect(step('ArrowDown')?.cursor).toEqual({ row: 102, col: 100 });
  expect(step('ArrowLeft', true)?.cursor).toEqual({ row: 100, col: 80 });
});

it('stops at the edges', () => {
  expect(step('ArrowUp', false, { row: 0, col: 0 })?.cursor).toEqual({ row: 0, col: 0 });
  expect(step('ArrowRight', true, { row: 0, col: 598 })?.cursor).toEqual({ row: 0, col: 599 });
});

it('takes the view along when the cursor leaves it', () => {
  const view = { r0: 0, r1: 100, c0: 0, c1: 100 };
  expect(step('ArrowDown', false, { row: 99, col: 0 }, view)?.view).toEqual({ r0: 2, r1: 102, c0: 0, c1: 100 });
});

it('zooms around the cursor and fits with Home', () => {
  expect(step('PageUp', false, { row: 0, col: 0 })?.view).toEqual({ r0: 0, r1: 300, c0: 0, c1: 300 });
  expect(step('Home', false, { row: 5, col: 5 }, { r0: 0, r1: 50, c0: 0, c1: 50 })?.view).toEqual(whole);
});

it('leaves other keys to the page', () => {
  expect(step('Tab')).toBeNull();
  expect(step('j')).toBeNull();
});

it('finds the position under a point and the drawn cell that holds it', () => {
  const bins: AxisBin[] = [0, 2, 4].map((from) => ({
    from,
    to: Math.min(from + 2, 5),
    id: null,
    group: null,
    activity: 0,
  }));
  const view = { r0: 0, r1: 5, c0: 0, c1: 5 };
  expect(positionAt(99, 1, 100, 100, view)).toEqual({ row: 0, col: 4 });
  expect(positionAt(100, 1, 100, 100, view)).toBeNull();
  expect(cellAt({ rows: bins, cols: bins }, { row: 3, col: 4 })).toEqual({ row: 1, col: 2 });
  expect(cellAt({ rows: bins, cols: bins }, { row: 5, col: 0 })).toBeNull();
  expect(extent(bins[1]!, 0, 5, 100)).toEqual({ start: 40, size: 40 });
});
