import { describe, expect, it } from 'vitest';
import { featureNames, featuresOf, readFeatures, vectorOf } from '#shared/domain/query-features.ts';
import { featuresFrom, historyBefore, intervalsBetween } from '#runs/performance/postgres/sample-statements.ts';
import type { Statement } from '#runs/performance/postgres/statements.ts';
import { samplePage } from '#runs/performance/sample-page.ts';
import { samplesOf } from '#runs/performance/samples.ts';
import { row } from './query-samples.ts';

const statement = (id: string, calls: number, total: number, more: Partial<Statement> = {}): Statement => ({
  id,
  query: `select ${id}`,
  calls,
  total,
  hit: 0,
  read: 0,
  ...more,
});
const look = (...statements: Statement[]) => ({ statements: new Map(statements.map((one) => [one.id, one])) });

describe('two looks at the statistics', () => {
  it('give what was counted in between', () => {
    const before = look(statement('a', 2, 10), statement('b', 1, 5), statement('gone', 1, 1));
    const now = look(statement('a', 5, 40), statement('b', 1, 5), statement('new', 4, 2));
    expect([...intervalsBetween(before, now)]).toEqual([
      ['a', { calls: 3, total: 30 }],
      ['new', { calls: 4, total: 2 }],
    ]);
  });

  it('begin anew where the statistics were reset', () => {
    expect([...intervalsBetween(look(statement('a', 100, 1000)), look(statement('a', 2, 6)))]).toEqual([
      ['a', { calls: 2, total: 6 }],
    ]);
  });

  it('tell the history of before: the last interval, else all calls, else nothing', () => {
    const counted = statement('a', 10, 50, { hit: 30, read: 10 });
    expect(historyBefore(counted, { calls: 2, total: 4 })).toEqual({
      cache_hit_ratio: 0.75,
      calls_history: 10,
      recent_mean_ms: 2,
    });
    expect(historyBefore(counted)).toMatchObject({ recent_mean_ms: 5 });
    expect(historyBefore(undefined)).toEqual({ cache_hit_ratio: NaN, calls_history: 0, recent_mean_ms: NaN });
    expect(historyBefore(statement('a', 1, 1)).cache_hit_ratio).toBeNaN();
  });
});

describe('features', () => {
  it('are twelve, in one order, with a unit, a source and a description each', () => {
    expect(featureNames).toHaveLength(12);
    expect(featuresFrom(null, { joins: 3 })).toEqual(featureNames.map((name) => (name === 'joins' ? 3 : NaN)));
  });

  it('are there and back', () => {
    const vector = Float64Array.from(featureNames, (_, at) => (at === 4 ? NaN : at));
    expect(vectorOf(featuresOf(vector))).toEqual(vector);
    expect(featuresOf(vector).index_scans).toBeNull();
    expect(featuresOf(vector.map(() => Infinity)).joins).toBeNull();
  });

  const good = Object.fromEntries(featureNames.map((name) => [name, 1]));

  it('are taken by name, in any order, and as a list', () => {
    expect(readFeatures(Object.fromEntries(Object.entries(good).toReversed()))).toEqual(good);
    expect(readFeatures(featureNames.map(() => 1))).toEqual(good);
    expect(readFeatures({ ...good, joins: null }).joins).toBeNull();
  });

  it.each<[string, Parameters<typeof readFeatures>[0], RegExp]>([
    ['11 in a list', featureNames.slice(1).map(() => 1), /has 12 features, and 11 were given/],
    ['13 in a list', [...featureNames, 1].map(() => 1), /and 13 were given/],
    ['NaN', { ...good, joins: NaN }, /joins is NaN\. It must be a finite number/],
    ['infinity', { ...good, joins: Infinity }, /joins is Infinity/],
    ['a text', { ...good, joins: '3' }, /joins is the text "3"/],
    ['a truth', { ...good, joins: true }, /joins is a boolean/],
    ['a list in it', { ...good, joins: [1] }, /joins is a list/],
    ['undefined', { ...good, joins: undefined }, /joins is absent/],
    [
      'a missing one',
      Object.fromEntries(Object.entries(good).slice(0, 11)),
      /1 of the 12 features are missing: concurrent_load/,
    ],
    ['none', {}, /12 of the 12 features are missing/],
    ['an unknown one', { ...good, rows: 1 }, /There is no feature "rows"/],
    ['a negative one', { ...good, joins: -2 }, /joins is -2\. None of the features can be negative/],
    ['the prototype', JSON.parse('{"__proto__": 1}') as Record<string, unknown>, /no feature "__proto__"/],
  ])('refuse %s', (_what, given, sentence) => {
    expect(() => readFeatures(given)).toThrow(sentence);
  });
});

describe('a page of samples', () => {
  const data = samplesOf([
    row('a', 3, { plan_cost: 10 }, 1),
    row('a', 1, { plan_cost: NaN }, 2),
    row('b', 2, { plan_cost: 20 }, 1),
  ]);
  const page = (more: Partial<Parameters<typeof samplePage>[1]> = {}) =>
    samplePage(data, { text: '', order_by: 'execution_ms', descending: true, limit: 10, offset: 0, ...more });

  it('is in the order asked for, unknown values last', () => {
    expect(page().samples.map(({ execution_ms }) => execution_ms)).toEqual([3, 2, 1]);
    expect(page({ order_by: 'plan_cost' }).samples.map(({ execution_ms }) => execution_ms)).toEqual([2, 3, 1]);
    expect(page({ order_by: 'plan_cost', descending: false }).samples.map(({ execution_ms }) => execution_ms)).toEqual([
      3, 2, 1,
    ]);
  });

  it('has those that the text finds, and how many there are', () => {
    expect(page({ text: 'SELECT B' })).toMatchObject({ total: 1, samples: [{ query_id: 'b' }] });
    expect(page({ limit: 1, offset: 1 })).toMatchObject({ total: 3, samples: [{ execution_ms: 2 }] });
    expect(page({ text: 'nothing' })).toEqual({ total: 0, samples: [] });
  });
});
