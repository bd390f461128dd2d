import { formatCount } from '#shared/domain/format-count.ts';
import type { AxisBin } from '#shared/domain/matrix.ts';
import { maxPictureCells, type Heatmap } from './heatmap.ts';
import { textWidth } from './markup.ts';

/** Everything is in pixels of the SVG; the PNG has twice as many. */
export const page = { margin: 32, title: 118, footer: 52, minWidth: 900 };
export const track = { group: 16, activity: 44, gap: 5 };
export const legendWidth = 176;
export const fontSize = { title: 22, subtitle: 13, label: 11 };

/** Room for the plot, a pixel for each cell at least, and the greatest side of a cell. */
const plotSide = maxPictureCells;
const maxCell = 40;
/** Cells from this side on have room for a label. */
const labelledCell = 12;
export const maxLabelWidth = 120;
/** Between the plot and what is written beside it, and room for a line of text. */
export const labelGap = 8;
export const lineRoom = 20;

export type Rect = { x: number; y: number; width: number; height: number };

export type HeatmapLayout = {
  width: number;
  height: number;
  plot: Rect;
  /** Side lengths of a cell. */
  cell: { width: number; height: number };
  /** Whether single users or items are named at the axis; otherwise positions are. */
  named: { rows: boolean; cols: boolean };
  legend: { x: number; y: number };
};

/** Tracks left of the plot and above it, labels right of it and below, then the legend. */
export function layoutOf({ rows, cols, info }: Heatmap, legendHeight: number): HeatmapLayout {
  const cell = cellSize(rows.length, cols.length);
  const named = { rows: isNamed(rows, cell.height), cols: isNamed(cols, cell.width) };
  const tracks = track.activity + track.gap + (info.groups ? track.group + track.gap : 0);
  const plot = {
    x: page.margin + tracks,
    y: page.title + tracks,
    width: cell.width * cols.length,
    height: cell.height * rows.length,
  };
  const right = plot.x + plot.width + (named.rows ? namesWidth(rows) : positionsWidth(rows) + lineRoom);
  const bottom = plot.y + plot.height + (named.cols ? namesWidth(cols) : 2 * lineRoom);
  const legend = { x: right + page.margin, y: plot.y };
  return {
    width: Math.max(page.minWidth, Math.ceil(legend.x + legendWidth + page.margin)),
    height: Math.ceil(Math.max(bottom, legend.y + legendHeight) + page.footer),
    plot,
    cell,
    named,
    legend,
  };
}

/** Whole and half pixels, so that cells of the PNG are whole; square where they are large. */
function cellSize(rows: number, cols: number): { width: number; height: number } {
  const fitting = (count: number) => Math.min(maxCell, Math.floor((plotSide * 2) / count) / 2);
  const size = { width: fitting(cols), height: fitting(rows) };
  const side = Math.min(size.width, size.height);
  return side >= labelledCell ? { width: side, height: side } : size;
}

const isNamed = (bins: AxisBin[], side: number) => side >= labelledCell && bins.every(({ id }) => id !== null);

/** From the plot to the end of the longest name. */
const namesWidth = (bins: AxisBin[]) =>
  labelGap + Math.ceil(Math.min(maxLabelWidth, Math.max(...bins.map(({ id }) => textWidth(id!, fontSize.label)))));

/** From the plot to the end of the greatest position. */
export const positionsWidth = (bins: AxisBin[]) =>
  labelGap + Math.ceil(textWidth(formatCount(bins.at(-1)!.to), fontSize.label));
