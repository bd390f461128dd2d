/** usage: similarity-peak.ts MATRIX THREADS [MEGABYTES]: one search of neighbours in a process of its own, so that its peak memory is its own; by blocks on disk where it may use no more. Prints JSON. */
import { tmpdir } from 'node:os';
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { openSpillFile } from '#runs/training/spill-file.ts';
import { benchMatrices } from './matrices.ts';
import { timed } from './rounds.ts';

const [name, threads, limit] = process.argv.slice(2);
const ratings = benchMatrices[name ?? '']?.make?.();
if (!ratings) throw new Error(`There is no matrix "${name}".`);
const before = process.resourceUsage().maxRSS;
const kernelWorker = new URL('../../runs/training/kernel-worker.ts', import.meta.url);
const compute = parallelCompute(Number(threads), kernelWorker, () => false, {
  smallProduct: 0,
  ...(limit && { spill: { bytes: Number(limit) * 1e6, open: () => openSpillFile(tmpdir()) } }),
});
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
