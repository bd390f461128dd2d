import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTopList } from '#runs/evaluation/top-list.ts';

const scores = fc.array(fc.constantFrom(-Infinity, -1, 0, 0.25, 0.5, 1), { maxLength: 40 });
const longest = fc.integer({ min: 1, max: 12 });

it('lists what a full sort would, equal scores by index, and counts the ties that the end cuts through', () => {
  fc.assert(
    fc.property(fc.array(scores, { maxLength: 4 }), longest, (users, k) => {
      const items = Math.max(0, ...users.map((user) => user.length));
      const top = createTopList(k, items);
      for (const user of users) {
        const sorted = [...user.keys()]
          .filter((item) => user[item]! > -Infinity)
          .sort((a, b) => user[b]! - user[a]! || a - b);
        top.select(Float64Array.from(user));
        expect([...top.items.subarray(0, top.length)]).toEqual(sorted.slice(0, k));
        const last = user[sorted[k - 1] ?? -1];
        expect(top.tiedOutside).toBe(sorted.slice(k).filter((item) => user[item] === last).length);
      }
    }),
    { seed: 11 },
  );
});

it('is empty after clear', () => {
  const top = createTopList(2, 3);
  top.select(Float64Array.of(1, 1, 1));
  expect([top.length, top.tiedOutside]).toEqual([2, 1]);
  top.clear();
  expect([top.length, top.tiedOutside]).toEqual([0, 0]);
});
