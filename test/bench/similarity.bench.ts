/**
 * All-pairs user cosine, top 50: `npm run bench -- similarity [--20m]`. By turns with scikit-learn and implicit where pip has them
 * (KINDRED_BENCH_PYTHON names an interpreter that has them already); plain TypeScript always. Ratios are against our kernel with as many threads.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { transpose } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { kernel } from '#runs/matrix/kernels/kernel.ts';
import type { Kernel } from '#runs/matrix/kernels/kernel.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { ofRowPairs } from '#runs/matrix/operations.ts';
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { benchMatrices, popularItems } from './matrices.ts';
import { createPython } from './python.ts';
import type { Comparison } from './python.ts';
import { exponent, measureRounds, timed } from './rounds.ts';
import type { Contender, Times } from './rounds.ts';

const options = { k: 50, shrinkage: 0, minOverlap: 1 };
const kernelWorker = new URL('../../runs/training/kernel-worker.ts', import.meta.url);
const python = createPython();
if ('missing' in python) console.log(`\nscikit-learn and implicit are left out: ${python.missing}.`);

/** Megabytes that a search by blocks may use, a good third of what it takes otherwise. */
const limits = { 'ml-1m': 20, '3m': 60, '20m': 300 };

for (const [name, rounds] of [
  ['ml-1m', 5],
  ['3m', 1],
] as const) {
  const { title, make } = benchMatrices[name]!;
  console.log(`\n${title}`);
  if (make) await compareOn(make(), rounds);
  else console.log('left out: ../shared/data/ml-1m-ncf is not here');
  if (make) printPeaks(name);
  if (make) printPeaks(name, [2], limits[name]);
}
await printGrowth();
if (process.argv.includes('--20m')) {
  console.log(`\n${benchMatrices['20m']!.title}`);
  printPeaks('20m', [2]);
  printPeaks('20m', [2], limits['20m']);
} else {
  console.log('\n20 million weights are left out: they take minutes. Ask with --20m.');
}
if ('close' in python) python.close();

async function compareOn(ratings: Csr, rounds: number): Promise<void> {
  console.log(`${ofRowPairs(ratings).toPrecision(3)} multiply-adds`);
  const pools = [kernel, 'plain' as const].map((by) => parallelCompute(2, kernelWorker, () => false, { kernel: by }));
  const comparison = 'load' in python ? python.load(ratings) : null;
  const contenders = [
    ours(`kernel (${kernel})`, 1, () => localCompute(() => false, kernel).topK(ratings, options)),
    ours(`kernel (${kernel})`, 2, () => pools[0]!.topK(ratings, options)),
    ours('plain TypeScript', 1, () => localCompute(() => false, 'plain').topK(ratings, options)),
    ours('plain TypeScript', 2, () => pools[1]!.topK(ratings, options)),
    ...(comparison ? theirs(comparison) : []),
    ours('items instead of users', 1, () => localCompute(() => false, kernel).topK(transpose(ratings), options)),
  ];
  const times = await measureRounds(contenders, { rounds, warmUp: true, ours: `kernel (${kernel})` });
  await checkAlike(ratings, times);
  comparison?.close();
  await Promise.all(pools.map((pool) => pool.close()));
}

function ours(name: string, threads: number, work: () => Promise<unknown>): Contender {
  return { name, threads, run: () => timed(work) };
}

function theirs(comparison: Comparison): Contender[] {
  return [1, 2].flatMap((threads) => [
    { name: 'scikit-learn, float64', threads, run: () => comparison.ask(`sklearn ${options.k} ${threads} 64`) },
    { name: 'scikit-learn, float32', threads, run: () => comparison.ask(`sklearn ${options.k} ${threads} 32`) },
    { name: 'implicit', threads, run: () => comparison.ask(`implicit ${options.k} ${threads}`) },
  ]);
}

/** @throws Error where theirs are other neighbours */
async function checkAlike(ratings: Csr, times: readonly Times[]): Promise<void> {
  const { similarities } = await localCompute(() => false, kernel).topK(ratings, options);
  const sum = similarities.reduce((a, b) => a + b, 0);
  for (const { name, check } of times) {
    if (check !== undefined && Math.abs(sum / check - 1) > 1e-5) {
      throw new Error(`${name} finds other neighbours: similarities sum to ${check}, here to ${sum}.`);
    }
  }
}

function printPeaks(name: string, threads: readonly number[] = [1, 2], limit?: number): void {
  const Peak = z.object({ ms: z.number(), cpu: z.number(), peak: z.number(), before: z.number(), weights: z.int() });
  for (const count of threads) {
    const { stdout } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'similarity-peak.ts'), name, String(count), ...(limit ? [String(limit)] : [])],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const { ms, cpu, peak, before, weights } = Peak.parse(JSON.parse(stdout));
    console.log(
      `in a process of its own, ${count} thread(s)${limit ? `, by blocks within ${limit} MB` : ''}: peak ${Math.round(peak)} MB, of which ${Math.round(before)} MB before, ` +
        `for ${weights} weights; wall ${(ms / 1000).toFixed(1)} s, cpu ${(cpu / 1000).toFixed(1)} s`,
    );
  }
}

async function printGrowth(): Promise<void> {
  console.log('\nGrowth with users (2,000 items, 60 weights each)');
  const by = async (name: Kernel, users: number) => {
    const ratings = popularItems(users, 2000, users * 60);
    const compute = localCompute(() => false, name);
    await compute.topK(ratings, options);
    const runs = [await timed(() => compute.topK(ratings, options)), await timed(() => compute.topK(ratings, options))];
    return [users, Math.min(...runs.map(({ cpu }) => cpu))] as const;
  };
  for (const name of new Set([kernel, 'plain' as const])) {
    const points: (readonly [number, number])[] = [];
    for (const users of [2000, 4000, 8000, 16_000]) points.push(await by(name, users));
    const list = points.map(([users, ms]) => `${users}: ${ms.toFixed(0)} ms`).join(', ');
    console.log(`${name}: cpu ∝ users^${exponent(points).toFixed(2)} (${list})`);
  }
}
