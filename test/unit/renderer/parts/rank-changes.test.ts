import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeText, changeWords, common, rankChanges } from '../../../../renderer/parts/rank-changes.ts';

it('says how far each item moved, and which ones are new', () => {
  const changes = rankChanges(['a', 'b', 'c'], ['b', 'a', 'x', 'c']);
  expect(changes.map(({ places }) => changeText(places))).toEqual(['↑1', '↓1', 'new', '↓1']);
  expect(changeText(rankChanges(['a'], ['a'])[0]!.places)).toBe('=');
});

it('says the same in words', () => {
  expect([2, -1, 0, null].map((places) => changeWords(places))).toEqual([
    '2 places up',
    '1 place down',
    'same place',
    'not in the live list',
  ]);
});

it('agrees with sets on what is common, whichever list comes first', () => {
  const lists = fc.uniqueArray(fc.integer({ min: 0, max: 20 }).map(String), { maxLength: 12 });
  fc.assert(
    fc.property(lists, lists, (a, b) => {
      expect(common(a, b)).toBe(a.filter((item) => b.includes(item)).length);
      expect(common(a, b)).toBe(common(b, a));
      expect(rankChanges(a, b).filter(({ places }) => places !== null)).toHaveLength(common(a, b));
    }),
  );
});
