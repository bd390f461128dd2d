import { describe, expect, it } from 'vitest';
import { coverageFigure, coverageWords, shareInterval } from '../../../../../renderer/plots/queries/coverage.ts';
import { driftFigure, driftPoints, driftWords, runningDrift } from '../../../../../renderer/plots/queries/drift.ts';
import { learningCurveFigure, learningCurveWords } from '../../../../../renderer/plots/queries/learning-curve.ts';
import { middleResiduals, residualFigure, residualWords } from '../../../../../renderer/plots/queries/residuals.ts';
import { light } from '../../../../../renderer/theme/tokens.ts';
import { sample } from './samples.ts';

type Line = { name?: string; x: unknown[]; y: unknown[]; error_y?: { array: number[]; arrayminus: number[] } };
const linesOf = ({ data }: { data: unknown[] }) => data as Line[];

describe('residuals', () => {
  const predictions = Array.from({ length: 11 }, (_, at) =>
    sample(`q${at}`, 2 ** at * (at % 3 === 0 ? 2 : 1), 2 ** at),
  );

  it('stand over their predictions, every sample once', () => {
    const [samples] = linesOf(residualFigure(predictions, 'log(1 + ms)', light));
    expect(samples!.x).toEqual(predictions.map(({ predicted_ms: at }) => at));
    expect(samples!.y).toEqual(
      predictions.map(({ actual_ms, predicted_ms }) => Math.log1p(actual_ms) - Math.log1p(predicted_ms)),
    );
  });

  it('have a median a fifth, together of all samples', () => {
    const middle = middleResiduals(predictions);
    expect(middle.map(({ samples }) => samples)).toEqual([2, 2, 2, 2, 3]);
    const last = predictions.slice(-3).map(({ residual }) => residual);
    expect(middle.at(-1)).toEqual({ predicted_ms: 512, residual: last.toSorted((a, b) => a - b)[1], samples: 3 });
    expect(middle[0]!.predicted_ms).toBe(1.5);
    expect(middleResiduals([])).toEqual([]);
    expect(residualWords([])).toContain('none');
  });
});

describe('interval coverage', () => {
  const interval = {
    level: 0.9,
    coverage: 0.9,
    by_fold: [0.9],
    by_fifth: [
      { from_ms: 0.1, to_ms: 1, samples: 40, coverage: 0.95 },
      { from_ms: 1, to_ms: 9, samples: 20, coverage: 0.8 },
      { from_ms: 9, to_ms: 9, samples: 0, coverage: 0 },
    ],
  };

  it('has the interval of Wilson', () => {
    // Newcombe 1998, table I: 81 of 263 by method 3; 0 of 20.
    expect(shareInterval(81 / 263, 263).map((end) => end.toFixed(4))).toEqual(['0.2553', '0.3662']);
    expect(shareInterval(0, 20).map((end) => end.toFixed(4))).toEqual(['0.0000', '0.1611']);
  });

  it('draws a point a fifth with what chance may do, and the level that is promised', () => {
    const figure = coverageFigure(interval, light);
    const [points] = linesOf(figure);
    expect(points!.x).toEqual(['0.1 ms – 1 ms', '1 ms – 9 ms']);
    expect(points!.y).toEqual([0.95, 0.8]);
    expect(figure.layout.xaxis).toMatchObject({
      type: 'category',
      tickvals: points!.x,
      ticktext: ['0.1 ms<br>– 1 ms', '1 ms<br>– 9 ms'],
    });
    const [low, high] = shareInterval(0.8, 20);
    expect(points!.error_y!.array[1]).toBeCloseTo(high - 0.8, 12);
    expect(points!.error_y!.arrayminus[1]).toBeCloseTo(0.8 - low, 12);
    expect(figure.layout.shapes![0]).toMatchObject({ y0: 0.9, y1: 0.9 });
    const [bottom] = figure.layout.yaxis!.range as [number, number];
    expect(bottom).toBeLessThan(low);
    expect(coverageWords(interval)).toContain('1 ms – 9 ms 80.0 % of 20');
  });
});

it('a learning curve has each part that was learned from, and leaves a gap where a part has no value', () => {
  const curve = [
    { share: 0.25, queries: 30, samples: 60, r2: null, mae_ms: 9 },
    { share: 1, queries: 120, samples: 240, r2: 0.8, mae_ms: 4 },
  ];
  const [r2] = linesOf(learningCurveFigure(curve, 'r2', light));
  expect([r2!.x, r2!.y]).toEqual([
    [30, 120],
    [null, 0.8],
  ]);
  expect(linesOf(learningCurveFigure(curve, 'mae_ms', light))[0]!.y).toEqual([9, 4]);
  expect(learningCurveWords(curve, 'mae_ms')).toBe(
    'mean absolute error, ms by queries to learn from: 30: 9 ms; 120: 4 ms.',
  );
});

describe('drift', () => {
  const validated = [
    { at: 3000, predicted_ms: 10, actual_ms: 40, lower_ms: 5, upper_ms: 20 },
    { at: 1000, predicted_ms: 10, actual_ms: 10, lower_ms: 5, upper_ms: 20 },
    { at: 2000, predicted_ms: 8, actual_ms: 16, lower_ms: 4, upper_ms: 16 },
  ];

  it('is actual ÷ predicted, the oldest first, apart by whether the interval held it', () => {
    expect(driftPoints(validated)).toEqual([
      { at: 1000, ratio: 1, isInside: true },
      { at: 2000, ratio: 2, isInside: true },
      { at: 3000, ratio: 4, isInside: false },
    ]);
    const [inside, outside, line] = linesOf(driftFigure(validated, light));
    expect([inside!.y, outside!.y]).toEqual([[1, 2], [4]]);
    expect([line!.x, line!.y]).toEqual([['1970-01-01T00:00:03.000Z'], [2]]);
  });

  it('runs over a window: the median on the scale of ratios, and the coverage', () => {
    const points = driftPoints(validated);
    expect(runningDrift(points, 2)).toEqual([
      { at: 2000, ratio: Math.sqrt(2), coverage: 1 },
      { at: 3000, ratio: Math.sqrt(8), coverage: 0.5 },
    ]);
    expect(runningDrift([])).toEqual([]);
    expect(driftWords([])).toBe('No prediction was validated yet.');
    expect(driftWords(validated)).toContain(
      'The median of the last 3 is 2.000; the last one took 40 ms for 10 ms predicted.',
    );
  });
});
