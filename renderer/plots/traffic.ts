import type { Data, Layout } from 'plotly.js/lib/core';
import type { ServingPoint } from '#shared/domain/serving.ts';
import { plural } from '../text/plural.ts';
import { fontFamily, fontSize, type Tokens } from '../theme/tokens.ts';
import type { Figure } from './figure.ts';

/** Seconds that are drawn. */
const span = 120;

/** What the picture of the traffic says, for who does not see it. */
export function trafficWords(points: readonly ServingPoint[]): string {
  const requests = points.reduce((sum, point) => sum + point.requests, 0);
  const errors = points.reduce((sum, point) => sum + point.errors, 0);
  const slowest = Math.max(0, ...points.map((point) => point.p95_ms ?? 0));
  const took = requests > 0 ? `; the slowest second had a p95 of ${slowest.toFixed(1)} ms` : '';
  return `The last two minutes: ${plural(requests, 'request')}, ${plural(errors, 'error')}${took}.`;
}

/** Answers and errors a second on the left, p50 and p95 on the right; seconds without a request have no latency. */
export function trafficFigure(points: readonly ServingPoint[], tokens: Tokens): Figure {
  const newest = points.at(-1)?.at ?? 0;
  const x = points.map(({ at }) => (at - newest) / 1000);
  const [p50Colour, p95Colour] = [tokens.marks[0]!, tokens.marks[1]!];
  const line = (y: (number | null)[], color: string, dash: 'solid' | 'dot'): Data => ({
    type: 'scatter',
    mode: 'lines+markers',
    x,
    y,
    xaxis: 'x2',
    yaxis: 'y2',
    line: { color, width: 1.5, dash },
    marker: { color, size: 3 },
    hoverinfo: 'none',
  });
  const bars = (y: number[], color: string): Data => ({ type: 'bar', x, y, marker: { color }, hoverinfo: 'none' });
  return {
    data: [
      bars(
        points.map(({ requests, errors }) => requests - errors),
        tokens.accent,
      ),
      bars(
        points.map(({ errors }) => errors),
        tokens.bad,
      ),
      line(
        points.map((point) => point.p50_ms),
        p50Colour,
        'solid',
      ),
      line(
        points.map((point) => point.p95_ms),
        p95Colour,
        'dot',
      ),
    ],
    layout: layoutOf(tokens, points, [p50Colour, p95Colour]),
  };
}

/** Whole powers of ten around all latencies: a slow answer takes a hundred times as long as a usual one. */
function decades(points: readonly ServingPoint[]) {
  const known = points.flatMap((point) => [point.p50_ms ?? 0, point.p95_ms ?? 0]).filter((ms) => ms > 0);
  const low = Math.floor(Math.log10(Math.min(0.1, ...known)));
  const high = Math.ceil(Math.log10(Math.max(10, ...known)));
  const tickvals = Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step));
  return { type: 'log' as const, range: [low, high] as [number, number], tickvals, ticktext: tickvals.map(String) };
}

function layoutOf(tokens: Tokens, points: readonly ServingPoint[], [p50, p95]: [string, string]): Partial<Layout> {
  const time = {
    range: [-span, 1] as [number, number],
    fixedrange: true,
    zeroline: false,
    showgrid: false,
    tickvals: [-90, -60, -30, 0],
    ticktext: ['90 s ago', '60 s ago', '30 s ago', 'now'],
  };
  const most = Math.max(5, ...points.map(({ requests }) => requests));
  const value = { fixedrange: true, zeroline: false, gridcolor: tokens.border };
  const title = (text: string, x: number) => ({
    text,
    x,
    y: 1.05,
    xref: 'paper' as const,
    yref: 'paper' as const,
    xanchor: 'left' as const,
    yanchor: 'bottom' as const,
    showarrow: false,
  });
  return {
    margin: { l: 34, r: 16, t: 20, b: 22 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: fontFamily, size: fontSize.xs, color: tokens.muted },
    barmode: 'stack',
    bargap: 0.1,
    dragmode: false,
    showlegend: false,
    xaxis: { ...time, domain: [0, 0.48] },
    yaxis: { ...value, range: [0, most * 1.15] as [number, number], nticks: 3 },
    xaxis2: { ...time, domain: [0.54, 1], anchor: 'y2' },
    yaxis2: { ...value, ...decades(points), anchor: 'x2' },
    annotations: [
      title(`Requests a second <span style="color:${tokens.bad}">(errors on top)</span>`, 0),
      title(`Latency in ms: <span style="color:${p50}">p50 ━</span>  <span style="color:${p95}">p95 ┅</span>`, 0.54),
    ],
  };
}
