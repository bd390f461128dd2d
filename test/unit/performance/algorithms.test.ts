import { describe, expect, it } from 'vitest';
import { gradientBoosting } from '#runs/performance/algorithms/gradient-boosting.ts';
import { findQueryAlgorithm, queryAlgorithms } from '#runs/performance/algorithms/algorithms.ts';
import { randomForest } from '#runs/performance/algorithms/random-forest.ts';
import { ridge } from '#runs/performance/algorithms/ridge.ts';
import { describeQueryAlgorithm } from '../../suites/query-algorithm-suite.ts';

for (const algorithm of queryAlgorithms) describeQueryAlgorithm(algorithm);

const context = { seed: 1, onStep() {}, shouldStop: () => false };

describe('ridge', () => {
  // numpy 2.4: w = solve(Xc'Xc + 0.7 I, Xc'yc), b = mean(y) − mean(X)·w
  const x = [
    1.789, 0.437, 0.096, -1.863, -0.277, -0.355, -0.083, -0.627, -0.044, -0.477, -1.314, 0.885, 0.881, 1.71, 0.05,
    -0.405, -0.545, -1.546, 0.982, -1.101, -1.185, -0.206, 1.486, 0.237, -1.024, -0.713, 0.625, -0.161, -0.769, -0.23,
    0.745, 1.976, -1.244, -0.626, -0.804, -2.419,
  ];
  const y = [3.693, 2.776, 4.555, 0.673, 4.399, 1.882, 2.738, 2.946, 1.057];

  it('finds the coefficients that numpy finds', () => {
    const table = { x: Float64Array.from(x), y: Float64Array.from(y), columns: 4 };
    const { arrays, meta } = ridge.fit(table, { alpha: 0.7 }, context).save();
    const expected = [1.0765512772430017, -1.4888366244943085, -0.09576704025566467, 0.42906075628369655];
    expected.forEach((weight, at) => expect(arrays['coefficients']![at]).toBeCloseTo(weight, 12));
    expect(meta['intercept']).toBeCloseTo(2.888724518085393, 12);
  });

  it('is solved by hand for one column: w = Σ(x − x̄)(y − ȳ) / (Σ(x − x̄)² + α)', () => {
    const table = { x: Float64Array.of(1, 2, 3), y: Float64Array.of(2, 3, 7), columns: 1 };
    const { arrays, meta } = ridge.fit(table, { alpha: 3 }, context).save();
    expect(arrays['coefficients']![0]).toBeCloseTo(5 / (2 + 3), 12);
    expect(meta['intercept']).toBeCloseTo(4 - 2 * 1, 12);
  });
});

describe('ensembles', () => {
  const table = {
    x: Float64Array.from({ length: 90 }, (_, at) => (at * 37) % 91),
    y: Float64Array.from({ length: 30 }, (_, at) => (at * 13) % 29),
    columns: 3,
  };

  it('of one whole tree with rate 1 are that tree on what the mean left over', () => {
    const config = {
      n_estimators: 1,
      learning_rate: 1,
      max_depth: 12,
      min_samples_split: 2,
      max_features: 1,
      subsample: 1,
      max_samples: 300,
    };
    const boosted = gradientBoosting.fit(table, config, context);
    table.y.forEach((value, row) =>
      expect(boosted.predict(table.x.subarray(row * 3, row * 3 + 3))).toBeCloseTo(value, 12),
    );
  });

  it('predict nothing beyond what they saw', () => {
    const forest = randomForest.fit(table, randomForest.config.parse({}), context);
    expect(forest.predict(Float64Array.of(1e6, -1e6, 1e6))).toBeLessThanOrEqual(28);
    expect(forest.predict(Float64Array.of(-1e6, 1e6, -1e6))).toBeGreaterThanOrEqual(0);
  });

  it('differ with the seed', () => {
    const row = table.x.subarray(0, 3);
    const of = (seed: number) =>
      randomForest.fit(table, randomForest.config.parse({ n_estimators: 5 }), { ...context, seed });
    expect(of(1).predict(row)).not.toBe(of(2).predict(row));
  });

  it.each([gradientBoosting, randomForest])('stop between two trees ($name)', (algorithm) => {
    let grown = 0;
    const fit = () =>
      algorithm.fit(table, algorithm.config.parse({}) as never, {
        seed: 1,
        onStep: (done) => (grown = done),
        shouldStop: () => grown === 3,
      });
    expect(fit).toThrow(/was cancelled/);
    expect(grown).toBe(3);
  });
});

it('an unknown algorithm is answered with the nearest one', () => {
  expect(() => findQueryAlgorithm('random_forrest')).toThrow(/Did you mean "random_forest"\?/);
});
