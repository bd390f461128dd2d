import { panelLines } from './blocks.ts';
import type { BlockArea, Blocks } from './blocks.ts';
import { wasm } from './kernels/blocks.wasm.ts';
import { startKernel } from './kernels/kernel.ts';
import { createPlainBlocks } from './plain-blocks.ts';

/** @param pages where the arrays are, for the WebAssembly kernel; without, plain TypeScript does the same to the bit */
export function createBlocks(area: BlockArea, pages: WebAssembly.Memory | null): Blocks {
  if (!pages) return createPlainBlocks(area);
  const { pack, multiply, solve } = startKernel(wasm, pages);
  const { byteOffset } = area.a;
  const stride = area.size * 8;
  const sums = area.sums.byteOffset;
  const panels = { left: area.left.byteOffset, right: area.right.byteOffset };
  return {
    pack: (panel, first, at, lines) => {
      pack!(panels[panel], panelLines, first, byteOffset + at * 8, stride, lines);
    },
    multiply: (lines) => {
      multiply!(sums, panels.left, panels.right, panelLines, lines);
    },
    solve: (at) => {
      solve!(sums, byteOffset + at * 8, stride);
    },
  };
}
