import type { Compute } from './compute.ts';
import { createCompute } from './create-compute.ts';
import { kernel as available } from './kernels/kernel.ts';
import type { Kernel } from './kernels/kernel.ts';
import { blockOf, cancelled, rowsOf, startPass } from './pass.ts';
import type { Job } from './pass.ts';
import type { Spill } from './spill.ts';

/** Matrix work in this thread, which is not given up before it is done: `shouldStop` reads memory, it cannot wait for an event. */
export function localCompute(shouldStop: () => boolean, kernel: Kernel = available, spill?: Spill): Compute {
  return createCompute({
    threads: 1,
    memory: 'private',
    kernel,
    ...(spill && { spill }),
    run: async (jobs, onProgress) => jobs.forEach((job) => runHere(job, shouldStop, onProgress)),
  });
}

function runHere(job: Job, shouldStop: () => boolean, onProgress: (done: number, total: number) => void): void {
  const rows = rowsOf(job);
  const block = blockOf(job);
  const pass = startPass(job);
  for (let from = 0; from < rows; from += block) {
    if (shouldStop()) throw cancelled();
    const to = Math.min(rows, from + block);
    pass(from, to);
    // A hundred reports are enough for any bar.
    if (Math.floor((to * 100) / rows) > Math.floor((from * 100) / rows)) onProgress(to, rows);
  }
}
