import { formatCount, formatPercent } from '../text/number.ts';
import { plural } from '../text/plural.ts';
import { fontFamily, fontSize, type Tokens } from '../theme/tokens.ts';
import type { Figure } from './figure.ts';

/** Types that have a bar of their own; the rest share one. */
const mostBars = 8;
/** Height of one bar with its gap, and of the margins, in pixels. */
const barHeight = 24;
const margins = 16;

type TypeCount = { name: string; count: number };

/** The most frequent types with their counts, the rest as one. @param types  interactions of each type */
export function typeCounts(types: Readonly<Record<string, number>>): TypeCount[] {
  const sorted = Object.entries(types)
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  if (sorted.length <= mostBars) return sorted;
  const rest = sorted.slice(mostBars - 1);
  const count = rest.reduce((sum, type) => sum + type.count, 0);
  return [...sorted.slice(0, mostBars - 1), { name: `${rest.length} more types`, count }];
}

/** In pixels. */
export const typeMixHeight = (counts: readonly TypeCount[]): number => counts.length * barHeight + margins;

/** What the picture of the types says, for who does not see it. */
export const typeMixWords = (counts: readonly TypeCount[]): string =>
  `Interactions of each type. ${counts.map(({ name, count }) => `${name}: ${formatCount(count)}`).join('; ') || 'None'}.`;

/** A bar a type with its share in words, the most frequent on top. */
export function typeMixFigure(counts: readonly TypeCount[], tokens: Tokens): Figure {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const words = counts.map(({ count }) => `${formatPercent(total > 0 ? count / total : 0)}  ·  ${formatCount(count)}`);
  return {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: counts.map(({ count }) => count),
        y: counts.map((_, index) => index),
        marker: { color: tokens.accent },
        text: words,
        textposition: 'outside',
        cliponaxis: false,
        textfont: { color: tokens.text },
        customdata: counts.map(({ name, count }) => `${name}: ${plural(count, 'interaction')}`),
        hovertemplate: '%{customdata}<extra></extra>',
      },
    ],
    layout: {
      margin: { l: 110, r: 8, t: 4, b: 4 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: fontFamily, size: fontSize.xs, color: tokens.muted },
      hoverlabel: { bgcolor: tokens.raised, bordercolor: tokens.border, font: { color: tokens.text } },
      dragmode: false,
      showlegend: false,
      bargap: 0.35,
      // Room for the words behind the longest bar.
      xaxis: { visible: false, fixedrange: true, range: [0, most * 1.7] },
      yaxis: {
        fixedrange: true,
        range: [counts.length - 0.5, -0.5],
        tickvals: counts.map((_, index) => index),
        ticktext: counts.map(({ name }) => shortened(name)),
        ticks: '',
        ticklabelstandoff: 6,
        zeroline: false,
        showgrid: false,
      },
    },
  };
}

/** Only what is drawn is cut; hovering says it whole. */
const shortened = (name: string): string => (name.length <= 16 ? name : `${name.slice(0, 9)}…${name.slice(-5)}`);
