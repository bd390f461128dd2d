import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { queryFeatures } from '#shared/domain/query-features.ts';
import { queryMetricCatalogue } from '#shared/domain/metrics/query-performance.ts';
import { Preparation } from '#shared/domain/query-training.ts';
import { queryAlgorithms } from '#runs/performance/algorithms/algorithms.ts';

const page = readFileSync(new URL('../../../docs/query-performance.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // prettier-ignore

it('every feature is in the table, in its order, with its unit, source and scale', () => {
  const first = rows.findIndex(([name]) => name === '`plan_cost`');
  const expected = queryFeatures.map(({ name, unit, source, scale }) => [
    `\`${name}\``,
    unit,
    source,
    scale === 'log' ? 'log(1 + value)' : 'value',
  ]);
  expect(rows.slice(first, first + expected.length).map((row) => row.slice(0, 4))).toEqual(expected);
});

it('every parameter is there with its default', () => {
  const documented = new Map<string, string>();
  let algorithm = '';
  for (const [name = '', parameter = '', usual = ''] of rows) {
    if (name !== '') algorithm = name;
    documented.set(`${algorithm} ${parameter}`, usual);
  }
  const expected = queryAlgorithms.flatMap(({ name, config }) =>
    Object.entries(config.parse({})).map(
      ([parameter, value]) => [`\`${name}\` \`${parameter}\``, String(value)] as const,
    ),
  );
  expect(expected.filter(([key, value]) => documented.get(key) !== value)).toEqual([]);
  for (const [parameter, value] of Object.entries(Preparation.parse({}))) {
    expect(rows).toContainEqual(expect.arrayContaining([`\`${parameter}\``, typeof value === 'string' ? `\`${value}\`` : String(value)])); // prettier-ignore
  }
});

it('every metric is there', () => {
  const own = queryMetricCatalogue.filter(({ name }) => !/^baseline_|^n_test_/.test(name));
  expect(own.filter(({ name }) => !page.includes(`\`${name}`))).toEqual([]);
});
