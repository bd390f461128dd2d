import type { Neighbours, OnProgress } from './compute.ts';
import type { ElasticNet } from './elastic-net-pass.ts';
import { createHeaps } from './heaps.ts';
import { copyTo, memoryOf } from './memory.ts';
import type { Runner } from './pass.ts';

/** The regression of each column on all others. */
export async function elasticNet(runner: Runner, problem: ElasticNet, onProgress: OnProgress): Promise<Neighbours> {
  const memory = memoryOf(runner);
  const k = Math.max(0, Math.min(problem.k, problem.size - 1));
  const { rows, counts, ids, similarities } = createHeaps(problem.size, k, memory);
  const kept = { rows, k, counts, ids, similarities };
  const job = { kind: 'elastic-net', problem: { ...problem, gram: copyTo(memory, problem.gram) }, kept } as const;
  await runner.run(
    Array.from({ length: runner.threads }, () => job),
    onProgress,
  );
  return kept;
}
