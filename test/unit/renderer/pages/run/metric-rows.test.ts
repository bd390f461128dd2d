import { expect, it } from 'vitest';
import { directionArrow, metricRows } from '../../../../../renderer/pages/run/metric-rows.ts';
import { parseTag } from '../../../../../renderer/parts/parse-tag.ts';

it('lays metrics out by name and K, with a gap where one was not logged', () => {
  const rows = metricRows({
    'recall@10': 0.2,
    'ndcg@10': 0.3,
    'ndcg@5': 0,
    mrr: 0.4,
    train_ms: 12,
    'recall@20': 'NaN',
  });
  expect(rows).toEqual({
    cutoffs: [5, 10, 20],
    atK: [
      { name: 'ndcg', values: [0, 0.3, undefined] },
      { name: 'recall', values: [undefined, 0.2, 'NaN'] },
    ],
    whole: [
      { name: 'mrr', value: 0.4 },
      { name: 'train_ms', value: 12 },
    ],
  });
});

it('points in the direction in which a metric is better', () => {
  expect([directionArrow('ndcg'), directionArrow('gini'), directionArrow('popularity_lift')]).toEqual(['↑', '↓', '']);
});

it('reads a tag with a value, without one, and nothing', () => {
  expect(parseTag('sweep: neighbours: fine')).toEqual({ key: 'sweep', value: 'neighbours: fine' });
  expect(parseTag(' candidate ')).toEqual({ key: 'candidate', value: '' });
  expect(parseTag('  ')).toBeNull();
});
