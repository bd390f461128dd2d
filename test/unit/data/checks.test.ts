import { expect, it } from 'vitest';
import { checksOf } from '#runs/data/checks.ts';
import type { SourceData } from '#runs/data/source.ts';
import { interactionsOf, readFileWith, sourceDataOf } from './fixture.ts';

const day = 86_400_000;
const since = Date.UTC(2024, 0);
const good = interactionsOf(
  ['ann', 'bob'].flatMap((user) => ['a', 'b', 'c'].map((item, at) => [user, item, 1, since + at * day] as const)),
);
const types = { view: 4, like: 2 };
const warningsOf = (data: SourceData) =>
  checksOf(data).flatMap(({ name, state, sentence }) => (state === 'warning' ? [[name, sentence]] : []));

it('finds nothing wrong with good data, and says of everything that it was looked at', () => {
  const checks = checksOf(sourceDataOf(good, { types }));
  expect(checks.filter(({ state }) => state === 'warning')).toEqual([]);
  expect(Object.fromEntries(checks.map(({ name, sentence }) => [name, sentence]))).toEqual({
    shape: '6 rows of user, item, weight and time, 2 users and 3 items.',
    types: '2 types: view, like. Each has a weight.',
    NaN: 'No weight and no time is NaN.',
    infinity: 'No weight and no time is infinite.',
    weights: 'Every weight is above 0.',
    times: 'Every time is between 1980 and 2100.',
    'rows left out': 'Every row was taken as it is.',
    users: 'Every user has more than two interactions.',
  });
});

it.each<[string, Partial<SourceData>, string[][]]>([
  [
    'columns that do not fit together',
    { interactions: { ...good, weights: good.weights.slice(1) } },
    [['shape', '6 rows of user, item, weight and time, 2 users and 3 items, which do not fit together.']],
  ],
  [
    'types that are not the rows',
    { types: { view: 5 } },
    [['types', 'One type of interaction: view, of 5 rows in all. Each has a weight.']],
  ],
  [
    'NaN',
    { interactions: { ...good, weights: good.weights.with(0, NaN) } },
    [['NaN', '1 weights and 0 times are NaN.']],
  ],
  [
    'infinities',
    { interactions: { ...good, times: good.times!.with(0, Infinity).with(1, -Infinity) } },
    [
      ['infinity', '0 weights and 2 times are infinite.'],
      ['times', '2 times are not between 1980 and 2100. Is their unit the right one?'],
    ],
  ],
  [
    'weights that speak against an item',
    { interactions: { ...good, weights: good.weights.with(0, -1).with(1, 0) } },
    [
      [
        'weights',
        '1 weights are below 0 and 1 are 0: they speak against the item, and are never a right answer in a test.',
      ],
    ],
  ],
  [
    'seconds read as milliseconds',
    { interactions: { ...good, times: good.times!.map((time) => time / 1000) } },
    [['times', '6 times are not between 1980 and 2100. Is their unit the right one?']],
  ],
  [
    'many rows that were left out',
    { dropped: [{ check: 'missing', reason: 'no item', rows: 2 }] },
    [['rows left out', '2 rows were left out or repaired, 25.0 % of all; the reasons are below.']],
  ],
  [
    'one row that was left out of few',
    { dropped: [{ check: 'missing', reason: 'no item', rows: 1 }] },
    [['rows left out', '1 row was left out or repaired, 14.3 % of all; the reasons are below.']],
  ],
])('warns of %s', (_name, part, expected) => {
  expect(warningsOf(sourceDataOf(good, { types, ...part }))).toEqual(expected);
});

it('warns where most users have two interactions or fewer, and does not miss times where there are none', () => {
  const timeless = interactionsOf([
    ['ann', 'a'],
    ['bob', 'a'],
    ['bob', 'b'],
  ]);
  const data = sourceDataOf(timeless, { types: { view: 3 } });
  expect(warningsOf(data)).toEqual([['users', '2 users, 100.0 %, have two interactions or fewer.']]);
  expect(checksOf(data).find(({ name }) => name === 'times')?.sentence).toContain('There are no times');
});

it('counts users with two interactions or fewer in words that fit their number', () => {
  const rows: [string, string][] = [
    ['ann', 'a'],
    ['ann', 'b'],
    ['ann', 'c'],
  ];
  const said = (more: [string, string][]) =>
    checksOf(sourceDataOf(interactionsOf([...rows, ...more]), { types: { view: rows.length + more.length } })).find(
      ({ name }) => name === 'users',
    )?.sentence;
  expect(said([])).toBe('Every user has more than two interactions.');
  expect(said([['bob', 'a']])).toBe('1 user, 50.0 %, has two interactions or fewer.');
});

it('says which rows had to be left out for a column to pass', async () => {
  const rows = ['b,x,NaN,1714521601', 'b,x,inf,1', 'b,x,1e999,1', 'b,x,much,1', 'b,x,3,soon', 'b,x,3'];
  const good = 'user,item,rating,time\na,x,5,1714521600\nb,y,2,1714521700\n';
  const checks = checksOf(await readFileWith(`${good}${rows.join('\n')}\n`));
  expect(Object.fromEntries(checks.map(({ name, sentence }) => [name, sentence]))).toMatchObject({
    shape: '2 rows of user, item, weight and time, 2 users and 2 items. 1 row was left out for it.',
    types: 'One type of interaction: interaction. Each has a weight. 2 rows were left out for it.',
    NaN: 'No weight and no time is NaN. 1 row was left out for it.',
    infinity: 'No weight and no time is infinite. 2 rows were left out for it.',
    'rows left out': '6 rows were left out or repaired, 75.0 % of all; the reasons are below.',
  });
});
