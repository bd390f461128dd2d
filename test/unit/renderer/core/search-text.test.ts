import { expect, it } from 'vitest';
import { parseSearch, stringifySearch } from '../../../../renderer/core/search-text.ts';
import { readHeatmapSearch } from '../../../../renderer/pages/run/heatmap-search.ts';
import { maxSelected } from '../../../../renderer/core/run-selection.ts';
import { readRunsSearch } from '../../../../renderer/pages/runs/runs-search.ts';

it('restores a page of runs from its address', () => {
  const chosen = {
    filter: 'ndcg@10 > 0.3 and name like "%a+b&c%"',
    order: 'metrics.ndcg@10 desc',
    cols: ['status', 'metrics.ndcg@10'],
    sel: ['run00000001', 'run00000002'],
    archived: true as const,
  };
  expect(readRunsSearch(parseSearch(stringifySearch(chosen)))).toEqual(chosen);
});

it('restores a heatmap and its window from the address', () => {
  const chosen = { kind: 'user_item_matrix', order: 'cluster', agg: 'max', r0: 0, r1: 40, c0: 12, c1: 60 } as const;
  expect(readHeatmapSearch(parseSearch(stringifySearch(chosen)))).toEqual(chosen);
});

it('leaves the usual state out of the address', () => {
  expect(stringifySearch({ filter: '', archived: undefined, table: false, sel: [] })).toBe('');
});

it('ignores what an address says wrongly', () => {
  expect(readHeatmapSearch({ kind: 'nonsense', r0: 'abc', r1: '' })).toEqual({});
});

it('selects as many runs as the selection holds, each once', () => {
  const ids = Array.from({ length: maxSelected + 5 }, (_, at) => `run${at}`);
  expect(readRunsSearch({ sel: ['run0', ...ids].join(',') }).sel).toEqual(ids.slice(0, maxSelected));
});
