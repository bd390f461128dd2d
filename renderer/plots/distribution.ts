import type { Layout } from 'plotly.js/lib/core';
import type { Histogram } from '#shared/domain/dataset.ts';
import { plural } from '../text/plural.ts';
import { fontFamily, fontSize, type Tokens } from '../theme/tokens.ts';
import type { Figure } from './figure.ts';

/** Bars below which every one is named on the axis; above, every second one, and so on. */
const mostNames = 7;

/** Factor by which a bar keeps away from the edges of what it stands for: 4 % of a halving. */
const gap = 2 ** 0.04;

/** Where zero stands on a logarithmic axis, which has none: one halving below 1. */
const atLeast = (edge: number): number => Math.max(edge, 0.5);

/** What the picture of a distribution says, for who does not see it. @param names  of the bars, such as "2–3" */
export function distributionWords({ counts }: Histogram, names: readonly string[], unit: string): string {
  const parts = counts.flatMap((count, index) => (count > 0 ? [`${names[index]}: ${plural(count, unit)}`] : []));
  return `Interactions of each ${unit}. ${parts.join('; ') || 'None'}.`;
}

/**
 * Bars on logarithmic axes, as wide as what they stand for; an empty bar is not drawn.
 * @param names  of the bars, such as "2–3"
 * @param unit  what is counted: "user", "item"
 */
export function distributionFigure(
  { edges, counts }: Histogram,
  names: readonly string[],
  unit: string,
  tokens: Tokens,
): Figure {
  const bars = counts.map((count, index) => {
    const from = atLeast(edges[index] ?? 0);
    const to = atLeast(edges[index + 1] ?? 0);
    return { from: from * gap, to: to / gap, y: count, words: `${names[index]}: ${plural(count, unit)}` };
  });
  const step = Math.ceil(counts.length / mostNames);
  const isNamed = (_: unknown, index: number) => index % step === 0;
  const drawn = bars.filter(({ y }) => y > 0);
  return {
    data: [
      {
        type: 'bar',
        x: drawn.map(({ from, to }) => (from + to) / 2),
        y: drawn.map(({ y }) => y),
        width: drawn.map(({ from, to }) => to - from),
        marker: { color: tokens.accent },
        text: drawn.map(({ words }) => words),
        textposition: 'none',
        hovertemplate: '%{text}<extra></extra>',
      },
    ],
    layout: {
      ...layoutOf(tokens),
      xaxis: {
        ...axis,
        showgrid: false,
        range: [Math.log10(atLeast(edges[0] ?? 1)), Math.log10(atLeast(edges.at(-1) ?? 1))],
        tickvals: bars.map(({ from, to }) => Math.sqrt(from * to)).filter(isNamed),
        ticktext: names.filter(isNamed),
        tickangle: 0,
        title: { text: `interactions of the ${unit}`, standoff: 6, font: { size: fontSize.xs } },
      },
      yaxis: {
        ...axis,
        // From below 1, so that a single one has a height.
        range: [Math.log10(0.5), Math.max(1, Math.log10(Math.max(1, ...counts)) + 0.1)],
        dtick: 1,
        tickformat: ',d',
        gridcolor: tokens.border,
        title: { text: `${unit}s`, standoff: 4, font: { size: fontSize.xs } },
      },
    },
  };
}

const axis = { type: 'log', fixedrange: true, zeroline: false } as const;

const layoutOf = (tokens: Tokens): Partial<Layout> => ({
  margin: { l: 48, r: 8, t: 8, b: 42 },
  paper_bgcolor: 'rgba(0,0,0,0)',
  plot_bgcolor: 'rgba(0,0,0,0)',
  font: { family: fontFamily, size: fontSize.xs, color: tokens.muted },
  hoverlabel: { bgcolor: tokens.raised, bordercolor: tokens.border, font: { color: tokens.text } },
  dragmode: false,
  showlegend: false,
});
