import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Csr } from '#runs/matrix/csr.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/ml-1m-ncf');

/** MovieLens 1M as Neural Collaborative Filtering split it; not part of the repository. */
export const hasMl1m = existsSync(folder);

const users = 6040;
const items = 3706;

/** Whole numbers of the first two columns of each line. */
function readPairs(bytes: Buffer): [Int32Array, Int32Array] {
  const lines = bytes.toString('latin1').trimEnd().split('\n');
  const columns: [Int32Array, Int32Array] = [new Int32Array(lines.length), new Int32Array(lines.length)];
  for (let n = 0; n < lines.length; n++) {
    const line = lines[n]!;
    const first = line.indexOf('\t');
    const second = line.indexOf('\t', first + 1);
    columns[0][n] = Number(line.slice(0, first));
    columns[1][n] = Number(line.slice(first + 1, second));
  }
  return columns;
}

/** The training part, users × items, 1 for every interaction. */
export function readMl1mTrain(): Csr {
  const [ofUser, ofItem] = readPairs(gunzipSync(readFileSync(resolve(folder, 'ml-1m.train.rating.gz'))));
  // One number a pair, so that sorting and counting distinct ones is flat.
  const pairs = Float64Array.from(ofUser, (user, n) => user * items + ofItem[n]!)
    .sort()
    .filter((pair, n, all) => n === 0 || pair !== all[n - 1]);
  const indptr = new Int32Array(users + 1);
  for (const pair of pairs) indptr[Math.floor(pair / items) + 1]! += 1;
  for (let user = 0; user < users; user++) indptr[user + 1]! += indptr[user]!;
  const indices = Int32Array.from(pairs, (pair) => pair % items);
  return { rows: users, cols: items, indptr, indices, values: new Float64Array(pairs.length).fill(1) };
}

/** One held-out item a user, and the distinct candidates that it is ranked among (itself first). */
export function readMl1mTest(): { positive: Int32Array; candidates: Int32Array[] } {
  const [ofUser, ofItem] = readPairs(readFileSync(resolve(folder, 'ml-1m.test.rating')));
  const positive = new Int32Array(users);
  ofUser.forEach((user, n) => (positive[user] = ofItem[n]!));
  const lines = gunzipSync(readFileSync(resolve(folder, 'ml-1m.test.negative.gz')))
    .toString('latin1')
    .trimEnd()
    .split('\n');
  const candidates: Int32Array[] = [];
  for (const line of lines) {
    const [pair, ...negatives] = line.split('\t');
    const user = Number(pair!.slice(1, pair!.indexOf(',')));
    candidates[user] = Int32Array.from(new Set([positive[user]!, ...negatives.map(Number)]));
  }
  return { positive, candidates };
}
