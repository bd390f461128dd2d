import { expect, it } from 'vitest';
import { middleRange, symmetric } from '../../../../renderer/plots/value-range.ts';

it('leaves out one in a hundred at either end, within a bin of the sorted answer', () => {
  const values = Float32Array.from({ length: 10_000 }, (_, index) => index);
  const [low, high] = middleRange(values)!;
  expect(low).toBeGreaterThan(99 - 20);
  expect(low).toBeLessThanOrEqual(100);
  expect(high).toBeGreaterThanOrEqual(9899);
  expect(high).toBeLessThan(9900 + 20);
});

it('does not let one extreme value make all others one colour', () => {
  const values = Float32Array.from({ length: 1000 }, (_, index) => (index === 0 ? 1000 : index / 1000));
  expect(middleRange(values)![1]).toBeLessThan(3);
});

it('ignores cells without data, and says so where there is nothing else', () => {
  expect(middleRange(Float32Array.of(NaN, 0.5, NaN))).toEqual([0.5, 0.5]);
  expect(middleRange(Float32Array.of(NaN, NaN))).toBeNull();
});

it('puts zero in the middle of a diverging scale', () => {
  expect(symmetric([-0.2, 0.5])).toEqual([-0.5, 0.5]);
});
