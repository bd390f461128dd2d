/**
 * One iteration of implicit ALS, 64 factors: `npm run bench als`. By turns with implicit where pip has it, and with plain TypeScript; ratios
 * are against our kernel with as many threads. Gradients are float32 in both, Cholesky float64 in ours; the objectives differ a little, the work does not.
 */
import { transpose } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Compute } from '#runs/matrix/compute.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { benchMatrices, popularItems } from './matrices.ts';
import { createPython } from './python.ts';
import { measureRounds, timed } from './rounds.ts';
import type { Contender } from './rounds.ts';

const factors = 64;
const settings = { factors, unobserved: 0.3, regularization: 0.007, frequency: 1, pull: 0 };
const kernelWorker = new URL('../../runs/training/kernel-worker.ts', import.meta.url);

const { title, make } = benchMatrices['ml-1m']!;
const ratings = make ? make() : popularItems(6040, 3706, 1e6);
const byItem = transpose(ratings);
const users = randomFactors(ratings.rows);
const items = randomFactors(ratings.cols);
const local = localCompute(() => false);
const plain = localCompute(() => false, 'plain');
const pool = parallelCompute(2, kernelWorker, () => false);
const python = createPython();
const comparison = 'load' in python ? python.load(ratings) : null;

console.log(`\n${make ? title : 'generated: 6,040 users × 3,706 items, 1 million weights'}, ${factors} factors`);
if ('missing' in python) console.log(`implicit is left out: ${python.missing}.`);
for (const [solver, steps] of [
  ['3 steps of conjugate gradients', 3],
  ['Cholesky', 0],
] as const) {
  console.log(`\n${solver}`);
  const contenders: Contender[] = [1, 2].flatMap((threads) => [
    ...(threads === 1 ? [{ name: 'plain TypeScript', threads, run: () => timed(() => iterate(plain, steps)) }] : []),
    { name: 'ours', threads, run: () => timed(() => iterate(threads === 1 ? local : pool, steps)) },
    ...(comparison
      ? [{ name: 'implicit', threads, run: () => comparison.ask(`als ${factors} ${steps} ${threads}`) }]
      : []),
  ]);
  await measureRounds(contenders, { rounds: 3, warmUp: true, ours: 'ours' });
}
comparison?.close();
await pool.close();
if ('close' in python) python.close();

async function iterate(compute: Compute, steps: number): Promise<void> {
  const half = (of: Csr, fixed: Float64Array, start: Float64Array) =>
    compute.alsHalfStep({ ...settings, ratings: of, fixed, start: steps > 0 ? start : null, steps });
  const { solved } = await half(ratings, items, users);
  await half(byItem, solved, items);
}

function randomFactors(rows: number): Float64Array {
  const random = createRandom(1, 'als-bench');
  return Float64Array.from({ length: rows * factors }, () => (random.normal() * 0.1) / Math.sqrt(factors));
}
