import type { Csr } from './csr.ts';
import type { Random } from './random.ts';
import { pickRows } from './rows.ts';

/** Sums of rows, column by column: the sum of cluster c at column j is at j·clusters + c. */
export type Centres = { clusters: number; sums: Float64Array };

const sampleSize = 4096;
const rounds = 12;

/**
 * Spherical k-means (Dhillon & Modha 2001): learned on a seeded sample of the rows, then every row goes to the centre of greatest
 * cosine, the smaller cluster where two are equal. O(nnz · clusters).
 * @param unit  rows of length 1
 * @returns the cluster of each row; clusters may be empty
 */
export function kMeans(unit: Csr, clusters: number, random: Random): Int32Array {
  const shuffled = random.shuffle(Int32Array.from({ length: unit.rows }, (_, row) => row));
  const sample = pickRows(unit, shuffled.subarray(0, sampleSize));
  // The first centres are the first rows of the shuffled sample.
  let assigned: Int32Array = Int32Array.from({ length: sample.rows }, (_, row) => (row < clusters ? row : -1));
  for (let round = 0; round < rounds; round++) {
    const next = nearestCentres(sample, centresOf(sample, assigned, clusters));
    const settled = next.every((cluster, row) => cluster === assigned[row]);
    assigned = next;
    if (settled) break;
  }
  return nearestCentres(unit, centresOf(sample, assigned, clusters));
}

/** The sum of the rows of each cluster; rows of cluster −1 take no part. */
export function sumRows(unit: Csr, clusterOf: Int32Array, clusters: number): Centres {
  const sums = new Float64Array(unit.cols * clusters);
  for (let row = 0; row < unit.rows; row++) {
    const cluster = clusterOf[row]!;
    if (cluster < 0) continue;
    for (let p = unit.indptr[row]!, end = unit.indptr[row + 1]!; p < end; p++) {
      sums[unit.indices[p]! * clusters + cluster]! += unit.values[p]!;
    }
  }
  return { clusters, sums };
}

/** Sums scaled to length 1, the centres of spherical k-means. */
function centresOf(unit: Csr, clusterOf: Int32Array, clusters: number): Centres {
  const { sums } = sumRows(unit, clusterOf, clusters);
  const squares = new Float64Array(clusters);
  for (let p = 0; p < sums.length; p++) squares[p % clusters]! += sums[p]! ** 2;
  const scales = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
  for (let p = 0; p < sums.length; p++) sums[p]! *= scales[p % clusters]!;
  return { clusters, sums };
}

function nearestCentres(unit: Csr, { clusters, sums }: Centres): Int32Array {
  const nearest = new Int32Array(unit.rows);
  const scores = new Float64Array(clusters);
  for (let row = 0; row < unit.rows; row++) {
    scores.fill(0);
    for (let p = unit.indptr[row]!, end = unit.indptr[row + 1]!; p < end; p++) {
      const value = unit.values[p]!;
      const base = unit.indices[p]! * clusters;
      for (let c = 0; c < clusters; c++) scores[c]! += value * sums[base + c]!;
    }
    let best = 0;
    for (let c = 1; c < clusters; c++) if (scores[c]! > scores[best]!) best = c;
    nearest[row] = best;
  }
  return nearest;
}

/** The sums as clusters × columns. */
export function centreRows({ clusters, sums }: Centres): Csr {
  const cols = sums.length / clusters;
  const places = sums.reduce((count, value) => count + Number(value !== 0), 0);
  const indptr = new Int32Array(clusters + 1);
  const indices = new Int32Array(places);
  const values = new Float64Array(places);
  let place = 0;
  for (let c = 0; c < clusters; c++) {
    for (let column = 0; column < cols; column++) {
      const value = sums[column * clusters + c]!;
      if (value === 0) continue;
      indices[place] = column;
      values[place++] = value;
    }
    indptr[c + 1] = place;
  }
  return { rows: clusters, cols, indptr, indices, values };
}
