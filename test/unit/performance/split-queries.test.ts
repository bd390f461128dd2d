import { describe, expect, it } from 'vitest';
import { QuerySplit } from '#shared/domain/query-training.ts';
import { querySplitFingerprint, shareOfPart, splitQueries } from '#runs/performance/split-queries.ts';
import { madeSamples } from './query-samples.ts';

const data = madeSamples(50);
const split = (more: Partial<QuerySplit> = {}) => QuerySplit.parse(more);
const sorted = (values: Iterable<number>) => [...values].toSorted((a, b) => a - b);

describe('a split by query', () => {
  it('has every query on one side, with all of its samples', () => {
    const [{ train, calibration, test }] = splitQueries(data, split()) as [ReturnType<typeof splitQueries>[number]];
    expect([train, calibration, test].map(({ queries }) => queries.length)).toEqual([30, 10, 10]);
    expect(sorted([...train.queries, ...calibration.queries, ...test.queries])).toEqual(
      sorted(Array.from({ length: 50 }).keys()),
    );
    for (const part of [train, calibration, test]) {
      expect(part.samples).toHaveLength(2 * part.queries.length);
      const inside = new Set(part.queries);
      expect([...part.samples].every((sample) => inside.has(data.of[sample]!))).toBe(true);
    }
  });

  it('with folds tests every query once, and calibrates on none that it trains on', () => {
    const folds = splitQueries(data, split({ n_folds: 7 }));
    expect(folds).toHaveLength(7);
    expect(sorted(folds.flatMap(({ test }) => [...test.queries]))).toEqual(sorted(Array.from({ length: 50 }).keys()));
    for (const { train, calibration, test } of folds) {
      const together = [...train.queries, ...calibration.queries, ...test.queries];
      expect(new Set(together).size).toBe(50);
      expect(together).toHaveLength(50);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    expect(splitQueries(data, split())).toEqual(splitQueries(data, split()));
    expect(splitQueries(data, split({ seed: 1 }))[0]!.test.queries).not.toEqual(
      splitQueries(data, split({ seed: 2 }))[0]!.test.queries,
    );
    const print = (more: Partial<QuerySplit>) => querySplitFingerprint('a', split(more));
    expect(new Set([print({}), print({ seed: 1 }), print({ n_folds: 3 }), print({ test_share: 0.3 })]).size).toBe(4);
    expect(querySplitFingerprint('b', split())).not.toBe(print({}));
  });

  it('refuses what leaves too little, with the numbers', () => {
    expect(() => splitQueries(madeSamples(1), split())).toThrow(
      /1 different queries make .* none of these may be empty/,
    );
    expect(() => splitQueries(madeSamples(10), split())).toThrow(/needs 9 samples for calibration \(there are 4\)/);
    expect(() => splitQueries(data, split({ test_share: 0.6, calibration_share: 0.5 }))).toThrow(
      /none of these may be empty|training/,
    );
  });

  it('is learned from in parts of which a smaller one is inside of a larger one', () => {
    const { train } = splitQueries(data, split())[0]!;
    const third = shareOfPart(data, train, 1 / 3, 42);
    const whole = shareOfPart(data, train, 1, 42);
    expect(third.queries).toHaveLength(10);
    expect([...third.queries].every((query) => shareOfPart(data, train, 2 / 3, 42).queries.includes(query))).toBe(true);
    expect(whole).toEqual(train);
  });
});
