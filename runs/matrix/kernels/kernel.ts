import { wasm as neighbours } from './neighbours.wasm.ts';

/**
 * Who does the heavy sums: WebAssembly with SIMD, or plain TypeScript, which is the reference for it and the way where there is none.
 * Their answers are the same to the bit.
 */
export type Kernel = 'wasm' | 'plain';

/** Asked once, when the process or thread starts: `KINDRED_KERNEL=plain` turns WebAssembly off. */
export const kernel: Kernel = process.env['KINDRED_KERNEL'] === 'plain' || !isAvailable() ? 'plain' : 'wasm';

function isAvailable(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(bytesOf(neighbours));
}

/** Functions over addresses of the memory that they were started with. */
export type KernelFunction = (...addresses: number[]) => number;

const modules = new Map<string, WebAssembly.Module>();

/**
 * The functions of a compiled kernel over a memory that threads share.
 * @param wasm the module in base64, as `*.wasm.ts` have it; compiled once a thread
 */
export function startKernel(wasm: string, memory: WebAssembly.Memory): Record<string, KernelFunction> {
  let module = modules.get(wasm);
  if (!module) modules.set(wasm, (module = new WebAssembly.Module(bytesOf(wasm))));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions = Object.entries(exports).filter(
    (entry): entry is [string, KernelFunction] => typeof entry[1] === 'function',
  );
  return Object.fromEntries(functions);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

const page = 65_536;

/** Zeroed memory of a fixed size; null where there is not so much in one piece (4 GiB at most). */
export function sharedPages(bytes: number): WebAssembly.Memory | null {
  const pages = Math.ceil(bytes / page);
  if (pages > page) return null;
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    return null;
  }
}
