import { describe, expect, it } from 'vitest';
import { differenceRange, onlyGreat, sharedRange } from '../../../../renderer/plots/difference.ts';
import { dumbbellDomain, dumbbells } from '../../../../renderer/plots/dumbbell.ts';
import { laneOf, slopeItems } from '../../../../renderer/plots/slope.ts';
import { blindSides, countPicks, verdictTag } from '../../../../renderer/pages/compare/blind-picks.ts';

const slice = (group: string, a: number, b: number, ci: [number, number]) => ({
  group,
  users: 10,
  a,
  b,
  delta: b - a,
  relative: null,
  ci,
});

describe('parts of the users', () => {
  const slices = [slice('won', 0.1, 0.4, [0.2, 0.4]), slice('lost', 0.5, 0.25, [-0.3, 0.1])];

  it('stand with the one that lost most first, by the direction of the metric', () => {
    expect(dumbbells(slices, 'max').map(({ name }) => name)).toEqual(['lost', 'won']);
    expect(dumbbells(slices, 'min').map(({ name }) => name)).toEqual(['won', 'lost']);
  });

  it('keep their place in the data, say what is uncertain, and share an axis', () => {
    const [lost, won] = dumbbells(slices, 'max');
    expect([lost!.index, won!.index]).toEqual([1, 0]);
    expect([lost!.isUncertain, won!.isUncertain]).toEqual([true, false]);
    expect(dumbbellDomain([lost!, won!])).toEqual([0.1, 0.5]);
  });
});

it('an item of two lists is one line in one lane', () => {
  const list = (items: string) => items.split('').map((item, place) => ({ item, name: null, rank: place + 1 }));
  const items = slopeItems(list('abc'), list('cda'));
  expect(items.map(({ item, a, b }) => [item, a, b])).toEqual([
    ['a', 1, 3],
    ['b', 2, null],
    ['c', 3, 1],
    ['d', null, 2],
  ]);
  expect(items.map(laneOf)).toEqual(['stays', 'leaves', 'stays', 'enters']);
});

it('a difference has equal limits around zero, and what is too small becomes zero, not missing', () => {
  const window = { rows: 1, cols: 3, values: Float32Array.of(-0.5, 0.25, NaN), counts: new Uint16Array(3) };
  expect(differenceRange(window)).toEqual([-0.5, 0.5]);
  expect(Array.from(onlyGreat(window, 0.3).values)).toEqual([-0.5, 0, NaN]);
  expect(sharedRange([window, { ...window, values: Float32Array.of(0.75, 0, 0) }])).toEqual([0, 0.75]);
});

it('a blind test puts lists on both sides and counts what was picked', () => {
  const sides = new Set(Array.from({ length: 40 }, (_, user) => blindSides(`u${user}`)));
  expect([...sides].toSorted()).toEqual(['crossed', 'straight']);
  expect(countPicks(['a', 'b', 'a', 'same'])).toEqual({ a: 2, b: 1, same: 1 });
  expect(verdictTag(2, 1, 1, 7)).toBe('better for 2, worse for 1, equal for 1 of 4 users than run 7');
});
