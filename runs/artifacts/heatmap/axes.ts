import { formatCount } from '#shared/domain/format-count.ts';
import type { AxisBin } from '#shared/domain/matrix.ts';
import type { Heatmap } from './heatmap.ts';
import { ink } from './ink.ts';
import { fontSize, labelGap, lineRoom, maxLabelWidth, positionsWidth, type HeatmapLayout } from './layout.ts';
import { baseline, fitText, tag, text } from './markup.ts';

const tickLength = 5;
const maxTicks = 7;

/** Names of users and items beside their cells, or positions where cells are too small or hold several. */
export function axesOf({ info, rows, cols }: Heatmap, layout: HeatmapLayout): string {
  const { named } = layout;
  const things = info.kind === 'user_item_matrix' ? 'items' : 'users';
  return [
    named.rows ? rowNames(rows, layout) : rowPositions(rows, layout, `${formatCount(info.rows)} users`),
    named.cols ? colNames(cols, layout) : colPositions(cols, layout, `${formatCount(info.cols)} ${things}`),
  ].join('');
}

function rowNames(rows: AxisBin[], { plot, cell }: HeatmapLayout): string {
  return rows
    .map(({ id }, index) => {
      const y = plot.y + (index + 0.5) * cell.height + baseline(fontSize.label);
      return text(plot.x + plot.width + labelGap, y, fontSize.label, fitted(id), { fill: ink.text });
    })
    .join('');
}

function colNames(cols: AxisBin[], { plot, cell }: HeatmapLayout): string {
  return cols
    .map(({ id }, index) => {
      const x = plot.x + (index + 0.5) * cell.width + baseline(fontSize.label);
      const y = plot.y + plot.height + labelGap;
      const turned = { transform: `rotate(-90 ${x} ${y})`, 'text-anchor': 'end', fill: ink.text };
      return text(x, y, fontSize.label, fitted(id), turned);
    })
    .join('');
}

const fitted = (id: string | null) => fitText(id ?? '', maxLabelWidth, fontSize.label);

function rowPositions(rows: AxisBin[], { plot, cell }: HeatmapLayout, title: string): string {
  const x = plot.x + plot.width;
  const ticks = positions(rows, cell.height).map(({ position, at }) => {
    const y = plot.y + at;
    const label = text(x + labelGap, y + baseline(fontSize.label), fontSize.label, formatCount(position), {
      fill: ink.note,
    });
    return tag('line', { x1: x, x2: x + tickLength, y1: y, y2: y, stroke: ink.note }) + label;
  });
  const [titleX, titleY] = [x + positionsWidth(rows) + labelGap, plot.y + plot.height / 2];
  const turned = { 'text-anchor': 'middle', fill: ink.text, transform: `rotate(90 ${titleX} ${titleY})` };
  return ticks.join('') + text(titleX, titleY, fontSize.subtitle, title, turned);
}

function colPositions(cols: AxisBin[], { plot, cell }: HeatmapLayout, title: string): string {
  const y = plot.y + plot.height;
  const ticks = positions(cols, cell.width).map(({ position, at }) => {
    const x = plot.x + at;
    const label = text(x, y + lineRoom, fontSize.label, formatCount(position), {
      fill: ink.note,
      'text-anchor': 'middle',
    });
    return tag('line', { x1: x, x2: x, y1: y, y2: y + tickLength, stroke: ink.note }) + label;
  });
  const middle = { 'text-anchor': 'middle', fill: ink.text };
  return ticks.join('') + text(plot.x + plot.width / 2, y + 2 * lineRoom, fontSize.subtitle, title, middle);
}

/** Round positions along an axis, and how many pixels from its start they are. */
function positions(bins: AxisBin[], cell: number): { position: number; at: number }[] {
  const size = bins.at(-1)!.to;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, size / maxTicks)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => size / candidate <= maxTicks)!;
  return Array.from({ length: Math.floor(size / step) + 1 }, (_, index) => ({
    position: index * step,
    at: ((index * step) / bins[0]!.to) * cell,
  }));
}
