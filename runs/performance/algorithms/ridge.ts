import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { z } from 'zod';
import { finiteArray, finiteNumber } from './checks.ts';
import type { Estimator, QueryAlgorithm, Table } from './algorithm.ts';

const Config = z.strictObject({
  alpha: z
    .number()
    .min(1e-9)
    .max(1e9)
    .default(1)
    .describe('Weight of the penalty on the squared coefficients; the intercept has none'),
});

/** Linear regression with a squared penalty (Hoerl & Kennard 1970). */
export const ridge: QueryAlgorithm<typeof Config> = {
  name: 'ridge',
  title: 'Ridge regression',
  description:
    'A linear model of the prepared features: w = (X′X + αI)⁻¹ X′y over centred columns, solved by Cholesky (Hoerl & Kennard 1970). Fast, the same every time, and easy to read.',
  config: Config,
  // Half of X′X, each of its numbers once a row.
  seconds: (rows, columns) => rows * columns ** 2 * 1.5e-8,
  fit(table, { alpha }, { onStep }) {
    const { x, y, columns } = table;
    const means = columnMeans(table);
    const rows = y.length;
    const centred = Float64Array.from(x, (value, at) => value - means[at % columns]!);
    const level = y.reduce((sum, value) => sum + value / rows, 0);
    const gram = new Matrix(columns, columns);
    const target = new Matrix(columns, 1);
    for (let row = 0; row < rows; row++) {
      const from = row * columns;
      for (let i = 0; i < columns; i++) {
        const left = centred[from + i]!;
        target.set(i, 0, target.get(i, 0) + left * (y[row]! - level));
        for (let j = 0; j <= i; j++) gram.set(i, j, gram.get(i, j) + left * centred[from + j]!);
      }
    }
    for (let i = 0; i < columns; i++) {
      gram.set(i, i, gram.get(i, i) + alpha);
      for (let j = 0; j < i; j++) gram.set(j, i, gram.get(i, j));
    }
    // Positive definite, because α is positive: also with more columns than rows, and with columns that are all 0.
    const coefficients = Float64Array.from(new CholeskyDecomposition(gram).solve(target).to1DArray());
    const intercept = level - coefficients.reduce((sum, weight, at) => sum + weight * means[at]!, 0);
    onStep(1, 1);
    return estimator(coefficients, intercept);
  },
  load: ({ arrays, meta }, columns) =>
    estimator(finiteArray(arrays, 'coefficients', columns), finiteNumber(meta, 'intercept')),
};

function estimator(coefficients: Float64Array, intercept: number): Estimator {
  return {
    predict(row) {
      let sum = intercept;
      for (let at = 0; at < coefficients.length; at++) sum += coefficients[at]! * row[at]!;
      return sum;
    },
    save: () => ({ arrays: { coefficients }, meta: { intercept } }),
  };
}

function columnMeans({ x, y, columns }: Table): Float64Array {
  const means = new Float64Array(columns);
  x.forEach((value, at) => (means[at % columns]! += value / y.length));
  return means;
}
