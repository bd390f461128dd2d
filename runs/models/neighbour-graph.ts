import { KindredError } from '#shared/api/errors.ts';
import type { Neighbours } from '#runs/matrix/compute.ts';
import { rowLength, transpose } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { leastSearchBytes, searchBytes } from '#runs/matrix/search-bytes.ts';
import type { Cost, SavedModel } from './model.ts';
import { misfit } from './saved.ts';

/**
 * Who lists whom: row b holds the a that have b among their own nearest, with the similarity. Its transpose is each row's own list.
 * Ids ascend within a row, so whatever is added up over a row is added in one order.
 */
export function listedBy({ rows, k, counts, ids, similarities }: Neighbours): Csr {
  const indptr = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) indptr[row + 1] = indptr[row]! + counts[row]!;
  const indices = new Int32Array(indptr[rows]!);
  const values = new Float64Array(indptr[rows]!);
  for (let row = 0; row < rows; row++) {
    const end = row * k + counts[row]!;
    indices.set(ids.subarray(row * k, end), indptr[row]!);
    values.set(similarities.subarray(row * k, end), indptr[row]!);
  }
  // Transposing orders what it collects, so the best-first lists need no sorting.
  return transpose({ rows, cols: rows, indptr, indices, values });
}

export function saveGraph(graph: Csr): SavedModel {
  return {
    arrays: { indptr: graph.indptr, ids: graph.indices, similarities: graph.values },
    meta: { nodes: graph.rows },
  };
}

/** @throws KindredError conflict where the arrays are not a graph over `nodes` users or items */
export function loadGraph({ arrays }: SavedModel, nodes: number): Csr {
  const { indptr, ids, similarities } = arrays;
  const whole =
    indptr instanceof Int32Array &&
    ids instanceof Int32Array &&
    similarities instanceof Float64Array &&
    indptr.length === nodes + 1 &&
    ids.length === indptr[nodes] &&
    similarities.length === ids.length &&
    ids.every((id) => id >= 0 && id < nodes);
  if (!whole) return misfit('neighbours');
  return { rows: nodes, cols: nodes, indptr, indices: ids, values: similarities };
}

/**
 * As many neighbours as are asked for, or all there are.
 * @throws KindredError invalid_input where nobody has a neighbour
 */
export function neighboursOf(wanted: number, there: number, what: 'users' | 'items'): number {
  if (there < 2) {
    throw new KindredError(
      'invalid_input',
      `Neighbours need at least two ${what}, and the data has ${there}. Use more data, or the algorithm popularity.`,
    );
  }
  return Math.min(wanted, there);
}

/**
 * Cost of finding k neighbours of each of `rows` rows and keeping them.
 * @param pairs Σ over columns of (values in the column)², halved by symmetry
 */
export function neighbourCost(
  { rows, cols, nnz, pairs, threads }: { rows: number; cols: number; nnz: number; pairs: number; threads: number },
  k: number,
): Cost {
  const size = { rows, cols, nnz };
  const search = { bytes: searchBytes(size, k, threads), least: leastSearchBytes(size, k, threads) };
  // The lists once more, and two transposes with the place of each value.
  const graph = rows * k * (12 + 16 + 16) + 3 * rows * 8;
  return { bytes: search.bytes + graph, operations: pairs / 2, search };
}

/** Sum of similarities in each row. */
export function rowSums(graph: Csr): Float64Array {
  const sums = new Float64Array(graph.rows);
  for (let row = 0; row < graph.rows; row++) {
    const from = graph.indptr[row]!;
    for (let p = from, end = from + rowLength(graph, row); p < end; p++) sums[row]! += graph.values[p]!;
  }
  return sums;
}
