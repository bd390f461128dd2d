import type { PredictedSample } from '#shared/domain/query-report.ts';
import { formatDuration } from '../../text/duration.ts';
import { formatSigned } from '../../text/number.ts';
import type { Tokens } from '../../theme/tokens.ts';
import { chartLayout } from '../chart-layout.ts';
import type { Figure } from '../figure.ts';
import { drawnTime, timeAxis, timeRange } from './time-axis.ts';

/** The middle of some residuals at the middle of their predictions. */
export type MiddleResidual = { predicted_ms: number; residual: number; samples: number };

const parts = 5;

/**
 * The median residual of each fifth of the samples, the fastest predictions first: 0 everywhere where the model leans to no side.
 * Fewer parts where there are fewer than five samples.
 */
export function middleResiduals(predictions: readonly PredictedSample[]): MiddleResidual[] {
  const sorted = predictions.toSorted((a, b) => a.predicted_ms - b.predicted_ms);
  return Array.from({ length: parts }, (_, at) =>
    sorted.slice(Math.floor((at * sorted.length) / parts), Math.floor(((at + 1) * sorted.length) / parts)),
  )
    .filter((part) => part.length > 0)
    .map((part) => ({
      predicted_ms: median(part.map(({ predicted_ms: at }) => at)),
      residual: median(part.map(({ residual }) => residual)),
      samples: part.length,
    }));
}

/** Residuals on the modelled scale over predicted time: each sample, zero, and the median of each fifth. */
export function residualFigure(predictions: readonly PredictedSample[], scale: string, tokens: Tokens): Figure {
  const range = timeRange(predictions.map(({ predicted_ms: at }) => at));
  const middle = middleResiduals(predictions);
  return {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        name: 'samples',
        x: predictions.map(({ predicted_ms: at }) => drawnTime(at)),
        y: predictions.map(({ residual }) => residual),
        customdata: predictions.map(({ query_id: id }) => id),
        text: predictions.map(
          ({ residual, actual_ms, predicted_ms }) =>
            `${formatSigned(residual)}: actual ${formatDuration(actual_ms)}, predicted ${formatDuration(predicted_ms)}`,
        ),
        hovertemplate: '%{text}<extra></extra>',
        marker: { size: 5, color: tokens.accent, opacity: 0.55 },
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: 'median of each fifth',
        x: middle.map(({ predicted_ms: at }) => drawnTime(at)),
        y: middle.map(({ residual }) => residual),
        line: { color: tokens.text, width: 2 },
        marker: { size: 8, symbol: 'diamond', color: tokens.text },
        hovertemplate: '%{y:+.3f}<extra>median</extra>',
      },
    ],
    layout: {
      ...chartLayout(tokens, { title: '' }, { title: `actual − predicted, ${scale}` }),
      xaxis: timeAxis('predicted', range, tokens),
      shapes: [
        {
          type: 'line',
          xref: 'paper',
          x0: 0,
          x1: 1,
          y0: 0,
          y1: 0,
          line: { color: tokens.muted, width: 1, dash: 'dot' },
          layer: 'below',
        },
      ],
    },
  };
}

/** What the picture says, for who does not see it. */
export function residualWords(predictions: readonly PredictedSample[]): string {
  const middle = middleResiduals(predictions);
  const said = middle.map(
    ({ predicted_ms, residual }) => `${formatSigned(residual)} around ${formatDuration(predicted_ms)}`,
  );
  return `Residuals of ${predictions.length} samples over predicted time. Medians from fast to slow: ${said.join(', ') || 'none'}.`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
