import { describe, expect, it } from 'vitest';
import type { WindowAxes } from '#shared/domain/matrix.ts';
import { readHeatmapSearch, selectionIn } from '../../../../../renderer/pages/run/heatmap-search.ts';
import { orderedSlices, sliceDomain } from '../../../../../renderer/pages/run/groups/slice-order.ts';
import { brushed } from '../../../../../renderer/pages/run/heatmap/selection/brush.ts';
import { selectionFigures } from '../../../../../renderer/pages/run/heatmap/selection/selection-figures.ts';

const bin = (from: number, to: number) => ({ from, to, id: null, group: null, activity: 1 });
const axes: WindowAxes = {
  rows: [bin(0, 3), bin(3, 6), bin(6, 9), bin(9, 10)],
  cols: [bin(0, 3), bin(3, 6), bin(6, 9), bin(9, 10)],
};

describe('a selection', () => {
  it('is of whole cells, whichever corner it began at', () => {
    const wanted = { r0: 3, r1: 9, c0: 0, c1: 10 };
    expect(brushed(axes, { row: 4, col: 9 }, { row: 7, col: 1 })).toEqual(wanted);
    expect(brushed(axes, { row: 7, col: 1 }, { row: 4, col: 9 })).toEqual(wanted);
    expect(brushed(axes, { row: 50, col: 60 }, { row: 50, col: 60 })).toEqual({ r0: 50, r1: 51, c0: 60, c1: 61 });
  });

  it('is read from the address, and cut to the matrix', () => {
    const { sel } = readHeatmapSearch({ sel: '5,25,5,25' });
    expect(selectionIn(sel, { rows: 600, cols: 600 })).toEqual({ r0: 5, r1: 25, c0: 5, c1: 25 });
    expect(selectionIn(sel, { rows: 10, cols: 600 })).toEqual({ r0: 5, r1: 10, c0: 5, c1: 25 });
    expect(selectionIn(sel, { rows: 5, cols: 600 })).toBeNull();
    for (const wrong of ['5,5,1,2', 'a,b,c,d', '1,2', '-1,2,3,4'])
      expect(readHeatmapSearch({ sel: wrong }).sel).toBeUndefined();
    expect(readHeatmapSearch({ clip: '2.5,90' }).clip).toEqual([2.5, 90]);
    expect(readHeatmapSearch({ clip: '90,2' }).clip).toBeUndefined();
  });

  it('has the mean of its pairs, not of its cells', () => {
    const window = { rows: 1, cols: 3, values: Float32Array.of(1, 0, NaN), counts: Uint16Array.of(3, 1, 0) };
    expect(selectionFigures({ window })).toEqual({ mean: 0.75, max: 1, pairs: 4 });
    expect(selectionFigures({ window: { ...window, values: Float32Array.of(NaN, NaN, NaN) } }).pairs).toBe(0);
  });
});

describe('slices', () => {
  const slice = (name: string, mean: number | null) => ({ name, letter: null, n: 1, mean, ci: null });
  const slices = [slice('a', 0.4), slice('b', null), slice('c', 0.1)];

  it('have the worst first by the direction of the metric, and those without a value last', () => {
    const names = (metric: string) => orderedSlices(slices, metric, true).map(({ name }) => name);
    expect(names('ndcg@10')).toEqual(['c', 'a', 'b']);
    expect(names('arp@10')).toEqual(['a', 'c', 'b']);
    expect(orderedSlices(slices, 'ndcg@10', false).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('share one axis from zero', () => {
    const by = [
      { by: 'group' as const, group_id: null, slices: [{ ...slices[0]!, ci: [0.3, 0.6] as [number, number] }] },
    ];
    expect(sliceDomain({ metric: 'ndcg@10', by })).toEqual([0, 0.6]);
  });
});
