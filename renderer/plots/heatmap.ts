import type { Data } from 'plotly.js/lib/core';
import { plotlyScale, type ColourScale } from '#shared/domain/colour-scales.ts';
import type { AxisBin, WindowAxes } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { fontFamily, fontSize, type Tokens } from '../theme/tokens.ts';
import type { Figure } from './figure.ts';
import { axisRanges, type Size, type View } from './view.ts';

/** Pixels around the cells. */
export type HeatmapMargin = { left: number; right: number; top: number; bottom: number };

/** Pixels that each track beside the cells takes, and the dendrogram above them. */
export const trackRoom = { group: 18, activity: 22, tree: 52 } as const;

/** Room for the tracks that there are: the groups next to the cells, then the activity, then the dendrogram. */
export function heatmapMargin({ hasGroups, hasTree }: { hasGroups: boolean; hasTree: boolean }): HeatmapMargin {
  const tracks = (hasGroups ? trackRoom.group : 0) + trackRoom.activity;
  return { left: 58 + tracks, right: 8, top: 4 + tracks + (hasTree ? trackRoom.tree : 0), bottom: 72 };
}

/** Pixels that a cell needs before its id is written beside it. */
const labelledCell = 14;
/** Pixels that a letter of an id takes. */
const letter = 7;

export type HeatmapInput = {
  window: MatrixWindow;
  axes: WindowAxes;
  /** What is on screen; the window covers it. */
  view: View;
  matrix: Size;
  rowTitle: string;
  colTitle: string;
  scale: ColourScale;
  range: [number, number];
  margin: HeatmapMargin;
  /** Pixels between the cells and the labels of the rows, where tracks are. */
  tracks: number;
  /** Cells less than this far from zero are covered; null for none. */
  above: number | null;
  /** Drawn over the cells, such as marks of a list. */
  over: readonly Data[];
  tokens: Tokens;
  /** Pixels of the cells, without margins. */
  width: number;
  height: number;
};

/** Centre of the first brick and distance of bricks: a brick of n positions is centred between its first and last. */
function bricks(bins: readonly AxisBin[]): { start: number; step: number } {
  const first = bins[0];
  const step = first ? first.to - first.from : 1;
  return { start: (first?.from ?? 0) + (step - 1) / 2, step };
}

function rowsOf({ rows, cols, values }: MatrixWindow): number[][] {
  const lines: number[][] = [];
  for (let row = 0; row < rows; row++) {
    const line: number[] = [];
    for (let at = row * cols, end = at + cols; at < end; at++) line.push(values[at]!);
    lines.push(line);
  }
  return lines;
}

/** Ids where each cell is wide enough to be read, else plain positions under the title of the axis. */
function ticks(bins: readonly AxisBin[], title: string, from: number, to: number, pixels: number) {
  const isRoomy = pixels / (to - from) >= labelledCell && bins.every((bin) => bin.id !== null);
  if (!isRoomy) {
    const nticks = Math.max(3, Math.floor(pixels / 90));
    return { tickmode: 'auto', nticks, tickformat: ',d', title: { text: title, standoff: 6 } } as const;
  }
  const ticktext = bins.map(({ id }) => shorten(id ?? ''));
  // Beside one another where the longest fits between two ticks, else upright: a slant would cut the last one.
  const longest = Math.max(...ticktext.map((text) => text.length));
  const tickangle = pixels / (to - from) >= letter * (longest + 1) ? 0 : 90;
  return {
    tickmode: 'array',
    tickvals: bins.map((bin) => bin.from),
    ticktext,
    tickangle,
    title: { text: '' },
  } as const;
}

/** Only the drawn text is shortened, in the middle, because ids differ at their ends. */
export const shorten = (id: string): string => (id.length > 9 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id);

/** A window of a matrix in positions of its order: bricks where it is aggregated, single cells where it is not. */
export function heatmapFigure(input: HeatmapInput): Figure {
  const { window, axes, view, matrix, scale, range, tokens, width, height, margin } = input;
  const x = bricks(axes.cols);
  const y = bricks(axes.rows);
  const ranges = axisRanges(view);
  // Ticks as long as the tracks are wide, and unseen, so that labels stand beside them.
  const beside = { ticklen: input.tracks, tickcolor: 'rgba(0,0,0,0)' } as const;
  const axis = {
    autorange: false,
    zeroline: false,
    showgrid: false,
    ticks: 'outside',
    ticklen: 3,
    tickcolor: tokens.control,
  } as const;
  return {
    data: [
      {
        type: 'heatmap',
        z: rowsOf(window),
        x0: x.start,
        dx: x.step,
        y0: y.start,
        dy: y.step,
        zmin: range[0],
        zmax: range[1],
        colorscale: plotlyScale(scale, tokens.scheme === 'light' && !scale.diverging),
        showscale: false,
        hoverinfo: 'none',
        zsmooth: false,
      },
      ...(input.above === null ? [] : [coverOf(input, x, y, input.above)]),
      ...input.over,
    ],
    layout: {
      margin: { l: margin.left, r: margin.right, t: margin.top, b: margin.bottom },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: fontFamily, size: fontSize.xs, color: tokens.muted },
      hovermode: 'closest',
      dragmode: 'zoom',
      showlegend: false,
      xaxis: {
        ...axis,
        ...ticks(axes.cols, input.colTitle, view.c0, view.c1, width),
        range: ranges.x,
        minallowed: -0.5,
        maxallowed: matrix.cols - 0.5,
      },
      yaxis: {
        ...axis,
        ...beside,
        ...ticks(axes.rows, input.rowTitle, view.r0, view.r1, height),
        tickangle: 0,
        range: ranges.y,
        minallowed: -0.5,
        maxallowed: matrix.rows - 0.5,
      },
    },
  };
}

/** A plain colour over the cells that are too close to zero to be looked at; what has no data stays as it is. */
function coverOf(
  { window, tokens }: HeatmapInput,
  x: { start: number; step: number },
  y: { start: number; step: number },
  above: number,
): Data {
  const cover = rowsOf(window).map((row) => row.map((value) => (Math.abs(value) < above ? 1 : NaN)));
  return {
    type: 'heatmap',
    z: cover,
    x0: x.start,
    dx: x.step,
    y0: y.start,
    dy: y.step,
    zmin: 0,
    zmax: 1,
    colorscale: [
      [0, tokens.sunken],
      [1, tokens.sunken],
    ],
    showscale: false,
    hoverinfo: 'none',
    zsmooth: false,
  };
}
