import { expect, test } from 'vitest';
import { routeOfArguments, routeOfLink } from '../../../../main/electron/deep-link.ts';

test('a link to a run is the route of its page', () => {
  expect(routeOfLink('kindred://run/42')).toBe('/runs/42');
  expect(routeOfLink('kindred://run/01hq8zy3n4/')).toBe('/runs/01hq8zy3n4');
});

test.each([
  'kindred://run/',
  'kindred://run/../../x',
  'kindred://run/42?x=1',
  'kindred://run/42#x',
  'kindred://run/%2e%2e',
  'kindred://data/42',
  'http://run/42',
  'kindred://run/42\nkindred://run/43',
  '',
])('%j is no link of ours', (link) => {
  expect(routeOfLink(link)).toBeNull();
});

test('finds the link among the arguments of a start', () => {
  expect(routeOfArguments(['/usr/bin/electron', '.', '--flag', 'kindred://run/7'])).toBe('/runs/7');
  expect(routeOfArguments(['/usr/bin/electron', '.'])).toBeNull();
});
