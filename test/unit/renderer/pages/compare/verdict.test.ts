import { expect, it } from 'vitest';
import type { MetricDelta } from '#shared/domain/comparison.ts';
import { cutoffsOf, domainsOf, verdictOf } from '../../../../../renderer/pages/compare/verdict.ts';

const delta = (name: string, value: number | null, ci: [number, number] | null): MetricDelta => ({
  name,
  a: 0.1,
  b: 0.2,
  delta: value,
  ci,
  better: null,
  same: null,
  worse: null,
  p_value: null,
  p_corrected: null,
});

it('calls a difference better or worse by the direction of the metric', () => {
  expect(verdictOf(delta('ndcg@10', 0.02, [0.01, 0.03])).word).toBe('better');
  expect(verdictOf(delta('arp@10', 5, [3, 7])).word).toBe('worse');
  expect(verdictOf(delta('arp@10', -5, [-7, -3]))).toEqual({ word: 'better', tone: 'good' });
});

it('finds no evidence where the interval holds zero, and gives no verdict without an interval or direction', () => {
  expect(verdictOf(delta('ndcg@10', 0.02, [-0.01, 0.05])).word).toBe('no evidence');
  expect(verdictOf(delta('ndcg@10', 0, [0, 0])).word).toBe('no evidence');
  expect(verdictOf(delta('coverage@10', 0.5, null)).word).toBe('');
  expect(verdictOf(delta('popularity_lift@10', 0.5, [0.4, 0.6])).word).toBe('');
});

it('is uncertain of one metric of many where only the interval leaves out zero', () => {
  const alone = delta('mrr', 0.02, [0.01, 0.03]);
  expect(verdictOf({ ...alone, p_corrected: 1 })).toEqual({ word: 'uncertain', tone: 'none' });
  expect(verdictOf({ ...alone, p_corrected: 0.049 }).word).toBe('better');
  expect(verdictOf(alone).word).toBe('better');
  expect(verdictOf({ ...delta('mrr', 0.02, [-0.01, 0.03]), p_corrected: 1 }).word).toBe('no evidence');
});

it('draws accuracy on one axis and everything else on its own, always with zero on it', () => {
  const domains = domainsOf([
    delta('ndcg@10', 0.1, [0.05, 0.15]),
    delta('recall@10', 0.3, [0.2, 0.4]),
    delta('novelty@10', 2, [1, 3]),
    delta('coverage@10', 0.9, null),
  ]);
  expect(domains.get('ndcg@10')).toEqual([0, 0.4]);
  expect(domains.get('recall@10')).toEqual([0, 0.4]);
  expect(domains.get('novelty@10')).toEqual([0, 3]);
});

it('lists the list lengths there are', () => {
  expect(cutoffsOf([delta('ndcg@20', 0, null), delta('ndcg@5', 0, null), delta('mrr', 0, null)])).toEqual([5, 20]);
});
