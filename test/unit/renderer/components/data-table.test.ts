import { expect, it } from 'vitest';
import { nextSort } from '../../../../renderer/components/data-table/next-sort.ts';
import { pinnedOffsets } from '../../../../renderer/components/data-table/pinned-offsets.ts';
import { spansOf } from '../../../../renderer/components/data-table/spans.ts';

it('sorts a column its own way first, then the other way, then not at all', () => {
  const metric = { id: 'ndcg@10', sort: 'desc' as const };
  const first = nextSort(metric, { id: 'name', direction: 'asc' });
  const second = nextSort(metric, first);
  expect([first, second, nextSort(metric, second)]).toEqual([
    { id: 'ndcg@10', direction: 'desc' },
    { id: 'ndcg@10', direction: 'asc' },
    undefined,
  ]);
});

it('keeps the height of the rows that are not drawn, also between those that are', () => {
  const row = (index: number) => ({ index, start: index * 34, end: (index + 1) * 34 });
  expect(spansOf([row(0), row(5), row(6)], 340)).toEqual([
    { kind: 'row', index: 0 },
    { kind: 'gap', key: 'before-5', height: 4 * 34 },
    { kind: 'row', index: 5 },
    { kind: 'row', index: 6 },
    { kind: 'gap', key: 'after', height: 3 * 34 },
  ]);
});

it('stops pinned columns one behind the other', () => {
  expect(pinnedOffsets([{ width: 200, pinned: true }, { width: 50, pinned: true }, { width: 80 }])).toEqual([
    36,
    236,
    undefined,
  ]);
});
