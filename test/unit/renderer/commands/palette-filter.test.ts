import { expect, it } from 'vitest';
import { filterOffers, type Offer } from '../../../../renderer/commands/palette-filter.ts';

const offer = (group: string, label: string, words = ''): Offer => ({ id: label, group, label, words });
const offers = [
  offer('Go to', 'Runs', 'go open page'),
  offer('View', 'Theme: dark', 'colour'),
  offer('Runs on record', '41 als', 'popularity'),
  offer('Runs on record', '42 popularity', 'six-groups'),
  offer('Datasets', 'six-groups v1'),
  offer('Items', 'i017', 'Six strings'),
];
const labels = (query: string) => filterOffers(offers, query).map(({ label }) => label);

it('puts what begins with the words before what merely contains them', () => {
  expect(labels('pop')).toEqual(['42 popularity', '41 als']);
});

it('narrows by its first character', () => {
  expect(labels('#')).toEqual(['41 als', '42 popularity']);
  expect(labels('/six')).toEqual(['six-groups v1']);
  expect(labels(':six')).toEqual(['i017']);
  expect(labels('>theme')).toEqual(['Theme: dark']);
});

it('wants every word, in any order', () => {
  expect(labels('dark colour')).toEqual(['Theme: dark']);
  expect(labels('nothing such')).toEqual([]);
});

it('shows some of each kind before anything is typed', () => {
  const many = Array.from({ length: 50 }, (_, index) => offer('Runs on record', `run ${index}`));
  expect(filterOffers([...many, ...offers], '', 8).filter(({ group }) => group === 'Runs on record')).toHaveLength(8);
});
