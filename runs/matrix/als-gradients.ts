import { KindredError } from '#shared/api/errors.ts';
import { errorOf } from './als-system.ts';

/**
 * Conjugate gradients for the rows of one side of implicit ALS (Takács, Pilászy & Tikk 2011), in float32: the steps only come near the
 * solution, and the last digits that float64 would add are lost again in the next half step. `als` solves its users in float64 at the end.
 * Kernels/als.as.ts has the same bits, so every operation is rounded here: a product, then a sum, in the order of the vectors.
 */
export type AlsGradients = {
  /**
   * Takes `steps` from what `x` holds, in place (length size).
   * @param columns,weights of the row's values; `fixed` has their factors
   * @returns Σ_S w·(x·y − 1)² + pull·(1 − 2·x·y), from products that are carried along
   * @throws KindredError invalid_input where a number leaves float32
   */
  improve(columns: Int32Array, weights: Float64Array, ridge: number, x: Float32Array, steps: number): number;
};

const round = Math.fround;
const smallest = round(1e-20);
/** No number of the steps may reach it. */
const greatest = round(1e38);

export const tooLarge = (): KindredError =>
  new KindredError(
    'invalid_input',
    'The solver cg works in float32, which the equations of these ratings exceed. Use solver=cholesky, or smaller weights.',
  );

/**
 * @param fixed      columns × size, size in whole tiles of four
 * @param background size × size, both triangles
 * @param pull       as in `AlsSettings`
 */
export function createAlsGradients(
  fixed: Float32Array,
  background: Float32Array,
  size: number,
  pull: number,
): AlsGradients {
  const roundPull = round(pull);
  const [residual, p, ap] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  let products = new Float32Array(0);
  let changes = new Float32Array(0);

  /** out = (background + ridge·I)·v */
  function addDense(out: Float32Array, v: Float32Array, ridge: number): void {
    for (let f = 0; f < size; f++) out[f] = ridge * v[f]!;
    for (let g = 0; g < size; g++) addScaled(out, v[g]!, background, g * size);
  }

  /** out += Σ w·(v·y)·y, or Σ (w·(1 − v·y) + pull)·y for the residual; `into` gets v·y. */
  function addVectors(
    out: Float32Array,
    v: Float32Array,
    into: Float32Array,
    columns: Int32Array,
    weights: Float64Array,
    isResidual: boolean,
  ): void {
    for (let n = 0; n < columns.length; n++) {
      const at = columns[n]! * size;
      const product = dot(v, fixed, at);
      into[n] = product;
      const weight = round(weights[n]!);
      const own = round(weight * (isResidual ? round(1 - product) : product));
      addScaled(out, isResidual && weight > 0 ? round(own + roundPull) : own, fixed, at);
    }
  }

  return {
    improve(columns, weights, exactRidge, x, steps) {
      const ridge = round(exactRidge);
      if (products.length < columns.length) {
        products = new Float32Array(columns.length);
        changes = new Float32Array(columns.length);
      }
      addDense(residual, x, ridge);
      for (let f = 0; f < size; f++) residual[f] = -residual[f]!;
      addVectors(residual, x, products, columns, weights, true);
      p.set(residual);
      let square = dot(residual, residual, 0);
      for (let step = 0; step < steps && square > smallest; step++) {
        addDense(ap, p, ridge);
        addVectors(ap, p, changes, columns, weights, false);
        const curvature = dot(p, ap, 0);
        if (!(square < greatest && curvature < greatest)) throw tooLarge();
        // Rounding may say so of a direction in which nothing changes.
        if (curvature <= 0) break;
        const alpha = round(square / curvature);
        addScaled(x, alpha, p, 0);
        addScaled(residual, -alpha, ap, 0);
        for (let n = 0; n < columns.length; n++) products[n] = products[n]! + round(alpha * changes[n]!);
        const next = dot(residual, residual, 0);
        const beta = round(next / square);
        for (let f = 0; f < size; f++) p[f] = residual[f]! + round(beta * p[f]!);
        square = next;
      }
      let error = 0;
      for (let n = 0; n < columns.length; n++) {
        error += errorOf(products[n]!, weights[n]!, pull);
      }
      if (!(error < greatest)) throw tooLarge();
      return error;
    },
  };
}

/** out += scale·y, y from `at` */
function addScaled(out: Float32Array, scale: number, y: Float32Array, at: number): void {
  for (let f = 0; f < out.length; f++) out[f] = out[f]! + round(scale * y[at + f]!);
}

/** (s0 + s1) + (s2 + s3), sₗ the sum over the places l, l + 4, … */
function dot(a: Float32Array, b: Float32Array, at: number): number {
  let s0 = round(0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  for (let f = 0; f < a.length; f += 4) {
    s0 = round(s0 + round(a[f]! * b[at + f]!));
    s1 = round(s1 + round(a[f + 1]! * b[at + f + 1]!));
    s2 = round(s2 + round(a[f + 2]! * b[at + f + 2]!));
    s3 = round(s3 + round(a[f + 3]! * b[at + f + 3]!));
  }
  return round(round(s0 + s1) + round(s2 + s3));
}
