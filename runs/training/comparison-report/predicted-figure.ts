import { formatDuration } from '#shared/domain/format-duration.ts';
import type { PredictedSample } from '#shared/domain/query-report.ts';
import { tag } from '#runs/artifacts/heatmap/markup.ts';

const blue = '#2a5bd0';
const grey = '#87909f';
const size = 420;
const margin = { left: 62, bottom: 40, top: 8, right: 26 };

/** Samples that are drawn; of more, evenly spread ones. */
const most = 2000;

/** Below a microsecond times are not told apart. */
const least = 0.001;

/**
 * Predicted against actual time of samples on logarithmic axes, each with its interval; crosses outside of it.
 * @param others  those of the other model, for axes that both have
 */
export function predictedFigure(
  samples: readonly PredictedSample[],
  others: readonly PredictedSample[],
  title: string,
): string {
  const [low, high] = rangeOf([...samples, ...others]);
  const share = (ms: number) => (Math.log10(Math.max(least, ms)) - low) / (high - low);
  const x = (ms: number) => margin.left + share(ms) * (size - margin.left - margin.right);
  const y = (ms: number) => size - margin.bottom - share(ms) * (size - margin.bottom - margin.top);
  const step = Math.ceil(samples.length / most);
  const drawn = samples.filter((_, at) => at % step === 0);
  const inside = samples.filter(isInside).length;
  return tag(
    'figure',
    {},
    tag(
      'svg',
      { viewBox: `0 0 ${size} ${size}`, width: size, height: size, 'aria-hidden': 'true' },
      ...decades(low, high).map((ms) => gridLine(x(ms), y(ms), ms)),
      tag('line', {
        x1: x(10 ** low),
        y1: y(10 ** low),
        x2: x(10 ** high),
        y2: y(10 ** high),
        stroke: grey,
        'stroke-dasharray': '4 3',
      }),
      ...drawn.map((sample) => mark(sample, x, y)),
      label(size / 2, size - 6, 'actual'),
      label(14, size / 2, 'predicted', -90),
    ),
    tag(
      'figcaption',
      {},
      `${title}: ${inside} of ${samples.length} samples inside their 90 % interval${step > 1 ? `; ${drawn.length} are drawn` : ''}`,
    ),
  );
}

/** Whole powers of ten around all that is drawn. */
function rangeOf(samples: readonly PredictedSample[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { actual_ms, predicted_ms } of samples) {
    for (const ms of [actual_ms, predicted_ms]) {
      const place = Math.log10(Math.max(least, ms));
      low = Math.min(low, Math.floor(place));
      high = Math.max(high, Math.ceil(place));
    }
  }
  return Number.isFinite(low) ? [low, Math.max(high, low + 1)] : [0, 1];
}

const decades = (low: number, high: number): number[] =>
  Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));

function gridLine(x: number, y: number, ms: number): string {
  const [bottom, right] = [size - margin.bottom, size - margin.right];
  const text = formatDuration(ms);
  return [
    tag('line', { x1: x, x2: x, y1: margin.top, y2: bottom, stroke: '#e2e5ea' }),
    tag('line', { x1: margin.left, x2: right, y1: y, y2: y, stroke: '#e2e5ea' }),
    label(x, bottom + 16, text),
    tag('text', { x: margin.left - 6, y: y + 4, 'font-size': 11, 'text-anchor': 'end', fill: '#5b6472' }, text),
  ].join('');
}

const isInside = ({ actual_ms, lower_ms, upper_ms }: PredictedSample): boolean =>
  actual_ms >= lower_ms && actual_ms <= upper_ms;

function mark(sample: PredictedSample, x: (ms: number) => number, y: (ms: number) => number): string {
  const { actual_ms, predicted_ms, lower_ms, upper_ms } = sample;
  const [cx, cy] = [x(actual_ms), y(predicted_ms)];
  const clipped = (place: number) => Math.min(size - margin.bottom, Math.max(margin.top, place));
  const bar = tag('line', {
    x1: cx,
    x2: cx,
    y1: clipped(y(lower_ms)),
    y2: clipped(y(upper_ms)),
    stroke: blue,
    'stroke-opacity': 0.25,
  });
  const shape = isInside(sample)
    ? tag('circle', { cx, cy, r: 2.5, fill: blue })
    : tag('path', { d: `M${placed(cx - 3)} ${placed(cy - 3)}l6 6m0 -6l-6 6`, stroke: '#a3341f', 'stroke-width': 1.6 });
  return bar + shape;
}

const placed = (place: number): string => String(Math.round(place * 100) / 100);

const label = (x: number, y: number, text: string, turn = 0): string =>
  tag(
    'text',
    {
      x,
      y,
      'font-size': 11,
      'text-anchor': 'middle',
      fill: '#5b6472',
      ...(turn !== 0 && { transform: `rotate(${turn} ${x} ${y})` }),
    },
    text,
  );
