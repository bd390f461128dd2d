import type { AxisBin } from '#shared/domain/matrix.ts';
import { groupColour, textOn } from '#shared/domain/group-colours.ts';
import type { Heatmap } from './heatmap.ts';
import { activityColour } from './ink.ts';
import { fontSize, track, type HeatmapLayout, type Rect } from './layout.ts';
import { baseline, tag, text, type Attributes } from './markup.ts';

/** One side of the plot: along it runs the axis, across it the tracks. Rows have theirs at the left, columns above. */
type Side = { bins: AxisBin[]; cell: number; start: number; edge: number; vertical: boolean };

/** Neighbouring bins of the same group. */
type Stretch = { group: number | null; from: number; to: number };

/** Group and activity tracks of both axes, and the lines between groups. */
export function tracksOf(heatmap: Heatmap, layout: HeatmapLayout): string {
  const { plot, cell } = layout;
  const groups = heatmap.info.groups;
  const sides: Side[] = [
    { bins: heatmap.rows, cell: cell.height, start: plot.y, edge: plot.x, vertical: true },
    { bins: heatmap.cols, cell: cell.width, start: plot.x, edge: plot.y, vertical: false },
  ];
  return sides
    .map((side) => {
      const edge = side.edge - track.gap - (groups ? track.group + track.gap : 0);
      return (groups ? groupTrack(side, groups.letters) : '') + activityTrack({ ...side, edge });
    })
    .join('');
}

/** White lines where one group ends and the next begins, across the plot. */
export function groupLines({ rows, cols, order }: Heatmap, { plot, cell }: HeatmapLayout): string {
  if (order !== 'group') return '';
  const line = (attributes: Attributes) => tag('line', attributes);
  const ends = (bins: AxisBin[]) =>
    stretchesOf(bins)
      .slice(0, -1)
      .map(({ to }) => to);
  const across = ends(rows).map((to) => line({ x1: plot.x, x2: plot.x + plot.width, y1: plot.y + to * cell.height, y2: plot.y + to * cell.height })); // prettier-ignore
  const down = ends(cols).map((to) => line({ y1: plot.y, y2: plot.y + plot.height, x1: plot.x + to * cell.width, x2: plot.x + to * cell.width })); // prettier-ignore
  return tag('g', { stroke: '#ffffff', 'stroke-width': 1.5 }, ...across, ...down);
}

/** A box across the tracks, given along the axis [from, to) and away from the plot [near, far). */
function box({ start, edge, vertical }: Side, from: number, to: number, near: number, far: number): Rect {
  return vertical
    ? { x: edge - far, y: start + from, width: far - near, height: to - from }
    : { x: start + from, y: edge - far, width: to - from, height: far - near };
}

function groupTrack(side: Side, letters: readonly string[]): string {
  return stretchesOf(side.bins)
    .map(({ group, from, to }) => {
      const colour = groupColour(group);
      const rect = box(side, from * side.cell, to * side.cell, track.gap, track.gap + track.group);
      const letter = group === null ? '' : (letters[group] ?? '');
      const room = (to - from) * side.cell >= fontSize.label + 2;
      return tag('rect', { ...rect, fill: colour }) + (room && letter ? centred(rect, letter, textOn(colour)) : '');
    })
    .join('');
}

/** A letter in the middle of a box. */
export function centred({ x, y, width, height }: Rect, letter: string, fill: string): string {
  const place = { 'text-anchor': 'middle', 'font-weight': 600, fill };
  return text(x + width / 2, y + height / 2 + baseline(fontSize.label), fontSize.label, letter, place);
}

/** Mean interactions of each bin as bars that grow away from the plot. */
function activityTrack(side: Side): string {
  const most = Math.max(1, ...side.bins.map(({ activity }) => activity));
  const bars = side.bins.map(({ activity }, index) => {
    const rect = box(side, index * side.cell, (index + 1) * side.cell, 0, (activity / most) * track.activity);
    return `M${coordinate(rect.x)} ${coordinate(rect.y)}h${coordinate(rect.width)}v${coordinate(rect.height)}h${coordinate(-rect.width)}z`;
  });
  return tag('path', { d: bars.join(''), fill: activityColour });
}

const coordinate = (value: number) => Math.round(value * 100) / 100;

function stretchesOf(bins: AxisBin[]): Stretch[] {
  const stretches: Stretch[] = [];
  bins.forEach(({ group }, index) => {
    const last = stretches.at(-1);
    if (last && last.group === group) last.to = index + 1;
    else stretches.push({ group, from: index, to: index + 1 });
  });
  return stretches;
}
