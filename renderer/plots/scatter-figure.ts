import type { Layout } from 'plotly.js/lib/core';
import type { Direction } from '#shared/domain/metric.ts';
import { fontSize, type Tokens } from '../theme/tokens.ts';
import { quietLayout } from './chart-layout.ts';
import type { Figure } from './figure.ts';
import { plotMark } from './run-marks.ts';
import { isNan, shortened, valueOfRun, type PlottedRun } from './run-values.ts';

export type ScatterAxis = { column: string; title: string; direction: Direction };
export type Point = { run: PlottedRun; x: number | string; y: number | string };
export type Scatter = { points: Point[]; missing: number; nan: number };

/** The runs that have a value on both axes; how many lack one, and of how many one is not a number. */
export function scatterPoints(runs: readonly PlottedRun[], x: string, y: string): Scatter {
  const read = (run: PlottedRun, column: string) => {
    const value = valueOfRun(run, column);
    if (value === undefined || value === null) return 'missing' as const;
    if (isNan(value, column)) return 'nan' as const;
    return { value: typeof value === 'number' ? value : String(value) };
  };
  const scatter: Scatter = { points: [], missing: 0, nan: 0 };
  for (const run of runs) {
    const [ofX, ofY] = [read(run, x), read(run, y)];
    if (ofX === 'missing' || ofY === 'missing') scatter.missing += 1;
    else if (ofX === 'nan' || ofY === 'nan') scatter.nan += 1;
    else scatter.points.push({ run, x: ofX.value, y: ofY.value });
  }
  return scatter;
}

/**
 * The points that no other one beats on both axes (Pareto), by x; none where a direction is not known or an axis has words.
 * Of equal points all are kept.
 */
export function paretoFront(points: readonly Point[], x: Direction, y: Direction): Point[] {
  if (x === 'none' || y === 'none') return [];
  const [signX, signY] = [x === 'max' ? 1 : -1, y === 'max' ? 1 : -1];
  const numeric = points.flatMap((point) =>
    typeof point.x === 'number' && typeof point.y === 'number'
      ? [{ point, x: signX * point.x, y: signY * point.y }]
      : [],
  );
  numeric.sort((a, b) => b.x - a.x || b.y - a.y || a.point.run.number - b.point.run.number);
  const front: Point[] = [];
  let best = { x: Infinity, y: -Infinity };
  for (const { point, x: atX, y: atY } of numeric) {
    if (atY < best.y || (atY === best.y && atX !== best.x)) continue;
    best = { x: atX, y: atY };
    front.push(point);
  }
  return signX === 1 ? front.toReversed() : front;
}

type Look = { selected: ReadonlySet<string>; hovered: string | null; tokens: Tokens };

/** Points with each run's mark, the Pareto front as a line, the selected ones ringed and the hovered one on top. */
export function scatterFigure(scatter: Scatter, x: ScatterAxis, y: ScatterAxis, look: Look): Figure {
  const { selected, hovered, tokens } = look;
  const front = paretoFront(scatter.points, x.direction, y.direction);
  const over = scatter.points.filter(({ run }) => run.id === hovered);
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        name: 'Pareto front',
        x: front.map((point) => point.x),
        y: front.map((point) => point.y),
        line: { color: tokens.muted, width: 1, dash: 'dot' },
        hoverinfo: 'skip',
      },
      { ...marks(scatter.points, 9, selected, tokens), name: 'Runs' },
      { ...marks(over, 15, new Set(over.map(({ run }) => run.id)), tokens), name: 'Hovered' },
    ],
    layout: layoutOf(tokens, x.title, y.title, scatter.points),
  };
}

function marks(points: readonly Point[], size: number, ringed: ReadonlySet<string>, tokens: Tokens) {
  const looks = points.map(({ run }) => plotMark(run.number, tokens));
  return {
    type: 'scatter' as const,
    mode: 'markers' as const,
    x: points.map((point) => point.x),
    y: points.map((point) => point.y),
    customdata: points.map(({ run }) => run.id),
    text: points.map(({ run }) => `${run.number} ${run.name}`),
    hovertemplate: '%{text}<br>%{x}, %{y}<extra></extra>',
    marker: {
      size,
      color: looks.map(({ colour }) => colour),
      symbol: looks.map(({ symbol }) => symbol),
      line: { width: points.map(({ run }) => (ringed.has(run.id) ? 2 : 0)), color: tokens.text },
    },
  };
}

function layoutOf(tokens: Tokens, x: string, y: string, points: readonly Point[]): Partial<Layout> {
  const axis = (values: readonly (number | string)[], title: string) => ({
    title: { text: title, standoff: 8, font: { size: fontSize.xs } },
    gridcolor: tokens.border,
    zeroline: false,
    fixedrange: true,
    ...(values.some((value) => typeof value === 'string') ? wordAxis(values) : { tickformat: '.4~f' }),
  });
  return {
    margin: { l: 64, r: 16, t: 10, b: 44 },
    ...quietLayout(tokens),
    showlegend: false,
    xaxis: axis(
      points.map((point) => point.x),
      x,
    ),
    yaxis: axis(
      points.map((point) => point.y),
      y,
    ),
  };
}

/** The keys are whole; only what is drawn of them is short. */
function wordAxis(values: readonly (number | string)[]) {
  const words = [...new Set(values.map(String))];
  return { type: 'category' as const, tickvals: words, ticktext: words.map((word) => shortened(word, 20)) };
}
