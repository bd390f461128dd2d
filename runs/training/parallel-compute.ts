import type { Compute } from '#runs/matrix/compute.ts';
import { kernel as available } from '#runs/matrix/kernels/kernel.ts';
import type { Kernel } from '#runs/matrix/kernels/kernel.ts';
import { createCompute } from '#runs/matrix/create-compute.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { rowsOf } from '#runs/matrix/pass.ts';
import type { Spill } from '#runs/matrix/spill.ts';
import * as operations from '#runs/matrix/operations.ts';
import type { KernelRequest } from './kernel-worker.ts';
import { createThread } from './thread.ts';
import { workTogether } from './work-together.ts';

const computing = { name: 'kindred-kernel', does: 'computes similarities' };

/** Starting threads costs about as long as this many multiply-adds; smaller products are made in the caller's thread. */
const smallProduct = 4e7;

/**
 * Matrix work over several threads that share their input and take blocks of rows; the answers have the bits of `localCompute`.
 * Threads start with the first large product and stay for the next; `close` ends them, also in the middle of one.
 * @param workerUrl  where `kernel-worker.ts` is: its source, or its file in the bundle
 * @param shouldStop asked by the calling thread, whose events must not be blocked meanwhile
 */
export function parallelCompute(
  workers: number,
  workerUrl: URL,
  shouldStop: () => boolean,
  options: { smallProduct?: number; kernel?: Kernel; spill?: Spill } = {},
): Compute & { close(): Promise<void> } {
  const threads = Array.from({ length: workers }, () => createThread<KernelRequest>(workerUrl, computing));
  const sums = options.kernel ?? available;
  const local = localCompute(shouldStop, sums, options.spill);
  const parallel = createCompute({
    threads: workers,
    memory: 'shared',
    kernel: sums,
    ...(options.spill && { spill: options.spill }),
    run: (jobs, onProgress) =>
      workTogether(threads, (control, n) => ({ job: jobs[n]!, control }), rowsOf(jobs[0]!), { shouldStop, onProgress }),
  });
  const by = (count: number): Compute => (count < (options.smallProduct ?? smallProduct) ? local : parallel);
  return {
    topK: (ratings, ...rest) => by(operations.ofRowPairs(ratings)).topK(ratings, ...rest),
    summarise: (ratings) => by(operations.ofRowPairs(ratings)).summarise(ratings),
    productTopK: (left, right, ...rest) => by(operations.ofProduct(left, right)).productTopK(left, right, ...rest),
    gram: (ratings, ...rest) => by(operations.ofGram(ratings)).gram(ratings, ...rest),
    gramInverse: (ratings, ...rest) => by(operations.ofGramInverse(ratings)).gramInverse(ratings, ...rest),
    elasticNet: (problem, ...rest) => by(operations.ofElasticNet(problem)).elasticNet(problem, ...rest),
    alsHalfStep: (step) => by(operations.ofAlsHalfStep(step)).alsHalfStep(step),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
