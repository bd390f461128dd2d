import { blockSize, panelLines } from './blocks.ts';
import type { BlockArea } from './blocks.ts';
import type { OnProgress } from './compute.ts';
import { transpose } from './csr.ts';
import type { Csr } from './csr.ts';
import { mirror } from './gram-pass.ts';
import { factorDiagonal } from './inverse-pass.ts';
import type { InverseJob } from './inverse-pass.ts';
import { memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';
import { layInPages } from './pages.ts';
import type { Runner } from './pass.ts';
import { ofAll } from './meeting.ts';
import { prepareProducts } from './products.ts';

/** RᵀR, columns × columns. */
export async function gram(runner: Runner, ratings: Csr, onProgress: OnProgress): Promise<Float64Array> {
  const dense = memoryOf(runner).floats(ratings.cols ** 2);
  await fillGram(runner, ratings, dense, ratings.cols, onProgress);
  mirror(dense, ratings.cols, ratings.cols);
  return dense;
}

/** (RᵀR + ridge·I)⁻¹ by a blocked Cholesky factor, in the place of RᵀR. */
export async function gramInverse(
  runner: Runner,
  ratings: Csr,
  ridge: number,
  onProgress: OnProgress,
): Promise<Float64Array> {
  const count = ratings.cols;
  const size = inBlocks(count);
  const { pages, arrays } = layInPages(runner, inverseArrays(size, runner.threads));
  const { a, diagonal, areas } = arrays;
  await fillGram(runner, ratings, a, size, (done, total) => onProgress(done * 0.1, total));
  for (let i = 0; i < size; i++) a[i * (size + 1)]! += i < count ? ridge : 1;
  const job = { kind: 'inverse', pages, diagonal } as const;
  const jobs = (phase: InverseJob['phase'], row: number) => areas.map((area) => ({ ...job, phase, area, row }));
  await invert(runner, jobs, size / blockSize, (share) => onProgress(count * (0.1 + 0.9 * share), count));
  for (let i = 0; i < size; i++) a[i * (size + 1)] = diagonal[i]!;
  mirror(a, size, size);
  return withoutPadding(a, count, size);
}

const inBlocks = (count: number): number => Math.ceil(count / blockSize) * blockSize;

/** Bytes that `gramInverse` works in beside copies of the ratings. */
export const inverseBytes = (columns: number, threads: number): number =>
  (inBlocks(columns) ** 2 + inBlocks(columns) + threads * (2 * panelLines + blockSize) * blockSize) * 8;

const inverseArrays = (size: number, threads: number) => (memory: Memory) => {
  const a = memory.floats(size * size);
  return {
    a,
    diagonal: memory.floats(size),
    areas: Array.from({ length: threads }, (): BlockArea => {
      const panel = () => memory.floats(panelLines * blockSize);
      return { a, size, left: panel(), right: panel(), sums: memory.floats(blockSize * blockSize) };
    }),
  };
};

async function fillGram(
  runner: Runner,
  ratings: Csr,
  dense: Float64Array,
  stride: number,
  onProgress: OnProgress,
): Promise<void> {
  const products = prepareProducts(ofAll(transpose(ratings), 0), runner);
  const job = { kind: 'gram', products, gram: dense, stride } as const;
  await runner.run(
    Array.from({ length: runner.threads }, () => job),
    onProgress,
  );
}

/** A⁻¹ in place of A, above the diagonal. Each of its three parts is a third of the size³/2 multiply-adds. */
async function invert(
  runner: Runner,
  jobs: (phase: InverseJob['phase'], row: number) => InverseJob[],
  count: number,
  onShare: (share: number) => void,
): Promise<void> {
  for (let row = 0; row < count; row++) {
    const panel = jobs('panel', row);
    factorDiagonal(panel[0]!);
    if (row + 1 < count) await runner.run(panel, () => undefined);
    onShare((row + 1) / count / 3);
  }
  await runner.run(jobs('triangle', 0), (done, total) => onShare(1 / 3 + done / total / 3));
  await runner.run(jobs('product', 0), (done, total) => onShare(2 / 3 + done / total / 3));
}

/** The first `count` rows and columns, moved together in place. */
function withoutPadding(a: Float64Array, count: number, size: number): Float64Array {
  if (count === size) return a;
  for (let row = 1; row < count; row++) a.copyWithin(row * count, row * size, row * size + count);
  return a.subarray(0, count * count);
}
