import { expect, it } from 'vitest';
import { groupColour } from '#shared/domain/group-colours.ts';
import type { AxisBin } from '#shared/domain/matrix.ts';
import { groupStretches, trackSegments } from '../../../../renderer/plots/group-track.ts';

const bin = (from: number, group: number | null): AxisBin => ({ from, to: from + 2, id: null, group, activity: 0 });
const bins = [bin(0, 0), bin(2, 0), bin(4, 1), bin(6, null), bin(8, 0)];

it('joins neighbouring bins of one group', () => {
  expect(groupStretches(bins).map(({ from, to, group }) => [from, to, group])).toEqual([
    [0, 4, 0],
    [4, 6, 1],
    [6, 8, null],
    [8, 10, 0],
  ]);
});

it('places stretches in pixels of the view, with a letter where one fits', () => {
  const segments = trackSegments(bins, ['T', 'S'], 0, 10, 100);
  expect(segments.map(({ start, size, letter }) => [start, size, letter])).toEqual([
    [0, 40, 'T'],
    [40, 20, 'S'],
    [60, 20, ''],
    [80, 20, 'T'],
  ]);
  expect(segments[0]?.colour).toBe(groupColour(0));
  expect(trackSegments(bins, ['T', 'S'], 0, 10, 40).map(({ letter }) => letter)).toEqual(['T', '', '', '']);
});

it('cuts off what is outside the view', () => {
  expect(trackSegments(bins, ['T', 'S'], 2, 6, 100).map(({ start, size }) => [start, size])).toEqual([
    [0, 50],
    [50, 50],
  ]);
});
