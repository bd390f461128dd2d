import { describe, expect, it } from 'vitest';
import type { Evaluation } from '#runs/evaluation/evaluate.ts';
import { meanOfFolds } from '#runs/training/folds.ts';

const none = { withoutTest: 1, unknownTestItems: 0, unknownTestUsers: 0, skippedUsers: 0, tiedAtCutoff: 0 };

const fold = (ndcg: number, users: number[], { evaluated = 100, tied = 0, best = ndcg } = {}): Evaluation => ({
  metrics: { 'ndcg@10': ndcg },
  perUser: { 'ndcg@10': Float32Array.from(users) },
  counts: { ...none, evaluated, tiedHeldOut: tied },
  bounds: { 'ndcg@10': { optimistic: best, pessimistic: ndcg, expected: ndcg } },
  tieBounds: null,
});

describe('the mean of folds', () => {
  it('is over the folds in which a metric and a user were evaluated', () => {
    const { metrics, perUser, counts } = meanOfFolds([fold(0.2, [0.5, NaN]), fold(0.4, [1, NaN]), fold(NaN, [NaN, 1])]);
    expect(metrics['ndcg@10']).toBeCloseTo(0.3, 12);
    expect(perUser['ndcg@10']).toEqual(Float32Array.of(0.75, 1));
    expect(counts).toMatchObject({ evaluated: 300, withoutTest: 3 });
  });

  it('has the interval of Student over the folds', () => {
    const values = [0.3989, 0.4012, 0.3954, 0.4001, 0.3977];
    const { n, ci } = meanOfFolds(values.map((value) => fold(value, []))).intervals!['ndcg@10']!;
    // scipy.stats.t.interval(0.95, 4, mean, sem)
    expect(n).toBe(5);
    expect(ci![0]).toBeCloseTo(0.39587440769401494, 10);
    expect(ci![1]).toBeCloseTo(0.4014455923059851, 10);
  });

  it('has the mean of the bounds of all folds where ties concern more than 1 % of all users', () => {
    const of = (tied: number) => meanOfFolds([fold(0.2, []), fold(0.3, [], { tied, best: 0.5 })]);
    expect(of(2).tieBounds).toBeNull();
    expect(of(3).tieBounds!['ndcg@10']).toEqual({ optimistic: 0.35, pessimistic: 0.25, expected: 0.25 });
  });

  it('of a single fold is that fold, without an interval', () => {
    const only = fold(0.2, [0.5]);
    expect(meanOfFolds([only])).toEqual({ ...only, intervals: null });
  });
});
