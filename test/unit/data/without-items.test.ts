import { expect, it } from 'vitest';
import { withoutItems } from '#runs/data/without-items.ts';
import { interactionsOf, rowsOf, sourceDataOf } from './fixture.ts';

const fault = { check: 'excluded', reason: 'media that was deleted' } as const;
const events = {
  typeNames: ['LIKE', 'WATCH'],
  types: Uint8Array.of(0, 1, 1, 0),
  details: Float32Array.of(1, 2, 3, 4),
};
const data = () =>
  sourceDataOf(
    interactionsOf([
      ['a', 'x', 1, 10],
      ['a', 'y', 2, 20],
      ['b', 'y', 3, 30],
      ['c', 'x', 4, 40],
    ]),
    { events, types: { LIKE: 2, WATCH: 2 }, dropped: [{ ...fault, rows: 5 }] },
  );

it('leaves rows of other items only, over the ids and types that are left, and counts what went', () => {
  const left = withoutItems(data(), new Set(['x', 'never seen']), fault);
  expect(rowsOf(left.interactions)).toEqual(['a y 2', 'b y 3']);
  expect(left.interactions.userIds.ids).toEqual(['a', 'b']);
  expect(left.interactions.itemIds.ids).toEqual(['y']);
  expect([...left.interactions.times!]).toEqual([20, 30]);
  expect(left.types).toEqual({ WATCH: 2 });
  expect(left.events).toEqual({ typeNames: ['WATCH'], types: Uint8Array.of(0, 0), details: Float32Array.of(2, 3) });
  expect(left.dropped).toEqual([{ ...fault, rows: 7 }]);
});

it('gives the data back where nothing goes, and counts rows without types as they are', () => {
  const whole = data();
  expect(withoutItems(whole, new Set(['z']), fault)).toBe(whole);
  const untyped = sourceDataOf(interactionsOf([['a', 'x'], ['b', 'y']])); // prettier-ignore
  expect(withoutItems(untyped, new Set(['x']), fault)).toMatchObject({
    types: { interaction: 1 },
    events: null,
    dropped: [{ ...fault, rows: 1 }],
  });
});
