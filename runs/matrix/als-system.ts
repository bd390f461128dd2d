import { createOuterSums, gramOfRows } from './outer-sums.ts';
import { factor, substitute } from './cholesky.ts';
import { singular } from './singular.ts';
import { padded } from './tile.ts';

/**
 * One side's problem of implicit alternating least squares (Hu, Koren & Volinsky 2008, with the objective of Rendle, Krichene,
 * Zhang & Koren, RecSys 2022): the factors x of a row with weights w over fixed factors y minimise
 * Σ_S w·(x·y − 1)² + unobserved·Σ_all (x·y)² + ridge·|x|², ridge = regularization · (values of the row + unobserved · columns)^frequency.
 * With `pull`, unobserved in the objective of Hu et al., no pair of S with a weight above 0 is held near 0 as well: their part of
 * the second sum is pull·(x·y − 1)² instead, which adds pull to w wherever w stands beside the 1.
 */
export type AlsSettings = {
  factors: number;
  unobserved: number;
  regularization: number;
  frequency: number;
  /** 0, or `unobserved`. */
  pull: number;
};

/** What the columns' factors contribute to every row's equations. Lines have `padded(factors)` values, the last of them 0. */
export type AlsFixed = {
  size: number;
  /** columns × size */
  fixed: Float64Array;
  /** unobserved · Σ over all columns of y·yᵀ in the upper triangle of size × size. */
  background: Float64Array;
};

export function alsFixed({ factors, unobserved }: AlsSettings, factorsOfColumns: Float64Array): AlsFixed {
  const size = padded(factors);
  const background = gramOfRows(factorsOfColumns, factors, size);
  for (let p = 0; p < background.length; p++) background[p]! *= unobserved;
  return { size, fixed: withStride(factorsOfColumns, factors, size), background };
}

/** Rows of `from` values as rows of `to` values: cut, or filled with 0; themselves where nothing changes. */
export function withStride(rows: Float64Array, from: number, to: number): Float64Array {
  if (from === to) return rows;
  const count = rows.length / from;
  const out = new Float64Array(count * to);
  const kept = Math.min(from, to);
  for (let row = 0; row < count; row++) {
    for (let f = 0; f < kept; f++) out[row * to + f] = rows[row * from + f]!;
  }
  return out;
}

export const ridgeOf = (
  { regularization, unobserved, frequency }: AlsSettings,
  count: number,
  columns: number,
): number => regularization * (count + unobserved * columns) ** frequency;

/** Solves row after row against the same fixed factors, in float64; kernels/als.as.ts has the same bits. */
export type AlsSystem = {
  /** The minimum itself, by Cholesky, in `x` (length size). */
  solve(columns: Int32Array, weights: Float64Array, x: Float64Array): void;
  /** A⁻¹b for the matrix A of this row, in place of `b` (length size). */
  solveFor(columns: Int32Array, weights: Float64Array, b: Float64Array): void;
  /** Σ_S w·(x·y − 1)² + pull·(1 − 2·x·y) */
  squaredError(columns: Int32Array, weights: Float64Array, x: Float64Array): number;
};

/** Its methods throw KindredError invalid_input where the equations have no single solution. */
export function createAlsSystem(settings: AlsSettings, { size, fixed, background }: AlsFixed): AlsSystem {
  const { pull } = settings;
  const a = new Float64Array(size * size);
  const outer = createOuterSums(size);

  /** A = unobserved·YᵀY + Σ_S w·y·yᵀ + ridge·I, factored. */
  function factorRow(columns: Int32Array, weights: Float64Array): void {
    a.set(background);
    for (let n = 0; n < columns.length; n++) outer.add(a, fixed, columns[n]! * size, size, Math.sqrt(weights[n]!));
    outer.finish(a);
    const ridge = ridgeOf(settings, columns.length, fixed.length / size);
    for (let f = 0; f < size; f++) a[f * (size + 1)]! += f < settings.factors ? ridge : 1;
    if (!factor(a, size)) throw singular();
  }

  return {
    solve(columns, weights, x) {
      factorRow(columns, weights);
      x.fill(0);
      for (let n = 0; n < columns.length; n++) {
        const weight = pulled(weights[n]!, pull);
        for (let f = 0, at = columns[n]! * size; f < size; f++) x[f]! += weight * fixed[at + f]!;
      }
      substitute(a, size, x);
    },
    solveFor(columns, weights, right) {
      factorRow(columns, weights);
      substitute(a, size, right);
    },
    squaredError(columns, weights, x) {
      let error = 0;
      for (let n = 0; n < columns.length; n++) {
        error += errorOf(dotInPairs(fixed, columns[n]! * size, x), weights[n]!, pull);
      }
      return error;
    },
  };
}

/** What a weight counts for beside the 1. */
export const pulled = (weight: number, pull: number): number => (weight > 0 ? weight + pull : 0);

/** What one value adds to what is minimised, beside the sum over all pairs: pull·((x·y − 1)² − (x·y)²) is pull·(1 − 2·x·y). */
export function errorOf(product: number, weight: number, pull: number): number {
  const off = product - 1;
  return weight > 0 ? weight * (off * off) + pull * (1 - 2 * product) : 0;
}

/** x·y, the products of even places and of odd ones added apart. */
function dotInPairs(y: Float64Array, at: number, x: Float64Array): number {
  let even = 0;
  let odd = 0;
  for (let f = 0; f < x.length; f += 2) {
    even += x[f]! * y[at + f]!;
    odd += x[f + 1]! * y[at + f + 1]!;
  }
  return even + odd;
}

/** Dot product of two runs of `length` values, added in ascending order. */
export function dotAt(a: Float64Array, aAt: number, b: Float64Array, bAt: number, length: number): number {
  let sum = 0;
  for (let f = 0; f < length; f++) sum += a[aAt + f]! * b[bAt + f]!;
  return sum;
}
