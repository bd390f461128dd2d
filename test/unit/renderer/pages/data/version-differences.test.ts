import { expect, it } from 'vitest';
import { Dataset } from '#shared/domain/dataset.ts';
import { factDifferences, recipeDifferences } from '../../../../../renderer/pages/data/version-differences.ts';

const version = (part: object, options: object = {}): Dataset =>
  Dataset.parse({
    id: 'dataset00001',
    kind: 'recommender',
    name: 'ratings',
    version: 1,
    fingerprint: 'f'.repeat(64),
    created_at: 0,
    recipe: { source: 'file:/ratings.csv', options },
    users: 10,
    items: 5,
    interactions: 30,
    density: 0.6,
    has_times: false,
    given: 'none',
    profile: {
      types: { view: 30 },
      duplicates: 0,
      first_at: null,
      last_at: null,
      activity: { edges: [1, 2], counts: [10] },
      popularity: { edges: [1, 2], counts: [5] },
      gini: 0,
      cold_users: 0,
      user_pairs: 0,
      item_pairs: 0,
      dropped: [],
    },
    groups: null,
    runs: 0,
    ...part,
  });
const differing = (rows: ReturnType<typeof factDifferences>) =>
  rows.filter(({ differs }) => differs).map(({ term, a, b }) => [term, a, b]);

it('finds no difference between a version and itself', () => {
  expect(differing(factDifferences(version({}), version({})))).toEqual([]);
  expect(differing(recipeDifferences(version({}), version({})))).toEqual([]);
});

it('says which facts differ, and keeps the others', () => {
  const rows = factDifferences(version({}), version({ users: 11, fingerprint: 'e'.repeat(64) }));
  expect(differing(rows)).toEqual([
    ['Fingerprint', 'f'.repeat(64), 'e'.repeat(64)],
    ['Users', '10', '11'],
  ]);
  expect(rows).toContainEqual({ term: 'Items', a: '5', b: '5', differs: false });
});

it('names options by their path, with a dash where one recipe has none', () => {
  const [a, b] = [version({}, { groups: [{ size: 3 }], header: true }), version({}, { groups: [{ size: 4 }] })];
  expect(differing(recipeDifferences(a, b))).toEqual([
    ['options.groups.0.size', '3', '4'],
    ['options.header', 'true', '–'],
  ]);
});
