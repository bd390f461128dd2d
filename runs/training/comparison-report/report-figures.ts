import { colourAt, colourScales, type ColourScaleName } from '#shared/domain/colour-scales.ts';
import type { GroupDelta, MetricDelta } from '#shared/domain/comparison.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { tag } from '#runs/artifacts/heatmap/markup.ts';
import { encodePng } from '#runs/artifacts/heatmap/png.ts';
import { figure } from './report-text.ts';

const blue = '#2a5bd0';
const grey = '#87909f';

/** A dot with its interval against zero. @param most  greatest size on the axis, which has zero in its middle */
export function intervalFigure({ delta, ci }: Pick<MetricDelta, 'delta' | 'ci'>, most: number): string {
  if (delta === null || !ci || most === 0) return '';
  const x = (value: number) => 90 + (84 * value) / most;
  return tag(
    'svg',
    { viewBox: '0 0 180 16', width: 180, height: 16, 'aria-hidden': 'true' },
    tag('line', { x1: 90, x2: 90, y1: 1, y2: 15, stroke: grey, 'stroke-dasharray': '2 2' }),
    tag('line', { x1: x(ci[0]), x2: x(ci[1]), y1: 8, y2: 8, stroke: blue, 'stroke-width': 2 }),
    tag('circle', { cx: x(delta), cy: 8, r: 3.5, fill: blue }),
  );
}

/** A hollow, the other filled, on one axis from `low` to `high`. */
export function dumbbellFigure({ a, b }: Pick<GroupDelta, 'a' | 'b'>, low: number, high: number): string {
  if (a === null || b === null) return '';
  const x = (value: number) => 10 + (high > low ? ((value - low) / (high - low)) * 220 : 110);
  return tag(
    'svg',
    { viewBox: '0 0 240 16', width: 240, height: 16, 'aria-hidden': 'true' },
    tag('line', { x1: x(a), x2: x(b), y1: 8, y2: 8, stroke: blue, 'stroke-width': 2 }),
    tag('circle', { cx: x(a), cy: 8, r: 4.5, fill: '#ffffff', stroke: blue, 'stroke-width': 2 }),
    tag('circle', { cx: x(b), cy: 8, r: 4.5, fill: blue }),
  );
}

/** Bars of equal width; every one says its count where the pointer rests. */
export function barsFigure(counts: readonly number[], names: readonly string[]): string {
  const most = Math.max(1, ...counts);
  const width = Math.min(32, 420 / counts.length);
  const step = Math.ceil(counts.length / 11);
  const bars = counts.map((count, place) => {
    const height = (90 * count) / most;
    const shape = { x: place * width, y: 94 - height, width: width - 2, height, fill: blue };
    return tag('rect', shape, tag('title', {}, `${names[place]}: ${count}`));
  });
  const labels = names.map((name, place) =>
    place % step === 0
      ? tag('text', { x: (place + 0.5) * width, y: 110, 'font-size': 11, 'text-anchor': 'middle' }, name)
      : '',
  );
  const whole = width * counts.length;
  return tag(
    'svg',
    { viewBox: `0 0 ${Math.ceil(whole)} 114`, width: Math.ceil(whole), height: 114, 'aria-hidden': 'true' },
    ...bars,
    ...labels,
  );
}

const shades = 255;

/** The cells of a window as an embedded PNG; no data is transparent. */
export function heatmapFigure(
  window: MatrixWindow,
  scale: ColourScaleName,
  [low, high]: readonly [number, number],
  title: string,
): string {
  const colours = colourScales[scale];
  const place = (value: number) =>
    Number.isNaN(value) ? 0 : 1 + Math.round(Math.min(1, Math.max(0, (value - low) / (high - low))) * (shades - 1));
  const png = encodePng({
    width: window.cols,
    height: window.rows,
    pixels: Uint8Array.from(window.values, place),
    // Sequential scales run from light to dark on paper.
    palette: Array.from({ length: shades + 1 }, (_, shade) =>
      colourAt(colours, Math.max(0, shade - 1) / (shades - 1), !colours.diverging),
    ),
  });
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return tag(
    'figure',
    {},
    tag('img', {
      src: href,
      alt: `${title}: ${window.rows} by ${window.cols} cells from ${figure(low)} to ${figure(high)}`,
    }),
    tag('figcaption', {}, `${title}, ${figure(low)} to ${figure(high)}`),
  );
}
