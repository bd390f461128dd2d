import type { MetricValue } from '#shared/domain/metric.ts';
import { fontSize, type Tokens } from '../theme/tokens.ts';
import { quietLayout } from './chart-layout.ts';
import type { Data, LayoutAxis } from 'plotly.js/lib/core';
import type { Figure } from './figure.ts';
import { plotMark } from './run-marks.ts';

export type History = { id: string; number: number; name: string; steps: { step: number; value: MetricValue }[] };

/**
 * The mean of the last `window` numbers at each step; a step that is not a number stays a gap, and is left out of the means around it.
 * @param window  a whole number from 1, which changes nothing
 */
export function smoothed(steps: History['steps'], window: number): (number | null)[] {
  return steps.map(({ value }, at) => {
    if (value === 'NaN') return null;
    const last = steps
      .slice(Math.max(0, at - window + 1), at + 1)
      .flatMap((step) => (step.value === 'NaN' ? [] : step.value));
    return last.reduce((sum, each) => sum + each, 0) / last.length;
  });
}

/** A line a run over its steps: what was measured faintly behind its smoothed line; the hovered one wider. */
export function historyFigure(
  histories: readonly History[],
  {
    metric,
    window,
    hovered,
    picked,
    tokens,
  }: {
    metric: string;
    window: number;
    hovered: string | null;
    /** The step of each history that is ringed, with its value; null for none. */
    picked: readonly ({ step: number; value: number } | null)[];
    tokens: Tokens;
  },
): Figure {
  return {
    data: histories.flatMap(({ id, number, name, steps }, at) => {
      const { colour, symbol } = plotMark(number, tokens);
      const line = (y: (number | null)[], opacity: number, width: number) => ({
        type: 'scatter' as const,
        mode: 'lines+markers' as const,
        name: `${number} ${name}`,
        x: steps.map(({ step }) => step),
        y,
        customdata: steps.map(() => id),
        opacity,
        line: { color: colour, width },
        marker: { color: colour, symbol, size: steps.length > 30 ? 2 : 6 },
        hovertemplate: `${number} ${name}<br>step %{x}: %{y}<extra></extra>`,
        connectgaps: false,
      });
      const measured = smoothed(steps, 1);
      const width = id === hovered ? 3.5 : 1.6;
      const lines =
        window > 1 ? [line(measured, 0.25, 1), line(smoothed(steps, window), 1, width)] : [line(measured, 1, width)];
      const ring = picked[at];
      return ring ? [...lines, ringOf(ring, { id, number, name }, tokens)] : lines;
    }),
    layout: {
      margin: { l: 64, r: 16, t: 10, b: 44 },
      ...quietLayout(tokens),
      showlegend: false,
      xaxis: {
        title: { text: 'step', standoff: 8, font: { size: fontSize.xs } },
        gridcolor: tokens.border,
        zeroline: false,
        fixedrange: true,
        ...stepAxis(histories.flatMap(({ steps }) => steps.map(({ step }) => step))),
      },
      yaxis: {
        title: { text: metric, standoff: 8, font: { size: fontSize.xs } },
        gridcolor: tokens.border,
        tickformat: '.4~f',
        zeroline: false,
        fixedrange: true,
      },
    },
  };
}

/** Few steps have a tick each, and none between them: a step is a whole number. */
function stepAxis(steps: readonly number[]): Partial<LayoutAxis> {
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  if (last - first >= 10 || steps.length === 0) return { tickformat: ',d' };
  return { tick0: 0, dtick: 1, tickformat: ',d', range: [first - 0.5, last + 0.5] };
}

/** A ring around the step that counts. */
const ringOf = (
  { step, value }: { step: number; value: number },
  { id, number, name }: Pick<History, 'id' | 'number' | 'name'>,
  tokens: Tokens,
): Data => ({
  type: 'scatter',
  mode: 'markers',
  name: `${number} ${name}, chosen step`,
  x: [step],
  y: [value],
  customdata: [id],
  marker: { symbol: 'circle-open', color: tokens.text, size: 13, line: { width: 1.8 } },
  hovertemplate: `${number} ${name}<br>step %{x}: %{y}<extra></extra>`,
});
