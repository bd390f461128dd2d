import { expect, test } from 'vitest';
import { nthSmallest } from '#runs/matrix/nth-smallest.ts';
import { createRandom } from '#runs/matrix/random.ts';

const random = createRandom(3, 'nth smallest');
const draws = (length: number, draw: () => number) => Float64Array.from({ length }, draw);

test.each([
  ['different values', draws(241, () => random.next())],
  ['many equal values', draws(240, () => random.below(5))],
  ['one value alone', draws(200, () => 1)],
  ['values that are never picked', draws(101, () => (random.next() < 0.5 ? Infinity : random.normal()))],
  ['sorted values', draws(150, () => random.next()).sort()],
  [
    'sorted values, backwards',
    draws(150, () => random.next())
      .sort()
      .reverse(),
  ],
  ['a single value', Float64Array.of(4)],
])('each place of %s is that of the sorted ones', (_, values) => {
  const sorted = values.slice().sort();
  sorted.forEach((value, n) => expect(nthSmallest(values.slice(), n)).toBe(value));
});
