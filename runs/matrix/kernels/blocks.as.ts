/*
 * Products and triangular solutions of 64 × 64 blocks, in WebAssembly. AssemblyScript: compiled by `npm run build:kernels`.
 * Every number has the bits of ../plain-blocks.ts: lanes hold different sums, each added in the order that it has there.
 * Addresses and distances are in bytes. A panel holds lines of 64 values as 16 strips of four, which are read one after the other.
 */

import { addTile, finishTile } from './tiles.part.as.ts';

/** Bytes of a line of a block, and of a line of a strip. */
const line: usize = 512;
const strip: usize = 32;

/** `lines` lines from a matrix to a panel of `room` lines, from its line `first`. */
export function pack(panel: usize, room: usize, first: usize, from: usize, stride: usize, lines: usize): void {
  for (let n = first; n < first + lines; n++) {
    let to = panel + n * strip;
    for (let c: usize = 0; c < line; c += strip) {
      v128.store(to, v128.load(from + c));
      v128.store(to, v128.load(from + c, 16), 16);
      to += room * strip;
    }
    from += stride;
  }
}

/** c += AᵀB of the first `lines` lines of two panels. */
export function multiply(c: usize, a: usize, b: usize, room: usize, lines: usize): void {
  for (let row: usize = 0; row < 16; row++) {
    for (let column: usize = 0; column < 16; column++) {
      const at = c + row * 4 * line + column * strip;
      addTile(at, line, a + row * room * strip, strip, b + column * room * strip, strip, lines, 1);
    }
  }
}

/** c = U⁻ᵀc, U the upper triangle of a block of a matrix. */
export function solve(c: usize, u: usize, stride: usize): void {
  for (let row: usize = 0; row < 64; row += 4) {
    const own = u + row * stride + (row << 3);
    for (let column: usize = 0; column < line; column += strip) {
      const at = c + row * line + column;
      addTile(at, line, u + (row << 3), stride, c + column, line, row, -1);
      finishTile(at, line, own, stride);
    }
  }
}
