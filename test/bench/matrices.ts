import type { Csr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { hasMl1m, readMl1mTrain } from '../support/ml-1m.ts';

/** Weights of a view, a click, a like and a share. */
const weights = [0.1, 0.3, 0.7, 1];

/** The matrices that similarity is measured on; made when they are asked for. */
export const benchMatrices: Record<string, { title: string; make: (() => Csr) | null }> = {
  'ml-1m': { title: 'MovieLens 1M: 6,040 users × 3,706 items, 994,169 weights', make: hasMl1m ? weightedMl1m : null },
  '3m': { title: '30,000 users × 10,000 items, 3 million weights', make: () => popularItems(30_000, 10_000, 3e6) },
  '20m': { title: '138,493 users × 26,744 items, 20 million weights', make: () => popularItems(138_493, 26_744, 2e7) },
};

function weightedMl1m(): Csr {
  const ratings = readMl1mTrain();
  const random = createRandom(1, 'bench-weights');
  return { ...ratings, values: ratings.values.map(() => weights[random.below(weights.length)]!) };
}

/** Activity is exponential, and popular items are had more often. `nnz` is about what comes out; memory is little more than that of the answer. */
export function popularItems(users: number, items: number, nnz: number): Csr {
  const random = createRandom(1, 'bench-matrix');
  const indptr = new Int32Array(users + 1);
  let indices = new Int32Array(Math.ceil(nnz * 1.3));
  const row = new Int32Array(items);
  // Of as many draws, popular items come up twice.
  const mean = (1.19 * nnz) / users;
  let end = 0;
  for (let user = 0; user < users; user++) {
    const draws = Math.min(items, 1 - mean * Math.log(1 - random.next()));
    let count = 0;
    while (count < draws) row[count++] = Math.floor(items * random.next() ** 3);
    row.subarray(0, count).sort();
    if (end + count > indices.length) indices = grown(indices, end + count);
    for (let n = 0; n < count; n++) if (n === 0 || row[n] !== row[n - 1]) indices[end++] = row[n]!;
    indptr[user + 1] = end;
  }
  const values = new Float64Array(end);
  for (let p = 0; p < end; p++) values[p] = weights[random.below(weights.length)]!;
  return { rows: users, cols: items, indptr, indices: indices.slice(0, end), values };
}

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, array.length * 1.5));
  larger.set(array);
  return larger;
}
