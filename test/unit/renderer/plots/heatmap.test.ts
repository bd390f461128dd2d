import { expect, it } from 'vitest';
import { colourScales } from '#shared/domain/colour-scales.ts';
import type { AxisBin } from '#shared/domain/matrix.ts';
import {
  heatmapFigure,
  heatmapMargin,
  shorten,
  trackRoom,
  type HeatmapInput,
} from '../../../../renderer/plots/heatmap.ts';
import { dark, light } from '../../../../renderer/theme/tokens.ts';

const bins = (from: number, count: number, size: number): AxisBin[] =>
  Array.from({ length: count }, (_, index) => ({
    from: from + index * size,
    to: from + (index + 1) * size,
    id: size === 1 ? `u${from + index}` : null,
    group: null,
    activity: 1,
  }));

const aggregated: HeatmapInput = {
  window: { rows: 2, cols: 3, values: Float32Array.of(0, 0.25, NaN, 0.5, 0.75, 1), counts: new Uint16Array(6) },
  axes: { rows: bins(0, 2, 300), cols: bins(0, 3, 80) },
  view: { r0: 0, r1: 600, c0: 0, c1: 240 },
  matrix: { rows: 600, cols: 240 },
  rowTitle: 'users',
  colTitle: 'items',
  scale: colourScales.cividis,
  range: [0, 1],
  margin: heatmapMargin({ hasGroups: false, hasTree: false }),
  tracks: 0,
  above: null,
  over: [],
  tokens: light,
  width: 480,
  height: 480,
};
const cells: HeatmapInput = {
  ...aggregated,
  axes: { rows: bins(10, 2, 1), cols: bins(20, 3, 1) },
  view: { r0: 10, r1: 12, c0: 20, c1: 23 },
};

const traceOf = (input: HeatmapInput) => heatmapFigure(input).data[0] as unknown as Record<string, unknown>;
const layoutOf = (input: HeatmapInput) => heatmapFigure(input).layout;

it('lines aggregated bricks up with the edges of their cells', () => {
  expect(traceOf(aggregated)).toMatchObject({ x0: 39.5, dx: 80, y0: 149.5, dy: 300 });
  expect(traceOf(cells)).toMatchObject({ x0: 20, dx: 1, y0: 10, dy: 1 });
});

it('keeps zero and no data apart', () => {
  expect(traceOf(aggregated)['z']).toEqual([
    [0, 0.25, NaN],
    [0.5, 0.75, 1],
  ]);
});

it('never lets the reader leave the matrix, and never scales by itself', () => {
  expect(layoutOf(aggregated).xaxis).toMatchObject({ autorange: false, minallowed: -0.5, maxallowed: 239.5 });
  expect(layoutOf(aggregated).yaxis).toMatchObject({ autorange: false, range: [599.5, -0.5] });
});

it('writes ids beside cells that are wide enough, positions beside others', () => {
  expect(layoutOf(cells).xaxis).toMatchObject({ tickvals: [20, 21, 22], ticktext: ['u20', 'u21', 'u22'] });
  expect(layoutOf(aggregated).xaxis).toMatchObject({ tickmode: 'auto' });
});

it('draws more as darker on a light page and as lighter on a dark one', () => {
  const first = (input: HeatmapInput) => (traceOf(input)['colorscale'] as [number, string][])[0]?.[1];
  expect(first(aggregated)).toBe(colourScales.cividis.stops.at(-1));
  expect(first({ ...aggregated, tokens: dark })).toBe(colourScales.cividis.stops[0]);
});

it('shortens only the drawn text, in the middle', () => {
  expect(shorten('user-0000012345')).toBe('user…2345');
  expect(shorten('u017')).toBe('u017');
});

it('covers what is too close to zero, but not what has no data, in a layer of its own', () => {
  const { data } = heatmapFigure({ ...aggregated, above: 0.5 });
  expect(data).toHaveLength(2);
  expect((data[1] as unknown as Record<string, unknown>)['z']).toEqual([
    [1, 1, NaN],
    [NaN, NaN, NaN],
  ]);
  expect(heatmapFigure(aggregated).data).toHaveLength(1);
});

it('makes room for the tracks and the dendrogram that there are', () => {
  const bare = heatmapMargin({ hasGroups: false, hasTree: false });
  const full = heatmapMargin({ hasGroups: true, hasTree: true });
  expect(full.top - bare.top).toBe(trackRoom.group + trackRoom.tree);
  expect(full.left - bare.left).toBe(trackRoom.group);
});
