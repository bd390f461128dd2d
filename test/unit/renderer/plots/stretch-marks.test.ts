import { expect, it } from 'vitest';
import { stretchOf } from '../../../../renderer/plots/stretch-marks.ts';
import { axisRanges } from '../../../../renderer/plots/view.ts';

const size = { w: 500, h: 400 };
const drawn = axisRanges({ r0: 0, r1: 100, c0: 0, c1: 100 });

it('leaves what is drawn for the same ranges in place', () => {
  expect(stretchOf(drawn, drawn, size)).toBe('translate(0px, 0px) scale(1, 1)');
});

it('puts the upper left corner of a view at the corner of the cells, and its end at their end', () => {
  // A cell is 5 × 4 pixels; columns 20–70 begin at pixel 100, rows 40–60 at pixel 160.
  const near = axisRanges({ r0: 40, r1: 60, c0: 20, c1: 70 });
  expect(stretchOf(drawn, near, size)).toBe('translate(-200px, -800px) scale(2, 5)');
});

it('shrinks what is drawn where more is shown', () => {
  expect(stretchOf(drawn, axisRanges({ r0: -50, r1: 150, c0: -50, c1: 150 }), size)).toBe(
    'translate(125px, 100px) scale(0.5, 0.5)',
  );
});
