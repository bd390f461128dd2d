import { expect, it } from 'vitest';
import type { RunColumn } from '#shared/domain/run-columns.ts';
import { columnsOf } from '../../../../../renderer/pages/runs/columns.tsx';
import { fieldsOf, looksOf, usualFields } from '../../../../../renderer/pages/runs/fields.ts';
import { pagesOf } from '../../../../../renderer/core/pages-of.ts';
import { readSort, sortText } from '../../../../../renderer/pages/runs/sort-text.ts';
import { askedColumns, shownColumns } from '../../../../../renderer/pages/runs/shown-columns.ts';

const column = (id: string, changes: Partial<RunColumn> = {}): RunColumn => ({
  id,
  kind: id.startsWith('params.') ? 'param' : id.startsWith('metrics.') ? 'metric' : 'fact',
  n: 2,
  differs: true,
  varies: true,
  minority: 1,
  range: [0, 1],
  ...changes,
});
const known = [
  column('status', { differs: false }),
  column('params.cold_start', { varies: false }),
  column('params.dataset_fingerprint'),
  column('params.n_neighbors'),
  column('params.shrinkage', { differs: false, varies: false }),
  column('metrics.gini@10'),
  column('metrics.ndcg@10'),
  column('metrics.ndcg@5', { differs: false }),
  column('metrics.own_metric'),
];
const fields = fieldsOf(known);
const metricIds = ['metrics.ndcg@5', 'metrics.ndcg@10', 'metrics.gini@10', 'metrics.own_metric'];

it('offers every param and metric that some run has, metrics in the order of the catalogue, and their differences', () => {
  const of = (kind: string) => fields.filter((field) => field.kind === kind).map(({ id }) => id);
  expect(of('param')).toContain('params.cold_start');
  expect(of('metric')).toEqual(metricIds);
  expect(of('delta')).toEqual(metricIds.map((id) => id.replace('metrics.', 'delta.')));
});

it('sorts a metric best first', () => {
  expect(fields.find(({ id }) => id === 'metrics.ndcg@10')?.sort).toBe('desc');
  expect(fields.find(({ id }) => id === 'metrics.gini@10')?.sort).toBe('asc');
});

it('shows unasked the parameters that the runs which have them vary, and not what says where the data came from', () => {
  const usual = usualFields(known);
  expect(usual.filter((id) => id.startsWith('params.'))).toEqual(['params.n_neighbors']);
  expect(usual.slice(3, 5)).toEqual(['metrics.ndcg@10', 'delta.ndcg@10']);
  expect(usualFields([])).toEqual(['status', 'algorithm', 'dataset', 'duration_ms', 'created_at']);
});

it('shows first the parameters that runs were made to differ in, in their order, not those in which few runs are odd', () => {
  const params = { alpha: 1, beta: 2, n_neighbors: 9, shrinkage: 15, similarity: 22 };
  const columns = Object.entries(params).map(([name, minority]) => column(`params.${name}`, { minority, n: 64 }));
  expect(usualFields(columns).filter((id) => id.startsWith('params.'))).toEqual([
    'params.n_neighbors',
    'params.shrinkage',
    'params.similarity',
  ]);
});

it('shows unasked what there is room for, what says most first, in the usual order', () => {
  const columns = ['ndcg@10', 'recall@10', 'coverage@10'].map((name) => column(`metrics.${name}`));
  const all = [column('params.n_neighbors'), column('params.shrinkage'), ...columns];
  const taken = (ids: string[]) => looksOf(fieldsOf(all), ids).reduce((sum, { width }) => sum + width, 0);
  const usual = usualFields(all);
  expect(usualFields(all, { pixels: taken(usual), isGrouped: false })).toEqual(usual);
  const few = ['status', 'algorithm', 'params.n_neighbors', 'metrics.ndcg@10', 'delta.ndcg@10'];
  expect(usualFields(all, { pixels: taken(few), isGrouped: false })).toEqual(few);
  for (const pixels of [600, 800, 1000]) {
    const shown = usualFields(all, { pixels, isGrouped: false });
    expect(taken(shown)).toBeLessThanOrEqual(pixels);
    expect(usual.filter((id) => shown.includes(id))).toEqual(shown);
  }
});

it('draws the chosen columns in the chosen order behind the name', () => {
  const looks = looksOf(fields, ['metrics.ndcg@10', 'params.gone', 'status']);
  const columns = columnsOf(looks, { spread: 'ci', isGrouped: false, onToggle: () => {} });
  expect(columns.map(({ id }) => id)).toEqual(['name', 'metrics.ndcg@10', 'status']);
});

it('hides of the chosen columns exactly those in which the runs do not differ', () => {
  const all = known.map(({ id }) => id);
  expect(shownColumns(fields, all, false)).toEqual(all);
  const constant = ['status', 'params.shrinkage', 'metrics.ndcg@5'];
  expect(shownColumns(fields, all, true)).toEqual(all.filter((id) => !constant.includes(id)));
});

it('asks for the metric of a difference once, and for no fact', () => {
  expect(askedColumns(['status', 'delta.mrr', 'metrics.mrr', 'params.a', 'tags.b'])).toEqual([
    'metrics.mrr',
    'params.a',
  ]);
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
