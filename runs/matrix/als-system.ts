import { factor, substitute } from './cholesky.ts';
import { padded } from './dot-tile.ts';
import { createOuterSums, gramOfRows } from './outer-sums.ts';

/**
 * One side's problem of implicit alternating least squares (Hu, Koren & Volinsky 2008, with the objective of Rendle, Krichene,
 * Zhang & Koren, RecSys 2022): the factors x of a row with weights w over fixed factors y minimise
 * Σ_S w·(x·y − 1)² + unobserved·Σ_all (x·y)² + ridge·|x|², ridge = regularization · (values of the row + unobserved · columns)^frequency.
 */
export type AlsSettings = {
  factors: number;
  unobserved: number;
  regularization: number;
  frequency: number;
};

export type AlsFixed = {
  /** columns × factors */
  fixed: Float64Array;
  /** Σ over all columns of y·yᵀ in the lower triangle of size × size, size = `padded(factors)`. */
  background: Float64Array;
};

/** Solves row after row against the same fixed factors; every row has the same bits whichever thread solves it. */
export type AlsSystem = {
  /** The minimum itself, by Cholesky, written to `x` from `at`. */
  solve(columns: Int32Array, weights: Float64Array, x: Float64Array, at: number): void;
  /** `steps` of conjugate gradients from what `x` holds (Takács, Pilászy & Tikk 2011). */
  improve(columns: Int32Array, weights: Float64Array, x: Float64Array, at: number, steps: number): void;
  /** A⁻¹b for the matrix A of this row, in place of `b` (length `padded(factors)`). */
  solveFor(columns: Int32Array, weights: Float64Array, b: Float64Array): void;
  /** Σ_S w·(x·y − 1)² */
  squaredError(columns: Int32Array, weights: Float64Array, x: Float64Array, at: number): number;
};

/** What the columns' factors contribute to every row's equations. */
export const alsFixed = (fixed: Float64Array, factors: number): AlsFixed => ({
  fixed,
  background: gramOfRows(fixed, factors, padded(factors)),
});

export function createAlsSystem(settings: AlsSettings, { fixed, background }: AlsFixed): AlsSystem {
  const { factors, unobserved, frequency } = settings;
  const size = padded(factors);
  const columnCount = fixed.length / factors;
  const a = new Float64Array(size * size);
  const b = new Float64Array(size);
  const outer = createOuterSums(size);
  const gradients = {
    residual: new Float64Array(factors),
    p: new Float64Array(factors),
    ap: new Float64Array(factors),
  };

  const ridgeOf = (count: number) => settings.regularization * (count + unobserved * columnCount) ** frequency;

  /** A = unobserved·YᵀY + Σ_S w·y·yᵀ + ridge·I, factored. */
  function factorRow(columns: Int32Array, weights: Float64Array): void {
    for (let p = 0; p < a.length; p++) a[p] = unobserved * background[p]!;
    for (let n = 0; n < columns.length; n++)
      outer.add(a, fixed, columns[n]! * factors, factors, Math.sqrt(weights[n]!));
    outer.finish(a);
    const ridge = ridgeOf(columns.length);
    for (let f = 0; f < size; f++) a[f * size + f]! += f < factors ? ridge : 1;
    factor(a, size);
  }

  /** out = A·p without A: its parts are applied one after the other. */
  function apply(columns: Int32Array, weights: Float64Array, p: Float64Array, out: Float64Array): void {
    const ridge = ridgeOf(columns.length);
    for (let f = 0; f < factors; f++) {
      let sum = ridge * p[f]!;
      for (let g = 0; g < factors; g++) sum += unobserved * background[f > g ? f * size + g : g * size + f]! * p[g]!;
      out[f] = sum;
    }
    for (let n = 0; n < columns.length; n++) {
      const at = columns[n]! * factors;
      addScaled(out, fixed, at, weights[n]! * dotAt(fixed, at, p, 0, factors));
    }
  }

  return {
    solve(columns, weights, x, at) {
      factorRow(columns, weights);
      b.fill(0);
      for (let n = 0; n < columns.length; n++) addScaled(b, fixed, columns[n]! * factors, weights[n]!, factors);
      substitute(a, size, factors, b);
      for (let f = 0; f < factors; f++) x[at + f] = b[f]!;
    },
    solveFor(columns, weights, right) {
      factorRow(columns, weights);
      substitute(a, size, factors, right);
    },
    improve(columns, weights, x, at, steps) {
      const { residual, p, ap } = gradients;
      for (let f = 0; f < factors; f++) p[f] = x[at + f]!;
      apply(columns, weights, p, ap);
      for (let f = 0; f < factors; f++) residual[f] = -ap[f]!;
      for (let n = 0; n < columns.length; n++) addScaled(residual, fixed, columns[n]! * factors, weights[n]!);
      p.set(residual);
      let square = dotAt(residual, 0, residual, 0, factors);
      for (let step = 0; step < steps && square > 1e-24; step++) {
        apply(columns, weights, p, ap);
        const alpha = square / dotAt(p, 0, ap, 0, factors);
        for (let f = 0; f < factors; f++) {
          x[at + f]! += alpha * p[f]!;
          residual[f]! -= alpha * ap[f]!;
        }
        const next = dotAt(residual, 0, residual, 0, factors);
        for (let f = 0; f < factors; f++) p[f] = residual[f]! + (next / square) * p[f]!;
        square = next;
      }
    },
    squaredError(columns, weights, x, at) {
      let sum = 0;
      for (let n = 0; n < columns.length; n++) {
        sum += weights[n]! * (dotAt(fixed, columns[n]! * factors, x, at, factors) - 1) ** 2;
      }
      return sum;
    },
  };
}

/** out += scale · y[at…] */
function addScaled(out: Float64Array, y: Float64Array, at: number, scale: number, length = out.length): void {
  for (let f = 0; f < length; f++) out[f]! += scale * y[at + f]!;
}

/** Dot product of two runs of `length` values, added in ascending order. */
export function dotAt(a: Float64Array, aAt: number, b: Float64Array, bAt: number, length: number): number {
  let sum = 0;
  for (let f = 0; f < length; f++) sum += a[aAt + f]! * b[bAt + f]!;
  return sum;
}
