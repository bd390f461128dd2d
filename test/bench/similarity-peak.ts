/** usage: similarity-peak.ts MATRIX THREADS: one search of neighbours in a process of its own, so that its peak memory is its own. Prints JSON. */
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { benchMatrices } from './matrices.ts';
import { timed } from './rounds.ts';

const [name, threads] = process.argv.slice(2);
const ratings = benchMatrices[name ?? '']?.make?.();
if (!ratings) throw new Error(`There is no matrix "${name}".`);
const before = process.resourceUsage().maxRSS;
const kernelWorker = new URL('../../runs/training/kernel-worker.ts', import.meta.url);
const compute = parallelCompute(Number(threads), kernelWorker, () => false, { smallProduct: 0 });
const times = await timed(() => compute.topK(ratings, { k: 50, shrinkage: 0, minOverlap: 1 }));
await compute.close();
const megabytes = (kilobytes: number) => kilobytes / 1024;
console.log(
  JSON.stringify({
    ...times,
    peak: megabytes(process.resourceUsage().maxRSS),
    before: megabytes(before),
    weights: ratings.indices.length,
  }),
);
