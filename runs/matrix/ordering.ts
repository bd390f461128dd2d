import { linkageOrder } from './average-linkage.ts';
import { rowLength, rowNorms, type Csr } from './csr.ts';
import { centreRows, kMeans, sumRows } from './k-means.ts';
import { createRandom } from './random.ts';
import { pickRows, unitRows } from './rows.ts';

/**
 * Orders of a matrix's rows: which row stands at each position. All are permutations, and equal input gives equal orders.
 * Columns are ordered by giving the transposed matrix.
 */

/** More rows than this are clustered by k-means first, and the centres by linkage: n² distances would not be cheap any more. */
const maxLinkageRows = 2000;
/** Bounds of k-means: numbers in its centres, and multiply-adds of a pass over all rows. */
const maxCentreNumbers = 2 ** 24;
const maxPassOperations = 2e9;

/** Rows as they are stored. */
export function storedOrder(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
}

/** Rows with the most values first, then by row. */
export function activityOrder(matrix: Csr): Int32Array {
  return storedOrder(matrix.rows).sort((a, b) => rowLength(matrix, b) - rowLength(matrix, a) || a - b);
}

/**
 * Rows by group, within a group by cosine to the sum of the group's unit rows, most typical first, then by row.
 * Rows without a value are last in their group; rows of group −1 are last of all.
 */
export function groupOrder(matrix: Csr, groupOf: Int32Array): Int32Array {
  const groups = groupOf.reduce((count, group) => Math.max(count, group + 1), 0) + 1;
  const places = groupOf.map((group) => (group < 0 ? groups - 1 : group));
  const typical = closenessToOwn(matrix, places, groups);
  return storedOrder(matrix.rows).sort((a, b) => places[a]! - places[b]! || typical[b]! - typical[a]! || a - b);
}

/**
 * Rows so that similar ones are neighbours: average linkage on cosine distance, above 2,000 rows k-means with its centres ordered by
 * linkage and its members by closeness to their centre. Rows without length are a band at the end, by row.
 */
export function clusterOrder(matrix: Csr): Int32Array {
  const norms = rowNorms(matrix);
  const all = storedOrder(matrix.rows);
  const filled = all.filter((row) => norms[row]! > 0);
  const unit = unitRows(pickRows(matrix, filled));
  const order = filled.length <= maxLinkageRows ? linkageOrder(unit) : centreOrder(unit);
  return Int32Array.from([...order.map((place) => filled[place]!), ...all.filter((row) => !(norms[row]! > 0))]);
}

function centreOrder(unit: Csr): Int32Array {
  const clusters = clusterCount(unit);
  const clusterOf = kMeans(unit, clusters, createRandom(0, 'order'));
  const centres = centreRows(sumRows(unit, clusterOf, clusters));
  const rankOf = new Int32Array(clusters);
  clusterOrder(centres).forEach((cluster, rank) => (rankOf[cluster] = rank));
  return groupOrder(
    unit,
    clusterOf.map((cluster) => rankOf[cluster]!),
  );
}

/** About √n, within the bounds of memory and time. */
function clusterCount({ rows, cols, indices }: Csr): number {
  const bound = Math.min(256, maxCentreNumbers / cols, maxPassOperations / indices.length);
  return Math.max(8, Math.floor(Math.min(Math.sqrt(rows), bound)));
}

/** Dot product of each row, scaled to length 1, with the sum of its group's; −∞ for a row without length. */
function closenessToOwn(matrix: Csr, groupOf: Int32Array, groups: number): Float64Array {
  const unit = unitRows(matrix);
  const { sums } = sumRows(unit, groupOf, groups);
  const closeness = rowNorms(matrix).map((norm) => (norm > 0 ? 0 : -Infinity));
  for (let row = 0; row < unit.rows; row++) {
    for (let p = unit.indptr[row]!, end = unit.indptr[row + 1]!; p < end; p++) {
      closeness[row]! += unit.values[p]! * sums[unit.indices[p]! * groups + groupOf[row]!]!;
    }
  }
  return closeness;
}
