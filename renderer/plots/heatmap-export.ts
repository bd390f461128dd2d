import { groupColour } from '#shared/domain/group-colours.ts';
import type { AxisBin } from '#shared/domain/matrix.ts';
import type { Data, Layout } from 'plotly.js/lib/core';
import type { Figure } from './figure.ts';
import { groupStretches } from './group-track.ts';
import { heatmapFigure, type HeatmapInput } from './heatmap.ts';

type Input = Omit<HeatmapInput, 'margin' | 'tracks'> & {
  /** What the picture is and where it comes from, a line each; the first one is the title. */
  lines: readonly string[];
  groups: { names: readonly string[]; letters: readonly string[] } | null;
  /** What the colours are. */
  scaleTitle: string;
};

/** Pixels around the cells of a saved picture. */
export const exportMargin = { left: 96, right: 110, top: 96, bottom: 76 } as const;

/** Share of the cells' side that a track of groups takes. */
const track = 0.022;

/** The picture as it is saved: with a title, where it comes from, a scale and the groups, because nothing is beside it there. */
export function heatmapExport({ lines, groups, scaleTitle, ...input }: Input): Figure {
  const { tokens } = input;
  const { data, layout } = heatmapFigure({ ...input, margin: exportMargin, tracks: 6 });
  const [first, ...others] = data;
  const withScale = {
    ...first,
    showscale: true,
    colorbar: { title: { text: scaleTitle, side: 'right' }, thickness: 14, len: 0.6, outlinewidth: 0 },
  } as Data;
  const shapes = groups ? [...strips(input.axes.cols, 'x'), ...strips(input.axes.rows, 'y')] : [];
  const letters = groups
    ? [...lettersOf(input.axes.cols, groups.letters, 'x'), ...lettersOf(input.axes.rows, groups.letters, 'y')]
    : [];
  const said = lines.map((text, line) => ({
    text: line === 0 ? `<b>${escape(text)}</b>` : escape(text),
    x: 0,
    y: 1,
    xref: 'paper' as const,
    yref: 'paper' as const,
    xanchor: 'left' as const,
    yanchor: 'bottom' as const,
    yshift: 22 + (lines.length - 1 - line) * 16,
    showarrow: false,
    font: { size: line === 0 ? 15 : 11, color: line === 0 ? tokens.text : tokens.muted },
  }));
  return {
    data: [withScale, ...others],
    layout: {
      ...layout,
      paper_bgcolor: tokens.surface,
      plot_bgcolor: tokens.gap,
      shapes,
      annotations: [...letters, ...said],
      showlegend: false,
    },
  };
}

/** Words of data are no markup. */
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Shape = NonNullable<Layout['shapes']>[number];

/** A strip of colour for each stretch of one group, along the top or the left edge. */
function strips(bins: readonly AxisBin[], along: 'x' | 'y'): Partial<Shape>[] {
  return groupStretches(bins).map(({ from, to, group }) => {
    const [a, b] = [from - 0.5, to - 0.5];
    const line = { width: 0 };
    return along === 'x'
      ? {
          type: 'rect',
          xref: 'x',
          yref: 'paper',
          x0: a,
          x1: b,
          y0: 1.003,
          y1: 1 + track,
          fillcolor: groupColour(group),
          line,
        }
      : {
          type: 'rect',
          xref: 'paper',
          yref: 'y',
          y0: a,
          y1: b,
          x0: -track,
          x1: -0.003,
          fillcolor: groupColour(group),
          line,
        };
  });
}

/** The letter of each stretch that is long enough, the second channel beside its colour. */
function lettersOf(bins: readonly AxisBin[], letters: readonly string[], along: 'x' | 'y') {
  const all = (bins.at(-1)?.to ?? 0) - (bins[0]?.from ?? 0);
  return groupStretches(bins).flatMap(({ from, to, group }) => {
    if (group === null || to - from < all * 0.03) return [];
    const middle = (from + to - 1) / 2;
    const place =
      along === 'x'
        ? { x: middle, y: 1 + track, xref: 'x' as const, yref: 'paper' as const, yanchor: 'bottom' as const }
        : { x: -track, y: middle, xref: 'paper' as const, yref: 'y' as const, xanchor: 'right' as const };
    return [{ ...place, text: letters[group] ?? '', showarrow: false, font: { size: 11 } }];
  });
}
