import { expect, it } from 'vitest';
import { itemsShown } from '../../../../../renderer/pages/run/popularity/item-choice.ts';

const item = (id: string, band: 'head' | 'mid' | 'tail', lift: number | null) => ({
  id,
  name: null,
  band,
  training: 1,
  lists: 1,
  lift,
});
const points = [item('a', 'head', 2), item('b', 'head', 0.5), item('c', 'tail', null), item('d', 'mid', 1)];
const ids = (...asked: [Parameters<typeof itemsShown>[1], readonly string[] | null]) =>
  itemsShown(points, ...asked).map(({ id }) => id);

it('shows the items of a band, or on one side of neutral, and of these the ones in the frame', () => {
  expect(ids('all', null)).toEqual(['a', 'b', 'c', 'd']);
  expect(ids('head', null)).toEqual(['a', 'b']);
  expect(ids('more', null)).toEqual(['a']);
  expect(ids('less', null)).toEqual(['b']);
  expect(ids('all', ['d', 'b', 'gone'])).toEqual(['b', 'd']);
  expect(ids('head', ['d', 'b'])).toEqual(['b']);
});
