import type { Data } from 'plotly.js/lib/core';
import type { PredictedSample } from '#shared/domain/query-report.ts';
import { formatDuration } from '../../text/duration.ts';
import type { Tokens } from '../../theme/tokens.ts';
import { chartLayout } from '../chart-layout.ts';
import type { Figure } from '../figure.ts';
import { shortened } from '../run-values.ts';
import { drawnTime, timeAxis, timeRange } from './time-axis.ts';

type Look = {
  tokens: Tokens;
  /** Powers of ten of both axes; two figures side by side share them. */
  range: readonly [number, number];
  /** The query whose samples are ringed. */
  chosen?: string | undefined;
};

/** Whether the actual time lies inside the interval. */
export const isInside = ({ actual_ms: actual, lower_ms: lower, upper_ms: upper }: PredictedSample): boolean =>
  actual >= lower && actual <= upper;

/** Both axes hold every prediction and every actual time; intervals may reach beyond. */
export const predictedActualRange = (predictions: Iterable<PredictedSample>): [number, number] =>
  timeRange([...predictions].flatMap(({ actual_ms, predicted_ms }) => [actual_ms, predicted_ms]));

/**
 * Actual against predicted time on equal logarithmic axes: the diagonal of perfect predictions, and every sample with its interval, those
 * outside of it as crosses.
 */
export function predictedActualFigure(predictions: readonly PredictedSample[], look: Look): Figure {
  const { tokens, range, chosen } = look;
  const diagonal = range.map((power) => 10 ** power);
  const inside = predictions.filter(isInside);
  const outside = predictions.filter((sample) => !isInside(sample));
  return {
    data: [
      intervals(predictions, tokens),
      {
        type: 'scatter',
        mode: 'lines',
        name: 'as predicted',
        x: diagonal,
        y: diagonal,
        line: { color: tokens.muted, width: 1, dash: 'dot' },
        hoverinfo: 'skip',
      },
      { ...samples(inside), name: 'inside', marker: marker(inside, chosen, tokens, true) },
      { ...samples(outside), name: 'outside', marker: marker(outside, chosen, tokens, false) },
    ],
    layout: {
      ...chartLayout(tokens, { title: '' }, { title: '' }),
      margin: { l: 64, r: 12, t: 8, b: 46 },
      xaxis: timeAxis('predicted', range, tokens),
      yaxis: timeAxis('actual', range, tokens),
    },
  };
}

/** What the picture says, for who does not see it. */
export function predictedActualWords(predictions: readonly PredictedSample[]): string {
  const inside = predictions.filter(isInside).length;
  return `Actual against predicted time of ${predictions.length} samples of queries that the model never saw; ${inside} lie inside their interval.`;
}

/** The interval of every sample; where there are many they close to a band. Queries that were seen before have narrower ones. */
const intervals = (of: readonly PredictedSample[], tokens: Tokens): Data => ({
  type: 'scatter',
  mode: 'lines',
  name: 'interval',
  x: of.flatMap(({ predicted_ms: at }) => [drawnTime(at), drawnTime(at), null]),
  y: of.flatMap(({ lower_ms, upper_ms }) => [drawnTime(lower_ms), drawnTime(upper_ms), null]),
  connectgaps: false,
  line: { width: 3, color: `${tokens.accent}2e` },
  hoverinfo: 'skip',
});

function samples(of: readonly PredictedSample[]) {
  return {
    type: 'scatter' as const,
    mode: 'markers' as const,
    x: of.map(({ predicted_ms: at }) => drawnTime(at)),
    y: of.map(({ actual_ms: at }) => drawnTime(at)),
    customdata: of.map(({ query_id: id }) => id),
    text: of.map(hoverText),
    hovertemplate: '%{text}<extra></extra>',
  };
}

const hoverText = ({ query, actual_ms, predicted_ms, lower_ms, upper_ms }: PredictedSample): string =>
  `${shortened(query.replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;'), 60)}<br>actual ${formatDuration(actual_ms)}, predicted ${formatDuration(predicted_ms)} (${formatDuration(lower_ms)} to ${formatDuration(upper_ms)})`;

function marker(of: readonly PredictedSample[], chosen: string | undefined, tokens: Tokens, isIn: boolean) {
  return {
    size: of.map(({ query_id: id }) => (id === chosen ? 12 : 6)),
    symbol: isIn ? ('circle' as const) : ('x' as const),
    color: isIn ? tokens.accent : tokens.bad,
    opacity: 0.75,
    line: { width: of.map(({ query_id: id }) => (id === chosen ? 2 : 0)), color: tokens.text },
  };
}
