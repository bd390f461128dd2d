import type { Csr } from '#runs/matrix/csr.ts';
import { kMeans, sumRows } from '#runs/matrix/k-means.ts';
import { createRandom } from '#runs/matrix/random.ts';

const starts = 8;

/** Spherical k-means from several seeded starts; the one whose rows are nearest to their centres, the first of equal ones. */
export function clusterRows(unit: readonly Float64Array[], clusters: number): Int32Array {
  const rows = sparse(unit);
  let best: { labels: Int32Array; nearness: number } | undefined;
  for (let start = 0; start < starts; start++) {
    const labels = kMeans(rows, clusters, createRandom(start, 'recovery'));
    const nearness = nearnessOf(rows, labels, clusters);
    if (!best || nearness > best.nearness + 1e-9) best = { labels, nearness };
  }
  return best!.labels;
}

/** Σ over rows of the cosine with their own centre = Σ over clusters of the length of the sum of their rows. */
function nearnessOf(rows: Csr, labels: Int32Array, clusters: number): number {
  const { sums } = sumRows(rows, labels, clusters);
  const squares = new Float64Array(clusters);
  sums.forEach((sum, at) => (squares[at % clusters]! += sum * sum));
  return squares.reduce((total, square) => total + Math.sqrt(square), 0);
}

function sparse(unit: readonly Float64Array[]): Csr {
  const places = unit.map((row) => Array.from(row.keys()).filter((column) => row[column] !== 0));
  const indptr = new Int32Array(unit.length + 1);
  places.forEach((columns, row) => (indptr[row + 1] = indptr[row]! + columns.length));
  const values = unit.flatMap((row, at) => places[at]!.map((column) => row[column]!));
  return {
    rows: unit.length,
    cols: unit[0]?.length ?? 0,
    indptr,
    indices: Int32Array.from(places.flat()),
    values: Float64Array.from(values),
  };
}
