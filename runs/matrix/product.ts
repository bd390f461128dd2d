import type { Neighbours, OnProgress } from './compute.ts';
import type { Csr } from './csr.ts';
import { createHeaps, sortHeaps } from './heaps.ts';
import { copyTo, memoryOf } from './memory.ts';
import type { Runner } from './pass.ts';
import { inMemoryOf } from './shared-copies.ts';

/** The k greatest values above 0 of each row of left·right·diag(columnScale), without the diagonal. */
export async function productTopK(
  runner: Runner,
  left: Csr,
  right: Csr,
  { k, columnScale }: { k: number; columnScale: Float64Array },
  onProgress: OnProgress,
): Promise<Neighbours> {
  const memory = memoryOf(runner);
  const heaps = createHeaps(left.rows, Math.max(0, Math.min(k, right.cols - 1)), memory);
  const job = {
    kind: 'product',
    left: inMemoryOf(runner, left),
    right: inMemoryOf(runner, right),
    columnScale: copyTo(memory, columnScale),
    heaps,
  } as const;
  await runner.run(
    Array.from({ length: runner.threads }, () => job),
    onProgress,
  );
  return sortHeaps(heaps);
}
