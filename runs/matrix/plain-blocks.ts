import { blockSize, panelLines } from './blocks.ts';
import type { BlockArea, Blocks } from './blocks.ts';
import { finishTile } from './cholesky.ts';
import { addTile, tile } from './tile.ts';

/** The reference for kernels/blocks.as.ts, and the way where there is no WebAssembly. */
export function createPlainBlocks({ a, size, left, right, sums }: BlockArea): Blocks {
  const panels = { left, right };
  const strip = panelLines * tile;
  return {
    pack(panel, first, at, lines) {
      const to = panels[panel];
      for (let n = 0; n < lines; n++) {
        for (let c = 0, from = at + n * size; c < blockSize; c++, from++) {
          to[(c >> 2) * strip + (first + n) * tile + (c & 3)] = a[from]!;
        }
      }
    },
    multiply(lines) {
      for (let row = 0; row < blockSize; row += tile) {
        for (let column = 0; column < blockSize; column += tile) {
          const c = { values: sums, at: row * blockSize + column, stride: blockSize };
          const rows = { values: left, at: (row / tile) * strip, stride: tile };
          const columns = { values: right, at: (column / tile) * strip, stride: tile };
          addTile(c, rows, columns, lines, 1);
        }
      }
    },
    solve(at) {
      for (let row = 0; row < blockSize; row += tile) {
        const own = { values: a, at: at + row * (size + 1), stride: size };
        for (let column = 0; column < blockSize; column += tile) {
          const c = { values: sums, at: row * blockSize + column, stride: blockSize };
          const rows = { values: a, at: at + row, stride: size };
          const columns = { values: sums, at: column, stride: blockSize };
          addTile(c, rows, columns, row, -1);
          finishTile(c, own);
        }
      }
    },
  };
}
