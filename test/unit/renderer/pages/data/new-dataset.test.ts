import { expect, it } from 'vitest';
import { baseName, nameOfFile } from '../../../../../renderer/pages/data/new/file-names.ts';
import { mappingOf } from '../../../../../renderer/pages/data/new/preview-mapping.ts';
import { typesIn } from '../../../../../renderer/pages/data/new/roles.ts';

it.each([
  ['file:/home/me/ratings.csv.gz', 'ratings.csv.gz', 'ratings'],
  ['file:C:\\data\\u.data', 'u.data', 'u'],
  ['file:/data/ml-1m/', 'ml-1m', 'ml-1m'],
  ['file:/data/v1.2/clicks.2026.parquet', 'clicks.2026.parquet', 'clicks.2026'],
])('names a dataset by its file: %s', (address, file, name) => {
  expect(baseName(address)).toBe(file);
  expect(nameOfFile(address)).toBe(name);
});

it('finds the types that occur, in the order in which they appear', () => {
  const rows = [['a', 'view'], ['b', 'buy'], ['c', null], ['d', 'view'], ['e']];
  expect(typesIn(['id', 'kind'], rows, 'kind')).toEqual(['view', 'buy']);
  expect(typesIn(['id', 'kind'], rows, null)).toEqual([]);
  expect(typesIn(['id', 'kind'], rows, 'gone')).toEqual([]);
});

it('reads the mapping from the roles of columns', () => {
  const columns = [
    { name: 'Who', type: 'bigint', role: 'user' as const },
    { name: 'note', type: 'text', role: null },
    { name: 'At', type: 'date', role: 'time' as const },
  ];
  expect(mappingOf({ columns })).toEqual({ user: 'Who', item: null, type: null, weight: null, time: 'At' });
});
