/*
 * Half steps of alternating least squares, in WebAssembly. AssemblyScript: compiled by `npm run build:kernels`.
 * Every number has the bits of the plain way: ../als-system.ts in float64 and ../als-gradients.ts in float32, where the order
 * of each sum is said. Lanes hold different sums, or the four parts of one. Addresses are bytes of the one memory, laid out by ../als-area.ts.
 */

import { addTile, finishTile } from './tiles.part.as.ts';

/** What a thread works with; the fields are those of ../als-area.ts, in this order. Sizes are in whole tiles of four. */
@unmanaged
class Area {
  rowPointers: u32;
  rowColumns: u32;
  /** float64 */
  weights: u32;
  /** columns × size: float64 for `solveRows`, float32 for `improveRows`, as are background and solved. */
  fixed: u32;
  /** unobserved·YᵀY, size × size. */
  background: u32;
  /** float64, of each row */
  ridges: u32;
  /** rows × size */
  solved: u32;
  /** float64, of each row */
  errors: u32;
  /** This thread's own. */
  scratch: u32;
  size: u32;
  factors: u32;
  steps: u32;
  longest: u32;
  /** As in `AlsSettings`. */
  pull: f64;
}

/** Vectors that are multiplied with one another at a time, as in ../outer-sums.ts. */
const chunk: u32 = 64;

/** Between the lines of a panel, so that they do not fall on one another in the cache. */
const gap: usize = 32;

/** What a subtraction that cancels leaves of a number, as in ../cholesky.ts. */
const rounding: f64 = 1.4210854715202004e-14;

/**
 * The exact solution of the rows [from, to).
 * @returns `to`, or the first row whose equations have no single solution
 */
export function solveRows(area: Area, from: u32, to: u32): u32 {
  const size = <usize>area.size;
  const line = size << 3;
  const a = <usize>area.scratch;
  const panel = a + size * line;
  const diagonal = panel + <usize>chunk * (line + gap);
  for (let row = from; row < to; row++) {
    const x = <usize>area.solved + <usize>row * line;
    memory.fill(x, 0, line);
    const pointers = <usize>area.rowPointers + ((<usize>row) << 2);
    const start = <usize>load<u32>(pointers);
    const end = <usize>load<u32>(pointers, 4);
    if (start == end) {
      store<f64>(<usize>area.errors + ((<usize>row) << 3), 0);
      continue;
    }
    memory.copy(a, area.background, size * line);
    for (let p = start; p < end; p += chunk) {
      const count = end - p < chunk ? end - p : chunk;
      gather(area, p, count, panel, x, line);
      addOuterProducts(a, panel, count, size);
    }
    const ridge = load<f64>(<usize>area.ridges + ((<usize>row) << 3));
    for (let f: usize = 0; f < size; f++) {
      const at = a + f * (line + 8);
      const value = load<f64>(at) + (f < <usize>area.factors ? ridge : 1);
      store<f64>(at, value);
      store<f64>(diagonal + (f << 3), value);
    }
    if (!factor(a, diagonal, size)) return row;
    substitute(a, size, x);
    store<f64>(<usize>area.errors + ((<usize>row) << 3), squaredError(area, start, end, x, line));
  }
  return to;
}

/** `count` vectors from place p, times the root of their weight, into the panel; Σ (w + pull)·y into b. */
function gather(area: Area, p: usize, count: usize, panel: usize, b: usize, line: usize): void {
  for (let n: usize = 0; n < count; n++) {
    const weight = load<f64>(<usize>area.weights + ((p + n) << 3));
    const y = <usize>area.fixed + <usize>load<u32>(<usize>area.rowColumns + ((p + n) << 2)) * line;
    const to = panel + n * (line + gap);
    const scale = f64x2.splat(Math.sqrt(weight));
    const w = f64x2.splat(weight > 0 ? weight + area.pull : 0);
    for (let f: usize = 0; f < line; f += 16) {
      const value = v128.load(y + f);
      v128.store(to + f, f64x2.mul(scale, value));
      v128.store(b + f, f64x2.add(v128.load(b + f), f64x2.mul(w, value)));
    }
  }
}

function addOuterProducts(a: usize, panel: usize, count: usize, size: usize): void {
  const line = size << 3;
  const apart = line + gap;
  for (let row: usize = 0; row < size; row += 4) {
    for (let column = row; column < size; column += 4) {
      const at = a + row * line + (column << 3);
      addTile(at, line, panel + (row << 3), apart, panel + (column << 3), apart, count, 1);
    }
  }
}

/** A = UᵀU in the upper triangle, ../cholesky.ts's. */
function factor(a: usize, diagonal: usize, size: usize): bool {
  const line = size << 3;
  for (let row: usize = 0; row < size; row += 4) {
    const own = a + row * line + (row << 3);
    addTile(own, line, a + (row << 3), line, a + (row << 3), line, row, -1);
    if (!finishDiagonalTile(own, diagonal + (row << 3), line)) return false;
    for (let column = row + 4; column < size; column += 4) {
      const at = a + row * line + (column << 3);
      addTile(at, line, a + (row << 3), line, a + (column << 3), line, row, -1);
      finishTile(at, line, own, line);
    }
  }
  return true;
}

function finishDiagonalTile(own: usize, diagonal: usize, line: usize): bool {
  for (let i: usize = 0; i < 4; i++) {
    const at = own + i * line;
    for (let j = i; j < 4; j++) {
      let value = load<f64>(at + (j << 3));
      for (let k: usize = 0; k < i; k++) {
        value -= load<f64>(own + k * line + (i << 3)) * load<f64>(own + k * line + (j << 3));
      }
      if (i == j) {
        if (!(value > rounding * load<f64>(diagonal + (i << 3)))) return false;
        store<f64>(at + (j << 3), Math.sqrt(value));
      } else {
        store<f64>(at + (j << 3), value / load<f64>(at + (i << 3)));
      }
    }
  }
  return true;
}

/** Solves UᵀUx = b in place of b. */
function substitute(u: usize, size: usize, b: usize): void {
  const line = size << 3;
  for (let i: usize = 0; i < size; i++) {
    const at = u + i * line;
    const value = load<f64>(b + (i << 3)) / load<f64>(at + (i << 3));
    store<f64>(b + (i << 3), value);
    let j = i + 1;
    if (j & 1) {
      store<f64>(b + (j << 3), load<f64>(b + (j << 3)) - value * load<f64>(at + (j << 3)));
      j++;
    }
    const x = f64x2.splat(value);
    for (; j < size; j += 2) {
      v128.store(b + (j << 3), f64x2.sub(v128.load(b + (j << 3)), f64x2.mul(x, v128.load(at + (j << 3)))));
    }
  }
  for (let i = <isize>size - 1; i >= 0; i--) {
    const at = u + <usize>i * line;
    let j = ((<usize>i) | 1) + 1;
    let sums = f64x2.splat(0);
    for (; j < size; j += 2) sums = f64x2.add(sums, f64x2.mul(v128.load(at + (j << 3)), v128.load(b + (j << 3))));
    let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    if (!(i & 1)) sum += load<f64>(at + ((<usize>i + 1) << 3)) * load<f64>(b + ((<usize>i + 1) << 3));
    const to = b + ((<usize>i) << 3);
    store<f64>(to, (load<f64>(to) - sum) / load<f64>(at + ((<usize>i) << 3)));
  }
}

/** Σ w·(x·y − 1)² + pull·(1 − 2·x·y), each product in two parts. */
function squaredError(area: Area, start: usize, end: usize, x: usize, line: usize): f64 {
  let error: f64 = 0;
  for (let p = start; p < end; p++) {
    const y = <usize>area.fixed + <usize>load<u32>(<usize>area.rowColumns + (p << 2)) * line;
    let sums = f64x2.splat(0);
    for (let f: usize = 0; f < line; f += 16) sums = f64x2.add(sums, f64x2.mul(v128.load(x + f), v128.load(y + f)));
    const product = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    error += errorOf(product, load<f64>(<usize>area.weights + (p << 3)), area.pull);
  }
  return error;
}

function errorOf(product: f64, weight: f64, pull: f64): f64 {
  const off = product - 1;
  return weight > 0 ? weight * (off * off) + pull * (1 - 2 * product) : 0;
}

/** No number of the steps may reach it. */
const greatest: f32 = 1e38;

/**
 * Conjugate gradients of the rows [from, to) from what `solved` holds.
 * @returns `to`, or the first row whose numbers leave float32
 */
export function improveRows(area: Area, from: u32, to: u32): u32 {
  const line = (<usize>area.size) << 2;
  const residual = <usize>area.scratch;
  const p = residual + line;
  const ap = p + line;
  /** x·y of each vector of the row, and p·y. */
  const products = ap + line;
  const changes = products + ((<usize>area.longest + 4) << 2);
  for (let row = from; row < to; row++) {
    const x = <usize>area.solved + <usize>row * line;
    const pointers = <usize>area.rowPointers + ((<usize>row) << 2);
    const start = <usize>load<u32>(pointers);
    const end = <usize>load<u32>(pointers, 4);
    const errorAt = <usize>area.errors + ((<usize>row) << 3);
    if (start == end) {
      memory.fill(x, 0, line);
      store<f64>(errorAt, 0);
      continue;
    }
    const ridge = <f32>load<f64>(<usize>area.ridges + ((<usize>row) << 3));
    addDense(area, residual, x, ridge, line);
    for (let f: usize = 0; f < line; f += 16) v128.store(residual + f, f32x4.neg(v128.load(residual + f)));
    addVectors(area, residual, x, products, start, end, line, 1);
    memory.copy(p, residual, line);
    let square = dot(residual, residual, line);
    for (let step: u32 = 0; step < area.steps && square > <f32>1e-20; step++) {
      addDense(area, ap, p, ridge, line);
      addVectors(area, ap, p, changes, start, end, line, 0);
      const curvature = dot(p, ap, line);
      if (!(square < greatest && curvature < greatest)) return row;
      // Rounding may say so of a direction in which nothing changes.
      if (curvature <= 0) break;
      const alpha = square / curvature;
      addScaled(x, alpha, p, line);
      addScaled(residual, -alpha, ap, line);
      addScaled(products, alpha, changes, ((end - start + 3) >> 2) << 4);
      const next = dot(residual, residual, line);
      const beta = f32x4.splat(next / square);
      for (let f: usize = 0; f < line; f += 16) {
        v128.store(p + f, f32x4.add(v128.load(residual + f), f32x4.mul(beta, v128.load(p + f))));
      }
      square = next;
    }
    let error: f64 = 0;
    for (let n: usize = 0; n < end - start; n++) {
      const product = <f64>load<f32>(products + (n << 2));
      error += errorOf(product, load<f64>(<usize>area.weights + ((start + n) << 3)), area.pull);
    }
    if (!(error < <f64>greatest)) return row;
    store<f64>(errorAt, error);
  }
  return to;
}

/** out = (background + ridge·I)·p */
function addDense(area: Area, out: usize, p: usize, ridge: f32, line: usize): void {
  const scale = f32x4.splat(ridge);
  for (let f: usize = 0; f < line; f += 16) v128.store(out + f, f32x4.mul(scale, v128.load(p + f)));
  let at = <usize>area.background;
  for (let g: usize = 0; g < line; g += 16) {
    addFour(out, v128.load(p + g), at, at + line, at + 2 * line, at + 3 * line, line);
    at += line << 2;
  }
}

/** out += Σ scale·y over the vectors of a row, where `products` gets x·y, and scale = w·x·y, or w·(1 − x·y) + pull for the residual. */
function addVectors(
  area: Area,
  out: usize,
  x: usize,
  products: usize,
  start: usize,
  end: usize,
  line: usize,
  residual: bool,
): void {
  const fixed = <usize>area.fixed;
  const pull = <f32>area.pull;
  let n = start;
  for (; n + 4 <= end; n += 4) {
    const columns = <usize>area.rowColumns + (n << 2);
    const y0 = fixed + <usize>load<u32>(columns) * line;
    const y1 = fixed + <usize>load<u32>(columns, 4) * line;
    const y2 = fixed + <usize>load<u32>(columns, 8) * line;
    const y3 = fixed + <usize>load<u32>(columns, 12) * line;
    const dots = dotFour(x, y0, y1, y2, y3, line);
    v128.store(products + ((n - start) << 2), dots);
    const weights = <usize>area.weights + (n << 3);
    const w = v128.shuffle<f32>(
      f32x4.demote_f64x2_zero(v128.load(weights)),
      f32x4.demote_f64x2_zero(v128.load(weights, 16)),
      0,
      1,
      4,
      5,
    );
    let scales = f32x4.mul(w, residual ? f32x4.sub(f32x4.splat(1), dots) : dots);
    if (residual) scales = f32x4.add(scales, v128.and(f32x4.gt(w, f32x4.splat(0)), f32x4.splat(pull)));
    addFour(out, scales, y0, y1, y2, y3, line);
  }
  for (; n < end; n++) {
    const y = fixed + <usize>load<u32>(<usize>area.rowColumns + (n << 2)) * line;
    const product = dot(x, y, line);
    store<f32>(products + ((n - start) << 2), product);
    const w = <f32>load<f64>(<usize>area.weights + (n << 3));
    const own = w * (residual ? <f32>1 - product : product);
    addScaled(out, residual && w > 0 ? own + pull : own, y, line);
  }
}

/** Four products with x; each is the sum of four parts, as in `dot`. */
function dotFour(x: usize, y0: usize, y1: usize, y2: usize, y3: usize, line: usize): v128 {
  let s0 = f32x4.splat(0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  for (let f: usize = 0; f < line; f += 16) {
    const own = v128.load(x + f);
    s0 = f32x4.add(s0, f32x4.mul(own, v128.load(y0 + f)));
    s1 = f32x4.add(s1, f32x4.mul(own, v128.load(y1 + f)));
    s2 = f32x4.add(s2, f32x4.mul(own, v128.load(y2 + f)));
    s3 = f32x4.add(s3, f32x4.mul(own, v128.load(y3 + f)));
  }
  const low = addPairs(s0, s1);
  const high = addPairs(s2, s3);
  return addPairs(low, high);
}

/** [a0 + a1, a2 + a3, b0 + b1, b2 + b3] */
function addPairs(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
}

/** out += Σ scales·y in the order of the four. */
function addFour(out: usize, scales: v128, y0: usize, y1: usize, y2: usize, y3: usize, line: usize): void {
  const a = v128.shuffle<f32>(scales, scales, 0, 0, 0, 0);
  const b = v128.shuffle<f32>(scales, scales, 1, 1, 1, 1);
  const c = v128.shuffle<f32>(scales, scales, 2, 2, 2, 2);
  const d = v128.shuffle<f32>(scales, scales, 3, 3, 3, 3);
  for (let f: usize = 0; f < line; f += 16) {
    let sum = f32x4.add(v128.load(out + f), f32x4.mul(a, v128.load(y0 + f)));
    sum = f32x4.add(sum, f32x4.mul(b, v128.load(y1 + f)));
    sum = f32x4.add(sum, f32x4.mul(c, v128.load(y2 + f)));
    v128.store(out + f, f32x4.add(sum, f32x4.mul(d, v128.load(y3 + f))));
  }
}

function addScaled(out: usize, scale: f32, y: usize, line: usize): void {
  const s = f32x4.splat(scale);
  for (let f: usize = 0; f < line; f += 16) {
    v128.store(out + f, f32x4.add(v128.load(out + f), f32x4.mul(s, v128.load(y + f))));
  }
}

/** (s0 + s1) + (s2 + s3), sₗ the sum over the places l, l + 4, … */
function dot(a: usize, b: usize, line: usize): f32 {
  let sums = f32x4.splat(0);
  for (let f: usize = 0; f < line; f += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(a + f), v128.load(b + f)));
  return (
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3))
  );
}
