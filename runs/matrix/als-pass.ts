import { createAlsSystem } from './als-system.ts';
import type { AlsFixed, AlsSettings } from './als-system.ts';
import { rowIndices, rowValues } from './csr.ts';
import type { Csr } from './csr.ts';

/** Half of an iteration of alternating least squares. */
export type AlsStep = AlsSettings & {
  /** Rows to solve × fixed columns, values above 0. */
  ratings: Csr;
  /** columns × factors */
  fixed: Float64Array;
  /** rows × factors: where conjugate gradients start. Cholesky needs none. */
  start: Float64Array | null;
  /** Steps of conjugate gradients for each row; 0 solves exactly by Cholesky. */
  steps: number;
};

/** Every row writes its own factors and its own error, so threads share one job. */
export type AlsJob = {
  kind: 'als';
  ratings: Csr;
  settings: AlsSettings;
  fixed: AlsFixed;
  steps: number;
  /** rows × factors: starts as where conjugate gradients start, ends as the answer. */
  solved: Float64Array;
  /** Output: Σ_S w·(x·y − 1)² of each row. */
  errors: Float64Array;
};

/** Rows without values get factors of 0, which are their minimum. */
export function alsPass({
  ratings,
  settings,
  fixed,
  steps,
  solved,
  errors,
}: AlsJob): (from: number, to: number) => void {
  const system = createAlsSystem(settings, fixed);
  const { factors } = settings;
  return (from, to) => {
    for (let row = from; row < to; row++) {
      const columns = rowIndices(ratings, row);
      const weights = rowValues(ratings, row);
      const at = row * factors;
      if (columns.length === 0) solved.fill(0, at, at + factors);
      else if (steps > 0) system.improve(columns, weights, solved, at, steps);
      else system.solve(columns, weights, solved, at);
      errors[row] = system.squaredError(columns, weights, solved, at);
    }
  };
}
