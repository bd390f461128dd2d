import { sharedPages } from './kernels/kernel.ts';
import type { Kernel } from './kernels/kernel.ts';
import { memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';

/** Arrays, and the memory of the WebAssembly kernel that they lie in; null where plain TypeScript works on them. */
export type Laid<T> = { pages: WebAssembly.Memory | null; arrays: T };

/** Each array starts on a line of the cache. */
const line = 64;

/**
 * Lays arrays out where a runner's jobs find them, all zero: in one memory for the WebAssembly kernel, if it is that kernel's work and
 * there is so much memory in one piece. The `byteOffset` of an array is then its address.
 * @param lay asks for its arrays, always the same ones; it is called twice
 */
export function layInPages<T>(
  where: { kernel: Kernel; memory: 'private' | 'shared' },
  lay: (memory: Memory) => T,
): Laid<T> {
  if (where.kernel === 'wasm') {
    let bytes = line;
    // Bytes may need more than 32 bits, so there are no bit operations.
    const take = (length: number, size: number): number => {
      const at = bytes;
      bytes = Math.ceil((at + length * size) / line) * line;
      return at;
    };
    lay(counting(take));
    const pages = sharedPages(bytes);
    bytes = line;
    if (pages) return { pages, arrays: lay(over(pages.buffer, take)) };
  }
  return { pages: null, arrays: lay(memoryOf(where)) };
}

type Take = (length: number, size: number) => number;

const counting = (take: Take): Memory => ({
  ints: (length) => new Int32Array(take(length, 4) * 0),
  floats: (length) => new Float64Array(take(length, 8) * 0),
  singles: (length) => new Float32Array(take(length, 4) * 0),
});

const over = (buffer: ArrayBuffer | SharedArrayBuffer, take: Take): Memory => ({
  ints: (length) => new Int32Array(buffer, take(length, 4), length),
  floats: (length) => new Float64Array(buffer, take(length, 8), length),
  singles: (length) => new Float32Array(buffer, take(length, 4), length),
});
