/*
 * Tiles of 4 × 4 values in float64, for the kernels of dense work. AssemblyScript: a part of the modules that import it.
 * Their bits are those of ../tile.ts and ../cholesky.ts. Addresses and distances are in bytes.
 */

/** c + sign·Σ aᵀb over `count` lines of four values each. */
export function addTile(
  c: usize,
  cStride: usize,
  a: usize,
  aStride: usize,
  b: usize,
  bStride: usize,
  count: usize,
  sign: f64,
): void {
  let s00 = f64x2.splat(0),
    s01 = s00,
    s10 = s00,
    s11 = s00,
    s20 = s00,
    s21 = s00,
    s30 = s00,
    s31 = s00;
  for (let n: usize = 0; n < count; n++) {
    const low = v128.load(b);
    const high = v128.load(b, 16);
    let x = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(x, low));
    s01 = f64x2.add(s01, f64x2.mul(x, high));
    x = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(x, low));
    s11 = f64x2.add(s11, f64x2.mul(x, high));
    x = v128.load64_splat(a, 16);
    s20 = f64x2.add(s20, f64x2.mul(x, low));
    s21 = f64x2.add(s21, f64x2.mul(x, high));
    x = v128.load64_splat(a, 24);
    s30 = f64x2.add(s30, f64x2.mul(x, low));
    s31 = f64x2.add(s31, f64x2.mul(x, high));
    a += aStride;
    b += bStride;
  }
  const signs = f64x2.splat(sign);
  addLine(c, s00, s01, signs);
  addLine(c + cStride, s10, s11, signs);
  addLine(c + 2 * cStride, s20, s21, signs);
  addLine(c + 3 * cStride, s30, s31, signs);
}

function addLine(c: usize, low: v128, high: v128, signs: v128): void {
  v128.store(c, f64x2.add(v128.load(c), f64x2.mul(signs, low)));
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(signs, high)), 16);
}

/** c = U⁻ᵀc of one tile, U the upper triangle of the tile `own`. */
export function finishTile(at: usize, line: usize, own: usize, stride: usize): void {
  for (let i: usize = 0; i < 4; i++) {
    let low = v128.load(at + i * line);
    let high = v128.load(at + i * line, 16);
    for (let k: usize = 0; k < i; k++) {
      const x = v128.load64_splat(own + k * stride + (i << 3));
      low = f64x2.sub(low, f64x2.mul(x, v128.load(at + k * line)));
      high = f64x2.sub(high, f64x2.mul(x, v128.load(at + k * line, 16)));
    }
    const pivot = v128.load64_splat(own + i * stride + (i << 3));
    v128.store(at + i * line, f64x2.div(low, pivot));
    v128.store(at + i * line, f64x2.div(high, pivot), 16);
  }
}
