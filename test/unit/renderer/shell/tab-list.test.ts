import { expect, it } from 'vitest';
import {
  arrive,
  close,
  keep,
  keyOf,
  neighbour,
  noTabs,
  rename,
  reopen,
  type TabList,
} from '../../../../renderer/shell/tabs/tab-list.ts';

const visited = (...hrefs: string[]): TabList => hrefs.reduce(arrive, noTabs);
const keys = ({ tabs }: TabList) => tabs.map(({ key }) => key);

it('names a page by the thing it shows, not by where in it one is', () => {
  expect(['/', '/runs?filter=x', '/runs/42', '/runs/42/heatmaps?r0=3', '/compare?runs=1,2'].map(keyOf)).toEqual([
    '/',
    '/runs',
    '/runs/42',
    '/runs/42',
    '/compare',
  ]);
});

it('keeps places open, in the order of arrival after the active one', () => {
  const list = visited('/', '/runs', '/', '/data');
  expect(keys(list)).toEqual(['/', '/data', '/runs']);
  expect(list.active).toBe('/data');
});

it('gives the tab of a passing run to the next one, unless it is kept', () => {
  expect(keys(visited('/runs', '/runs/1', '/runs', '/runs/2'))).toEqual(['/runs', '/runs/2']);
  const kept = arrive(keep(visited('/runs', '/runs/1'), '/runs/1'), '/runs/2');
  expect(keys(kept)).toEqual(['/runs', '/runs/1', '/runs/2']);
});

it('goes back to where in the page one was', () => {
  const list = visited('/runs/1/heatmaps?r0=5', '/');
  expect(list.tabs.find(({ key }) => key === '/runs/1')?.href).toBe('/runs/1/heatmaps?r0=5');
});

it('shows the neighbour of what is closed, Home when nothing is left, and brings it back', () => {
  const list = visited('/', '/runs', '/data');
  const closed = close(list, '/data');
  expect([keys(closed), closed.active]).toEqual([['/', '/runs'], '/runs']);
  const back = reopen(closed);
  expect([keys(back), back.active, back.closed]).toEqual([['/', '/runs', '/data'], '/data', []]);
  const last = close(visited('/runs'), '/runs');
  expect([keys(last), last.active]).toEqual([['/'], '/']);
  expect(close(list, '/nowhere')).toBe(list);
});

it('goes round, and names what it is told to name', () => {
  const list = visited('/', '/runs', '/data');
  expect([neighbour(list, 1)?.key, neighbour(list, -1)?.key]).toEqual(['/', '/runs']);
  expect(rename(list, '/runs', 'All runs').tabs[1]?.title).toBe('All runs');
});
