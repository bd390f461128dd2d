import { formatDuration } from '../../text/duration.ts';
import { formatFigure } from '../../text/number.ts';
import type { Tokens } from '../../theme/tokens.ts';
import { chartLayout } from '../chart-layout.ts';
import type { Figure } from '../figure.ts';
import { shortest } from './time-axis.ts';

/** A prediction whose actual time was told later. */
export type Validated = {
  /** When it was told, milliseconds since 1970. */
  at: number;
  predicted_ms: number;
  actual_ms: number;
  lower_ms: number;
  upper_ms: number;
};

export type DriftPoint = { at: number; ratio: number; isInside: boolean };
export type DriftPart = {
  at: number;
  /** Median of actual ÷ predicted. */
  ratio: number;
  /** Share inside the interval. */
  coverage: number;
};

const minute = 60_000;
/** Predictions over which the running figures are taken. */
export const driftWindow = 20;

/** How actual and predicted time relate, the oldest first. */
export const driftPoints = (validated: readonly Validated[]): DriftPoint[] =>
  validated
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, predicted_ms, actual_ms, lower_ms, upper_ms }) => ({
      at,
      ratio: Math.max(shortest, actual_ms) / Math.max(shortest, predicted_ms),
      isInside: actual_ms >= lower_ms && actual_ms <= upper_ms,
    }));

/** The median ratio and the coverage of the last predictions at each one, from the first full window on; of all where there are fewer. */
export function runningDrift(points: readonly DriftPoint[], window = driftWindow): DriftPart[] {
  const first = Math.min(window, points.length) - 1;
  return points.flatMap(({ at }, index) => {
    if (index < first) return [];
    const last = points.slice(Math.max(0, index - window + 1), index + 1);
    const ratios = last.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
    const half = ratios.length >> 1;
    // The geometric middle: 2 and ½ are equally far from 1.
    const ratio = ratios.length % 2 === 1 ? ratios[half]! : Math.sqrt(ratios[half - 1]! * ratios[half]!);
    return [{ at, ratio, coverage: last.filter(({ isInside }) => isInside).length / last.length }];
  });
}

/** Actual ÷ predicted over time on a logarithmic axis: 1 is right, and a line that leaves 1 is drift. */
export function driftFigure(validated: readonly Validated[], tokens: Tokens): Figure {
  const points = driftPoints(validated);
  const running = runningDrift(points);
  const marks = (of: readonly DriftPoint[], name: string, isIn: boolean) => ({
    type: 'scatter' as const,
    mode: 'markers' as const,
    name,
    x: of.map(({ at }) => new Date(at).toISOString()),
    y: of.map(({ ratio }) => ratio),
    hovertemplate: '%{x}<br>actual is %{y:.3~f} × predicted<extra></extra>',
    marker: {
      size: 6,
      symbol: isIn ? ('circle' as const) : ('x' as const),
      color: isIn ? tokens.accent : tokens.bad,
      opacity: 0.7,
    },
  });
  const layout = chartLayout(
    tokens,
    { title: 'when the actual time was told' },
    { title: 'actual ÷ predicted', type: 'log' },
  );
  return {
    data: [
      marks(
        points.filter(({ isInside }) => isInside),
        'inside the interval',
        true,
      ),
      marks(
        points.filter(({ isInside }) => !isInside),
        'outside',
        false,
      ),
      {
        type: 'scatter',
        mode: 'lines',
        name: `median of the last ${driftWindow}`,
        x: running.map(({ at }) => new Date(at).toISOString()),
        y: running.map(({ ratio }) => ratio),
        line: { color: tokens.text, width: 2 },
        hoverinfo: 'skip',
      },
    ],
    layout: {
      ...layout,
      xaxis: { ...layout.xaxis, type: 'date', ...shortSpan(points) },
      yaxis: { ...layout.yaxis, ...ratioTicks(points) },
      shapes: [
        {
          type: 'line',
          xref: 'paper',
          x0: 0,
          x1: 1,
          y0: 1,
          y1: 1,
          line: { color: tokens.muted, width: 1, dash: 'dot' },
        },
      ],
    },
  };
}

/** Predictions of less than a minute stand in the middle of one: an axis of milliseconds would say nothing. */
function shortSpan(points: readonly DriftPoint[]) {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  if (last - first >= minute) return {};
  const middle = (first + last) / 2;
  const range = [middle - minute / 2, middle + minute / 2].map((at) => new Date(at).toISOString());
  return { range: range as [string, string], nticks: 4 };
}

/** 1 in the middle, and ticks that people read: ½, 1, 2. */
function ratioTicks(points: readonly DriftPoint[]) {
  const far = Math.max(1, ...points.map(({ ratio }) => Math.abs(Math.log2(ratio))));
  const step = Math.ceil(far / 3);
  const powers = [-3, -2, -1, 0, 1, 2, 3].map((at) => at * step).filter((power) => Math.abs(power) <= far + 0.5);
  const end = (far + 0.3) * Math.log10(2);
  return {
    range: [-end, end] as [number, number],
    tickvals: powers.map((power) => 2 ** power),
    ticktext: powers.map((power) => (power < 0 ? `1/${2 ** -power}` : String(2 ** power))),
  };
}

/** What the picture says, for who does not see it. */
export function driftWords(validated: readonly Validated[]): string {
  if (validated.length === 0) return 'No prediction was validated yet.';
  const running = runningDrift(driftPoints(validated)).at(-1)!;
  const last = validated.toSorted((a, b) => a.at - b.at).at(-1)!;
  return `Actual ÷ predicted of ${validated.length} predictions over time. The median of the last ${Math.min(driftWindow, validated.length)} is ${formatFigure(running.ratio)}; the last one took ${formatDuration(last.actual_ms)} for ${formatDuration(last.predicted_ms)} predicted.`;
}
