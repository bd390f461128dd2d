import { averageLinkage, turnedOrder } from './average-linkage.ts';
import { branchesOf, type Branch } from './branches.ts';
import { rowLength, rowNorms, type Csr } from './csr.ts';
import { centreRows, kMeans, sumRows } from './k-means.ts';
import { optimalLeafOrder } from './optimal-leaf-order.ts';
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

/** Rows with the most values first, then by row; rows without length are a band at the end. */
export function activityOrder(matrix: Csr): Int32Array {
  const norms = rowNorms(matrix);
  const valuesOf = (row: number) => (norms[row]! > 0 ? rowLength(matrix, row) : -1);
  return storedOrder(matrix.rows).sort((a, b) => valuesOf(b) - valuesOf(a) || a - b);
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

/** An order of rows, and the dendrogram over its positions; rows without length are beyond its end. */
export type ClusterTree = { order: Int32Array; branches: Branch[] };

/** Most rows with values that can be put in the optimal order of leaves. */
export const maxOptimalRows = 1000;

/**
 * Rows so that similar ones are neighbours: average linkage on cosine distance, above 2,000 rows k-means with its centres ordered by
 * linkage and its members by closeness to their centre. Rows without length are a band at the end, by row.
 * @param leaves  `turned` so that similar ends meet, or `optimal` (at most `maxOptimalRows` rows with values)
 */
export function clusterTree(matrix: Csr, leaves: 'turned' | 'optimal' = 'turned'): ClusterTree {
  const norms = rowNorms(matrix);
  const all = storedOrder(matrix.rows);
  const filled = all.filter((row) => norms[row]! > 0);
  const unit = unitRows(pickRows(matrix, filled));
  const { order, branches } = filled.length <= maxLinkageRows ? linkageTree(unit, leaves) : centreTree(unit);
  const empty = all.filter((row) => !(norms[row]! > 0));
  return { order: Int32Array.from([...order.map((place) => filled[place]!), ...empty]), branches };
}

export const clusterOrder = (matrix: Csr): Int32Array => clusterTree(matrix).order;

function linkageTree(unit: Csr, leaves: 'turned' | 'optimal'): ClusterTree {
  const merges = averageLinkage(unit);
  const order = leaves === 'optimal' ? optimalLeafOrder(unit, merges) : turnedOrder(unit, merges);
  const extents: [number, number][] = [];
  order.forEach((row, position) => (extents[row] = [position, position + 1]));
  return { order, branches: branchesOf(merges, extents) };
}

function centreTree(unit: Csr): ClusterTree {
  const clusters = clusterCount(unit);
  const clusterOf = kMeans(unit, clusters, createRandom(0, 'order'));
  // Clusters that nobody is in have no place in the tree.
  const members = Int32Array.from(new Set(clusterOf)).sort();
  const centres = unitRows(pickRows(centreRows(sumRows(unit, clusterOf, clusters)), members));
  const merges = averageLinkage(centres);
  const order = turnedOrder(centres, merges);
  const rankOf = new Int32Array(clusters);
  order.forEach((centre, rank) => (rankOf[members[centre]!] = rank));
  const ranks = clusterOf.map((cluster) => rankOf[cluster]!);
  const starts = new Int32Array(centres.rows + 1);
  for (const rank of ranks) starts[rank + 1]! += 1;
  for (let rank = 0; rank < centres.rows; rank++) starts[rank + 1]! += starts[rank]!;
  const extents = Array.from(members, (cluster): [number, number] => {
    const rank = rankOf[cluster]!;
    return [starts[rank]!, starts[rank + 1]!];
  });
  return { order: groupOrder(unit, ranks), branches: branchesOf(merges, extents) };
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
