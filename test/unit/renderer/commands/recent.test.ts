import { expect, it } from 'vitest';
import { withRecent } from '../../../../renderer/commands/recent.ts';

const offer = (id: string) => ({ id, group: 'Runs', label: id, words: '' });

it('offers once more what was chosen lately, in that order, and forgets what is gone', () => {
  const shown = withRecent([offer('a'), offer('b'), offer('c')], ['c', 'gone', 'a']);
  expect(shown.map(({ id, group }) => `${group}: ${id}`)).toEqual([
    'Recent: recent c',
    'Recent: recent a',
    'Runs: a',
    'Runs: b',
    'Runs: c',
  ]);
});
