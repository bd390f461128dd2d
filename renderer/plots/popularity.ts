import type { Data } from 'plotly.js/lib/core';
import type { PopularityBand, PopularityReport } from '#shared/domain/popularity.ts';
import { formatCount, formatPercent, formatShare } from '../text/number.ts';
import type { Tokens } from '../theme/tokens.ts';
import { chartLayout } from './chart-layout.ts';
import type { Figure } from './figure.ts';

const withTop = (figure: Figure): Figure => ({
  ...figure,
  layout: { ...figure.layout, margin: { ...figure.layout.margin, t: 30 } },
});

/** Shares of places, and of training interactions, that the least favoured items have, against an even spread. */
export function lorenzFigure({ lorenz }: PopularityReport, tokens: Tokens): Figure {
  const x = lorenz.map(({ items }) => items);
  const line = (name: string, y: number[], color: string, dash: 'solid' | 'dash' | 'dot'): Data => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x,
    y,
    line: { color, dash, width: 2 },
    text: lorenz.map(
      ({ items }, at) => `the least favoured ${formatShare(items)} of items have ${formatPercent(y[at]!)}`,
    ),
    hovertemplate: `${name}: %{text}<extra></extra>`,
  });
  return withTop({
    data: [
      line(
        'recommendations',
        lorenz.map(({ exposure }) => exposure),
        tokens.marks[0]!,
        'solid',
      ),
      line(
        'training',
        lorenz.map(({ training }) => training),
        tokens.marks[1]!,
        'dash',
      ),
      line('even', x, tokens.control, 'dot'),
    ],
    layout: chartLayout(
      tokens,
      { title: 'share of items, least favoured first', isShare: true, range: [0, 1] },
      { title: 'share they have', isShare: true, range: [0, 1] },
    ),
  });
}

/** Training users and lists of each item by popularity, on logarithmic axes, with the bands behind them. */
export function longTailFigure({ tail, bands, items }: PopularityReport, tokens: Tokens): Figure {
  const points = (name: string, y: number[], color: string, symbol: 'circle' | 'diamond'): Data => ({
    type: 'scatter',
    mode: 'markers',
    name,
    x: tail.map(({ rank }) => rank),
    y,
    marker: { color, symbol, size: 5 },
    hovertemplate: `rank %{x}: %{y} ${name}<extra></extra>`,
  });
  const known = (value: number) => (value > 0 ? value : NaN);
  let last = 1;
  const shapes = bands.flatMap(({ name, items: count }) => {
    const [x0, x1] = [last, last + count];
    last = x1;
    return [
      {
        type: 'rect' as const,
        xref: 'x' as const,
        yref: 'paper' as const,
        x0,
        x1,
        y0: 0,
        y1: 1,
        line: { width: 0 },
        fillcolor: name === 'mid' ? tokens.sunken : tokens.hover,
        layer: 'below' as const,
        label: { text: name, textposition: 'top center' as const, font: { color: tokens.muted, size: 11 } },
      },
    ];
  });
  return withTop({
    data: [
      points(
        'training users',
        tail.map(({ training }) => known(training)),
        tokens.marks[1]!,
        'circle',
      ),
      points(
        'lists',
        tail.map(({ lists }) => known(lists)),
        tokens.marks[0]!,
        'diamond',
      ),
    ],
    layout: {
      ...chartLayout(
        tokens,
        { title: 'items by popularity (rank)', type: 'log', range: [0, Math.log10(Math.max(2, items + 1))] },
        { title: 'users and lists', type: 'log' },
      ),
      shapes,
    },
  });
}

/** The share of the catalogue that is in some list, for lists of every length. */
export function coverageFigure({ coverage, k }: PopularityReport, tokens: Tokens): Figure {
  const at = coverage.find((point) => point.k === k);
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: coverage.map((point) => point.k),
        y: coverage.map(({ share }) => share),
        line: { color: tokens.marks[0]!, width: 2 },
        text: coverage.map(({ share }) => formatPercent(share)),
        hovertemplate: 'coverage@%{x}: %{text}<extra></extra>',
      },
      ...(at
        ? [
            {
              type: 'scatter',
              mode: 'markers',
              x: [at.k],
              y: [at.share],
              marker: { color: tokens.accent, size: 9 },
              hoverinfo: 'skip',
            } as Data,
          ]
        : []),
    ],
    layout: {
      ...chartLayout(
        tokens,
        { title: 'length of the list (K)' },
        { title: 'share of the catalogue', isShare: true, range: [0, 1.02] },
      ),
      showlegend: false,
    },
  };
}

/** 1, 2, 5, 10 and so on within a range that may lie between two powers of ten. */
function roundTicks(from: number, to: number) {
  const tickvals = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((at) => at >= from / 2 && at <= to * 2);
  return { tickmode: 'array' as const, tickvals, ticktext: tickvals.map(formatCount) };
}

const bandSymbols: Record<PopularityBand, 'circle' | 'diamond' | 'square'> = {
  head: 'circle',
  mid: 'diamond',
  tail: 'square',
};

/** Training users against lists of single items: above the line an item is shown more than it is known. */
export function liftFigure({ points, bands, places }: PopularityReport, tokens: Tokens): Figure {
  const known = points.filter(({ training, lists }) => training > 0 && lists > 0);
  const training = points.reduce((sum, point) => sum + point.training, 0);
  const shown = known.map((point) => point.training);
  const [least, most] = [Math.min(...shown, Infinity), Math.max(1, ...shown)];
  const first = Math.min(least, most);
  const even = (at: number) => (at * places) / Math.max(1, training);
  const layout = chartLayout(tokens, { title: 'training users', type: 'log' }, { title: 'lists', type: 'log' });
  return withTop({
    data: [
      ...bands.map(({ name }, index): Data => {
        const own = known.filter(({ band }) => band === name);
        return {
          type: 'scatter',
          mode: 'markers',
          name,
          x: own.map((point) => point.training),
          y: own.map(({ lists }) => lists),
          customdata: own.map(({ id }) => id),
          text: own.map(({ id, name: title, lift }) => `${title ?? id}: lift ${lift?.toFixed(2) ?? '–'}`),
          marker: { color: tokens.marks[index]!, symbol: bandSymbols[name], size: 6, opacity: 0.8 },
          hovertemplate: '%{text}<br>%{x} training users, %{y} lists<extra></extra>',
        };
      }),
      {
        type: 'scatter',
        mode: 'lines',
        name: 'neutral',
        x: [first, most],
        y: [even(first), even(most)],
        line: { color: tokens.control, dash: 'dot', width: 1.5 },
        hoverinfo: 'skip',
      },
    ],
    layout: {
      ...layout,
      xaxis: { ...layout.xaxis, ...roundTicks(first, most) },
      dragmode: 'select',
    },
  });
}
