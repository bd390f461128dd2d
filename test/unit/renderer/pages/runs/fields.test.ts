import { expect, it } from 'vitest';
import { columnsOf } from '../../../../../renderer/pages/runs/columns.tsx';
import { fieldsOf, usualFields } from '../../../../../renderer/pages/runs/fields.ts';
import { pagesOf } from '../../../../../renderer/pages/runs/pages-of.ts';
import { readSort, sortText } from '../../../../../renderer/pages/runs/sort-text.ts';
import { sampleRun } from '../../sample-run.ts';

const knn = (n_neighbors: number) =>
  sampleRun({
    params: { n_neighbors, shrinkage: 0, seed: 42, dataset_fingerprint: `${n_neighbors}` },
    metrics: { 'ndcg@10': 0.3, 'ndcg@5': 0.2, 'gini@10': 0.4, own_metric: 1 },
  });
const popularity = sampleRun({ algorithm: 'popularity', params: { cold_start: 'popular' }, metrics: { 'ndcg@10': 0 } });

it('offers every param and metric that some run has, metrics in the order of the catalogue', () => {
  const ids = fieldsOf([knn(10), popularity]).map(({ id }) => id);
  expect(ids).toContain('params.cold_start');
  const metrics = ids.filter((id) => id.startsWith('metrics.'));
  expect(metrics).toEqual(['metrics.ndcg@5', 'metrics.ndcg@10', 'metrics.gini@10', 'metrics.own_metric']);
});

it('sorts a metric best first', () => {
  const fields = fieldsOf([knn(10)]);
  expect(fields.find(({ id }) => id === 'metrics.ndcg@10')?.sort).toBe('desc');
  expect(fields.find(({ id }) => id === 'metrics.gini@10')?.sort).toBe('asc');
});

it('shows unasked what differs between runs of one algorithm, not what differs between algorithms', () => {
  expect(usualFields([knn(10), popularity])).not.toContain('params.n_neighbors');
  const sweep = usualFields([knn(10), knn(20), popularity]);
  expect(sweep).toContain('params.n_neighbors');
  expect(sweep).not.toContain('params.shrinkage');
  expect(sweep).not.toContain('params.dataset_fingerprint');
});

it('draws the chosen columns in the chosen order behind the name', () => {
  const fields = fieldsOf([knn(10)]);
  const columns = columnsOf(fields, ['metrics.ndcg@10', 'params.gone', 'status']);
  expect(columns.map(({ id }) => id)).toEqual(['name', 'metrics.ndcg@10', 'status']);
});

it('reads an order back from the address', () => {
  const sort = { id: 'metrics.ndcg@10', direction: 'desc' as const };
  expect(readSort(sortText(sort))).toEqual(sort);
  expect(readSort('nonsense')).toBeUndefined();
});

it('asks for the pages in view, and for the next one in time', () => {
  expect(pagesOf(0, 20, 100)).toEqual([]);
  expect(pagesOf(60, 90, 100)).toEqual([1]);
  expect(pagesOf(240, 310, 100)).toEqual([2, 3]);
});
