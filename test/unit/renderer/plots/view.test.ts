import { expect, it } from 'vitest';
import fc from 'fast-check';
import {
  axisRanges,
  clampView,
  isWhole,
  panView,
  revealPosition,
  viewOfChange,
  wholeView,
  zoomView,
} from '../../../../renderer/plots/view.ts';

const size = { rows: 600, cols: 240 };
const whole = wholeView(size);

it('zooms in around the chosen cell, which keeps its place', () => {
  const zoomed = zoomView(whole, 0.5, size, { row: 0, col: 0 });
  expect(zoomed).toEqual({ r0: 0, r1: 300, c0: 0, c1: 120 });
});

it('comes back to the whole matrix by zooming out', () => {
  const zoomed = zoomView(zoomView(whole, 0.5, size), 0.5, size);
  expect(isWhole(zoomView(zoomView(zoomView(zoomed, 2, size), 2, size), 2, size), size)).toBe(true);
});

it('stops panning at the edge', () => {
  const view = { r0: 0, r1: 100, c0: 140, c1: 240 };
  expect(panView(view, -0.25, 0.25, size)).toEqual(view);
  expect(panView(view, 0.25, -0.25, size)).toEqual({ r0: 25, r1: 125, c0: 115, c1: 215 });
});

it('moves just as far as a cell that left the view needs', () => {
  const view = { r0: 100, r1: 200, c0: 0, c1: 100 };
  expect(revealPosition(view, { row: 200, col: 50 }, size)).toEqual({ r0: 101, r1: 201, c0: 0, c1: 100 });
  expect(revealPosition(view, { row: 150, col: 50 }, size)).toBe(view);
});

it('gives plotly cells centred on whole numbers, with rows going down', () => {
  expect(axisRanges(whole)).toEqual({ x: [-0.5, 239.5], y: [599.5, -0.5] });
});

it('reads its own ranges back from an event of either form', () => {
  const { x, y } = axisRanges(whole);
  expect(viewOfChange({ 'xaxis.range': x, 'yaxis.range': y }, whole)).toEqual(whole);
  expect(viewOfChange({ 'xaxis.range[0]': 9.5, 'xaxis.range[1]': 19.5 }, whole)).toEqual({ ...whole, c0: 10, c1: 20 });
  expect(viewOfChange({ dragmode: 'pan' }, whole)).toBeNull();
});

it('never leaves the matrix, whatever is asked', () => {
  const number = fc.double({ min: -2000, max: 2000, noNaN: true });
  fc.assert(
    fc.property(number, number, number, number, (r0, r1, c0, c1) => {
      const view = clampView({ r0, r1, c0, c1 }, size);
      expect(view.r0).toBeGreaterThanOrEqual(0);
      expect(view.r1).toBeLessThanOrEqual(size.rows);
      expect(view.r1 - view.r0).toBeGreaterThanOrEqual(4);
      expect(view.c0).toBeGreaterThanOrEqual(0);
      expect(view.c1).toBeLessThanOrEqual(size.cols);
      expect(Object.values(view).every(Number.isInteger)).toBe(true);
    }),
  );
});
