import { columnCounts, transpose } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { heapBytes } from '#runs/matrix/heaps.ts';
import { listedBy, rowSums } from './neighbour-graph.ts';
import { requireNonNegative } from './require-ratings.ts';
import type { Cost, Shape, TrainContext } from './model.ts';

export type WalkConfig = { alpha: number; beta: number; n_neighbors: number; normalize: boolean };

/**
 * Item–item weights of a walk item → user → item, W(j, i) = Σ_u (1 / d_j)^α · (r(u, i) / Σ r(u, ·))^α / d_i^β, d = users of an item.
 * As published (Ferrari Dacrema et al., TOIS 2021), in this order: the `n_neighbors` greatest of each row j are kept; rows are
 * divided by their sum where `normalize` is set; the `n_neighbors` greatest of each column i are kept.
 * @returns items × items: row j holds W(j, ·)
 * @throws KindredError invalid_input where a weight is below 0: a walk has no such step
 */
export async function walkWeights(
  ratings: Csr,
  { alpha, beta, n_neighbors, normalize }: WalkConfig,
  algorithm: string,
  { compute, onStep }: TrainContext,
): Promise<Csr> {
  requireNonNegative(ratings, algorithm);
  const degrees = columnCounts(ratings);
  const neighbours = await compute.productTopK(
    transpose(toUsers(ratings, degrees, alpha)),
    toItems(ratings, alpha),
    { k: n_neighbors, columnScale: Float64Array.from(degrees, (degree) => (degree > 0 ? degree ** -beta : 0)) },
    (done, total) => onStep({ done, total }),
  );
  const rows = transpose(listedBy(neighbours));
  if (normalize) divideRows(rows);
  return transpose(greatestOfRows(transpose(rows), n_neighbors));
}

/** What `walkWeights` allocates: three copies of the ratings, heaps, and some copies of the lists. */
export function walkCost({ items, nnz, itemPairs, threads = 1 }: Shape, k: number): Cost {
  const kept = Math.min(k, items);
  return {
    bytes: nnz * 12 * 3 + heapBytes(items, kept) + items * (kept * 60 + 40) + threads * items * 8,
    operations: itemPairs,
  };
}

/** (1 / d_j)^α at each rating: the step from an item to any of its users. */
function toUsers(ratings: Csr, degrees: Int32Array, alpha: number): Csr {
  return { ...ratings, values: Float64Array.from(ratings.indices, (item) => (1 / degrees[item]!) ** alpha) };
}

/** (r / Σ r of the user)^α at each rating: the step from a user to an item. */
function toItems(ratings: Csr, alpha: number): Csr {
  const sums = rowSums(ratings);
  const values = new Float64Array(ratings.values.length);
  for (let user = 0; user < ratings.rows; user++) {
    for (let p = ratings.indptr[user]!; p < ratings.indptr[user + 1]!; p++) {
      const value = ratings.values[p]!;
      values[p] = value === 0 ? 0 : (value / sums[user]!) ** alpha;
    }
  }
  return { ...ratings, values };
}

function divideRows(graph: Csr): void {
  const sums = rowSums(graph);
  for (let row = 0; row < graph.rows; row++) {
    for (let p = graph.indptr[row]!; p < graph.indptr[row + 1]!; p++) graph.values[p]! /= sums[row]!;
  }
}

/** The k greatest values of each row; equal ones go to the smaller column. */
function greatestOfRows({ rows, cols, indptr, indices, values }: Csr, k: number): Csr {
  const offsets = new Int32Array(rows + 1);
  const kept: number[] = [];
  for (let row = 0; row < rows; row++) {
    const places = Array.from({ length: indptr[row + 1]! - indptr[row]! }, (_, n) => indptr[row]! + n);
    if (places.length > k) places.sort((a, b) => values[b]! - values[a]! || a - b);
    kept.push(...places.slice(0, k).sort((a, b) => a - b));
    offsets[row + 1] = kept.length;
  }
  return {
    rows,
    cols,
    indptr: offsets,
    indices: Int32Array.from(kept, (p) => indices[p]!),
    values: Float64Array.from(kept, (p) => values[p]!),
  };
}
