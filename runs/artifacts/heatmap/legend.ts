import { noDataColour } from '#shared/domain/colour-scales.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import { groupColour, noGroupColour, textOn } from '#shared/domain/group-colours.ts';
import type { AxisBin } from '#shared/domain/matrix.ts';
import type { Heatmap } from './heatmap.ts';
import { activityColour, ink } from './ink.ts';
import { fontSize, legendWidth } from './layout.ts';
import { fitText, tag, text } from './markup.ts';
import { centred } from './tracks.ts';
import { colourOf, formatTick, type ValueScale } from './value-scale.ts';

const bar = { width: 16, height: 150 };
const swatch = 16;
const indent = swatch + 8;
const line = 22;
const gap = 20;
const maxGroups = 12;

/** A legend drawn from (0, 0) down; its height ends with the gap to what follows. */
export type Legend = { markup: string; height: number };

/** What the colours, the neutral cells, the letters and the bars mean. */
export function legendOf(heatmap: Heatmap): Legend {
  let markup = '';
  let height = 0;
  for (const part of [valueLegend, noDataLegend, groupLegend, activityLegend]) {
    const next = part(heatmap);
    if (next) markup += tag('g', { transform: `translate(0 ${height})` }, next.markup);
    height += next?.height ?? 0;
  }
  return { markup, height };
}

/** The look of cells without data: neutral, with fine strokes, unlike any value. */
export const noDataPattern = tag(
  'pattern',
  { id: 'no-data', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
  tag('rect', { width: 6, height: 6, fill: noDataColour.light }),
  tag('line', { x1: 0, y1: 0, x2: 0, y2: 6, stroke: '#dde2e9', 'stroke-width': 2 }),
);

/** The colours of the bar, greatest value on top. */
export function scaleGradient(scale: ValueScale): string {
  const steps = 24;
  const stops = Array.from({ length: steps + 1 }, (_, index) => {
    const value = scale.high + ((scale.low - scale.high) * index) / steps;
    return tag('stop', { offset: index / steps, 'stop-color': `rgb(${colourOf(scale, value).join()})` });
  });
  return tag('linearGradient', { id: 'scale', x1: 0, y1: 0, x2: 0, y2: 1 }, ...stops);
}

const heading = (content: string) => text(0, 10, fontSize.subtitle, content, { 'font-weight': 600, fill: ink.text });
const label = (x: number, y: number, content: string) => text(x, y, fontSize.label, content, { fill: ink.text });
const note = (x: number, y: number, content: string) => text(x, y, fontSize.label, content, { fill: ink.note });

function valueLegend({ info, agg, scale }: Heatmap): Legend {
  const top = 24;
  const share = agg === 'density';
  const name = info.kind !== 'user_item_matrix' ? 'Cosine similarity' : share ? 'Density' : 'Value';
  const ticks = scale.ticks.map((tick) => {
    const y = top + bar.height * (1 - (tick - scale.low) / (scale.high - scale.low));
    const mark = tag('line', { x1: bar.width, x2: bar.width + 5, y1: y, y2: y, stroke: ink.note });
    return mark + label(indent + 2, y + 4, endMark(scale, tick) + formatTick(scale, tick, share));
  });
  const clipped =
    scale.beyond > 0 ? note(0, top + bar.height + line, `${percent(scale.beyond)} of cells are beyond`) : '';
  const ramp = tag('rect', { x: 0, y: top, ...bar, fill: 'url(#scale)' });
  const height = top + bar.height + (clipped ? line : 4) + gap;
  return { markup: heading(name) + ramp + ticks.join('') + clipped, height };
}

/** The ends of the scale stand for what is beyond them too. */
function endMark({ low, high, beyond }: ValueScale, tick: number): string {
  if (beyond > 0 && tick === high) return '≥ ';
  return beyond > 0 && tick === low && low < 0 ? '≤ ' : '';
}

const percent = (share: number) => (share < 0.001 ? 'Under 0.1 %' : `${(share * 100).toFixed(1)} %`);

function noDataLegend({ info }: Heatmap): Legend {
  const meaning =
    info.kind === 'user_item_matrix' ? ['no interaction'] : ['no data: the same user,', 'or one without history'];
  const square = tag('rect', { x: 0, y: 0, width: swatch, height: swatch, fill: 'url(#no-data)', stroke: '#c5cdd7' });
  const lines = meaning.map((words, index) => label(indent, 12 + index * 15, words));
  return { markup: square + lines.join(''), height: swatch + (lines.length - 1) * 15 + gap };
}

function groupLegend({ info, rows, cols }: Heatmap): Legend | null {
  if (!info.groups) return null;
  const { names, letters } = info.groups;
  const top = 22;
  const chip = (place: number, colour: string, letter: string, name: string) => {
    const rect = { x: 0, y: top + place * line, width: swatch, height: swatch };
    const square = tag('rect', { ...rect, rx: 3, fill: colour }) + centred(rect, letter, textOn(colour));
    return square + label(indent, rect.y + 12, fitText(name, legendWidth - indent, fontSize.label));
  };
  const lines = names
    .slice(0, maxGroups)
    .map((name, group) => chip(group, groupColour(group), letters[group] ?? '', name));
  if (names.length > maxGroups)
    lines.push(note(indent, top + 12 + lines.length * line, `and ${names.length - maxGroups} more`));
  if ([...rows, ...cols].some(({ group }) => group === null))
    lines.push(chip(lines.length, noGroupColour, '', 'no group'));
  const ofItems =
    info.kind === 'user_item_matrix' ? note(0, top + 12 + lines.length * line, 'of an item: whose users') : '';
  const more = ofItems && ofItems + note(0, top + 27 + lines.length * line, 'interact with it most');
  return {
    markup: heading('Groups') + lines.join('') + more,
    height: top + lines.length * line + (more ? 30 : 0) + gap,
  };
}

function activityLegend({ info, rows, cols }: Heatmap): Legend {
  const most = (bins: AxisBin[]) => formatCount(Math.round(Math.max(...bins.map(({ activity }) => activity))));
  const bars = [9, 16, 5].map((height, index) =>
    tag('rect', { x: index * 6, y: 38 - height, width: 5, height, fill: activityColour }),
  );
  const items = info.kind === 'user_item_matrix' ? label(indent, 49, `per item, up to ${most(cols)}`) : '';
  const users = label(indent, 34, `per user, up to ${most(rows)}`);
  return { markup: heading('Interactions') + bars.join('') + users + items, height: 52 };
}
