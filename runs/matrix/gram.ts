import { factorRows } from './cholesky.ts';
import type { OnProgress } from './compute.ts';
import { transpose } from './csr.ts';
import type { Csr } from './csr.ts';
import { padded, tile } from './dot-tile.ts';
import { mirror } from './gram-pass.ts';
import type { InverseJob } from './inverse-pass.ts';
import { memoryOf } from './memory.ts';
import type { Runner } from './pass.ts';
import { prepareProducts } from './products.ts';

/** Columns of the Cholesky factor that are made before the rows below them; a pass over threads costs more than fewer would gain. */
const panelColumns = 64;

/** RᵀR, columns × columns. */
export async function gram(runner: Runner, ratings: Csr, onProgress: OnProgress): Promise<Float64Array> {
  const dense = memoryOf(runner).floats(ratings.cols ** 2);
  await fillGram(runner, ratings, dense, ratings.cols, onProgress);
  mirror(dense, ratings.cols, ratings.cols, 'upper');
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
  const size = padded(count);
  const memory = memoryOf(runner);
  const a = memory.floats(size * size);
  await fillGram(runner, ratings, a, size, (done, total) => onProgress(done * 0.1, total));
  for (let i = 0; i < size; i++) a[i * size + i]! += i < count ? ridge : 1;
  mirror(a, size, size, 'upper');
  await invert(runner, a, size, memory.floats(size), (share) => onProgress(count * (0.1 + 0.9 * share), count));
  mirror(a, size, size, 'lower');
  return withoutPadding(a, count, size);
}

async function fillGram(
  runner: Runner,
  ratings: Csr,
  dense: Float64Array,
  stride: number,
  onProgress: OnProgress,
): Promise<void> {
  const products = prepareProducts(transpose(ratings), runner.memory);
  const job = { kind: 'gram', products, gram: dense, stride } as const;
  await runner.run(
    Array.from({ length: runner.threads }, () => job),
    onProgress,
  );
}

/** The lower triangle and diagonal of A⁻¹ in place of A's. Each of its three parts is a third of the size³/2 multiply-adds. */
async function invert(
  runner: Runner,
  a: Float64Array,
  size: number,
  diagonal: Float64Array,
  onShare: (share: number) => void,
): Promise<void> {
  const run = (phase: InverseJob['phase'], from: number, to: number, report: OnProgress) => {
    const job: InverseJob = { kind: 'inverse', phase, a, size, from, to, diagonal };
    return runner.run(
      Array.from({ length: runner.threads }, () => job),
      report,
    );
  };
  for (let from = 0; from < size; from += panelColumns) {
    const to = Math.min(size, from + panelColumns);
    for (let row = from; row < to; row += tile) factorRows(a, size, row, from, row + tile);
    if (to < size) await run('panel', from, to, () => undefined);
    onShare(to / size / 3);
  }
  for (let i = 0; i < size; i++) diagonal[i] = a[i * size + i]!;
  await run('triangle', 0, size, (done, total) => onShare(1 / 3 + done / total / 3));
  await run('product', 0, size, (done, total) => onShare(2 / 3 + done / total / 3));
  for (let i = 0; i < size; i++) a[i * size + i] = diagonal[i]!;
}

/** The first `count` rows and columns, moved together in place. */
function withoutPadding(a: Float64Array, count: number, size: number): Float64Array {
  if (count === size) return a;
  for (let row = 1; row < count; row++) a.copyWithin(row * count, row * size, row * size + count);
  return a.subarray(0, count * count);
}
