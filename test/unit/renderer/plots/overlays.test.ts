import { describe, expect, it } from 'vitest';
import { colourScales } from '#shared/domain/colour-scales.ts';
import { activityPath, pixelsOf } from '../../../../renderer/plots/activity-track.ts';
import { markTraces } from '../../../../renderer/plots/cell-marks.ts';
import { dendrogramPath } from '../../../../renderer/plots/dendrogram.ts';
import { heatmapExport } from '../../../../renderer/plots/heatmap-export.ts';
import { paintWindow } from '../../../../renderer/plots/paint-window.ts';
import { similarityHistogram, similarityWords } from '../../../../renderer/plots/similarity-histogram.ts';
import { light } from '../../../../renderer/theme/tokens.ts';

const view = { from: 10, to: 20, pixels: 100 };
const bin = (from: number, to: number, activity: number, group: number | null = null) => ({
  from,
  to,
  id: null,
  group,
  activity,
});

describe('beside the cells', () => {
  it('stretches are cut to what is on screen', () => {
    expect(pixelsOf({ from: 0, to: 12 }, view)).toEqual({ start: 0, end: 20 });
    expect(pixelsOf({ from: 0, to: 10 }, view)).toBeNull();
  });

  it('activity is as high as its share of the greatest, and nothing for none', () => {
    expect(activityPath([bin(10, 12, 5), bin(12, 14, 0), bin(14, 20, 10)], view, 16, 10, 'x')).toBe(
      'M0 16V8h20V16zM40 16V0h60V16z',
    );
    expect(activityPath([bin(10, 20, 10)], view, 16, 10, 'y')).toBe('M16 0H0v100H16z');
  });

  it('a dendrogram joins the middles of its branches at their height', () => {
    const branches = [
      { from: 10, to: 20, height: 1, children: [1, 2] as [number, number] },
      { from: 10, to: 14, height: 0, children: null },
      { from: 14, to: 20, height: 0, children: null },
    ];
    expect(dendrogramPath(branches, view, 42)).toBe('M45 0V1M20 41V1H70V41');
    expect(dendrogramPath([], view, 42)).toBe('');
  });
});

describe('over the cells', () => {
  it('marks differ by shape, hits have a tick where there is room', () => {
    const marks = [
      { row: 1, col: 2, kind: 'hit', rank: 3 },
      { row: 1, col: 4, kind: 'miss', rank: null },
    ] as const;
    const traces = markTraces(marks, 20, light) as unknown as Record<string, unknown>[];
    expect(traces.map(({ name, x, y, mode }) => [name, x, y, mode])).toEqual([
      ['miss', [4], [1], 'markers'],
      ['hit', [2], [1], 'text+markers'],
    ]);
    const symbols = traces.map(({ marker }) => (marker as { symbol: string }).symbol);
    expect(new Set(symbols).size).toBe(2);
    expect((markTraces(marks, 5, light)[1] as unknown as Record<string, unknown>)['mode']).toBe('markers');
  });

  it('the small picture has the colours of the scale, and nothing where there is no data', () => {
    const pixels = paintWindow({ values: Float32Array.of(0, NaN, 9) }, colourScales.cividis, [0, 1], false);
    expect([...pixels]).toEqual([0, 32, 76, 255, 0, 0, 0, 0, 255, 233, 69, 255]);
  });
});

it('a saved picture says what it is, has a scale, and a strip and a letter for each group', () => {
  const bins = [bin(0, 10, 1, 0), bin(10, 20, 1, 1)];
  const { data, layout } = heatmapExport({
    window: { rows: 2, cols: 2, values: Float32Array.of(0, 0.5, 0.5, 1), counts: new Uint16Array(4) },
    axes: { rows: bins, cols: bins },
    view: { r0: 0, r1: 20, c0: 0, c1: 20 },
    matrix: { rows: 20, cols: 20 },
    rowTitle: 'users',
    colTitle: 'users',
    scale: colourScales.cividis,
    range: [0, 1],
    above: null,
    over: [],
    tokens: light,
    width: 1000,
    height: 1000,
    lines: ['Run 42 <b>', 'run id abc'],
    groups: { names: ['tech', 'sports'], letters: ['T', 'S'] },
    scaleTitle: 'Mean similarity',
  });
  expect(data[0]).toMatchObject({ showscale: true, colorbar: { title: { text: 'Mean similarity' } } });
  const texts = layout.annotations!.map(({ text }) => text);
  expect(texts).toEqual(['T', 'S', 'T', 'S', '<b>Run 42 &lt;b&gt;</b>', 'run id abc']);
  expect(layout.shapes).toHaveLength(4);
});

it('a distribution shows shares of its own pairs, and says the same in words', () => {
  const found = {
    edges: [0, 0.5, 1],
    within: [1, 3],
    between: [8, 2],
    mean_within: 0.6,
    mean_between: 0.2,
    auc: 0.9,
    by_pair: [],
    sampled: null,
  };
  const ys = similarityHistogram(found, light).data.map((trace) => (trace as unknown as { y: number[] }).y);
  expect(ys).toEqual([
    [0.25, 0.75, 0.75],
    [0.8, 0.2, 0.2],
  ]);
  expect(similarityWords(found)).toBe(
    '4 pairs within groups with a mean similarity of 0.600, 10 between groups with 0.200. A pair within a group is more alike than one between two with a chance of 0.90.',
  );
});
