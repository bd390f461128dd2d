import { describe, expect, it } from 'vitest';
import { metricDefinition, directionOf, isCost } from '#shared/domain/metric.ts';
import { queryMetricCatalogue } from '#shared/domain/metrics/query-performance.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { conformalMargin, coverageOf } from '#runs/performance/conformal.ts';
import { errorsOf, pinballLoss, r2Of } from '#runs/performance/errors-of.ts';
import { moments, percentile, summarise } from '#runs/performance/summarise.ts';

describe('errors', () => {
  it('are what their formulas say', () => {
    const { mae_ms, rmse_ms, mape, r2 } = errorsOf([1, 2, 4], [2, 2, 1], 'log1p');
    expect(mae_ms).toBeCloseTo(4 / 3, 12);
    expect(rmse_ms).toBeCloseTo(Math.sqrt(10 / 3), 12);
    expect(mape).toBeCloseTo((1 + 0 + 3 / 4) / 3, 12);
    // scikit-learn's r2_score of log1p of both
    const y = [1, 2, 4].map(Math.log1p);
    const p = [2, 2, 1].map(Math.log1p);
    const mean = (y[0]! + y[1]! + y[2]!) / 3;
    const residual = y.reduce((sum, value, at) => sum + (value - p[at]!) ** 2, 0);
    expect(r2).toBeCloseTo(1 - residual / y.reduce((sum, value) => sum + (value - mean) ** 2, 0), 12);
  });

  it('have no R² for equal times, and no percentage for times of 0', () => {
    expect(errorsOf([3, 3], [2, 4], 'log1p').r2).toBeNull();
    expect(errorsOf([0.1 + 0.2, 0.3], [1, 1], 'log1p').r2).toBeNull();
    expect(errorsOf([0, 0], [1, 2], 'log1p').mape).toBeNull();
    expect(errorsOf([0, 2], [1, 1], 'log1p').mape).toBe(0.5);
    expect(r2Of(Float64Array.of(1, 2, 3), Float64Array.of(2, 2, 2))).toBeCloseTo(0, 12);
  });

  it('of quantiles are least at the quantile', () => {
    const random = createRandom(1, 'pinball');
    const values = Float64Array.from({ length: 2001 }, () => random.normal());
    const loss = (q: number) => pinballLoss(values, new Float64Array(values.length).fill(q), 0.9);
    const sorted = values.toSorted();
    expect(loss(sorted[1800]!)).toBeLessThan(loss(sorted[1700]!));
    expect(loss(sorted[1800]!)).toBeLessThan(loss(sorted[1900]!));
    expect(pinballLoss([3], [1], 0.9)).toBeCloseTo(1.8, 12);
    expect(pinballLoss([1], [3], 0.9)).toBeCloseTo(0.2, 12);
  });
});

describe('split conformal prediction', () => {
  it('takes the ⌈0.9 · (n + 1)⌉-th smallest score', () => {
    const scores = (n: number) => Float64Array.from({ length: n }, (_, at) => n - at);
    expect(conformalMargin(scores(9), 0.9)).toBe(9);
    expect(conformalMargin(scores(10), 0.9)).toBe(10);
    expect(conformalMargin(scores(19), 0.9)).toBe(18);
    expect(conformalMargin(scores(99), 0.9)).toBe(90);
    expect(() => conformalMargin(scores(8), 0.9)).toThrow(/8 calibration samples are too few for an interval of 90 %/);
  });

  it('covers what it promises, on the average over many draws', () => {
    const random = createRandom(5, 'conformal test');
    let covered = 0;
    for (let draw = 0; draw < 400; draw++) {
      const margin = conformalMargin(
        Float64Array.from({ length: 39 }, () => Math.abs(random.normal())),
        0.9,
      );
      covered += Number(Math.abs(random.normal()) <= margin);
    }
    // Exactly 36/40 in expectation; 400 draws have a standard error of 1.5 %.
    expect(covered / 400).toBeGreaterThan(0.85);
    expect(covered / 400).toBeLessThan(0.95);
  });

  it('counts both bounds as inside', () => {
    expect(coverageOf([1, 2, 3, 4], [1, 0, 4, 0], [1, 2, 5, 3.9])).toBe(0.5);
  });
});

describe('summaries', () => {
  it('leave out what is no number, and count it', () => {
    expect(summarise([1, NaN, 3, Infinity, 2])).toMatchObject({
      known: 3,
      missing: 1,
      infinite: 1,
      min: 1,
      median: 2,
      mean: 2,
      max: 3,
    });
    expect(summarise([])).toMatchObject({ known: 0, mean: null, sd: null });
  });

  it('interpolate percentiles as numpy does', () => {
    expect(percentile([1, 2, 3, 4], 50)).toBe(2.5);
    expect(percentile([1, 2, 3, 4], 99)).toBeCloseTo(3.97, 12);
    expect(percentile([5], 37)).toBe(5);
  });

  it('find no spread in equal values', () => {
    expect(moments(new Float64Array(7).fill(0.1))).toEqual({ mean: 0.1, sd: 0 });
    expect(moments([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, sd: 2 });
  });
});

describe('metrics of query performance', () => {
  it('are defined, with a direction, under the names that runs log', () => {
    expect(metricDefinition('interval_coverage@90')?.title).toBe('Interval coverage');
    expect(metricDefinition('pinball@0.9')?.direction).toBe('min');
    expect(metricDefinition('coverage@90')?.title).toBe('Item coverage');
    expect([directionOf('r2'), directionOf('mae_ms'), directionOf('interval_coverage@90')]).toEqual([
      'max',
      'min',
      'none',
    ]);
    expect(new Set(queryMetricCatalogue.map(({ name }) => name)).size).toBe(queryMetricCatalogue.length);
  });

  it('say how good a model is although they are in milliseconds', () => {
    expect([isCost('mae_ms'), isCost('rmse_ms'), isCost('train_ms'), isCost('memory_bytes')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
