import { dot } from './cosine.ts';
import { transpose, type Csr } from './csr.ts';

/** Cluster `merged` is taken into `kept`, at their mean cosine distance; a cluster is named by one of its rows. */
export type Merge = readonly [kept: number, merged: number, distance: number];

/**
 * The leaves of a dendrogram in the order of the drawing: at each merge the two branches are turned so that their most similar ends
 * meet (Gruvaeus & Wainer 1972).
 * @param merges  of `averageLinkage`
 */
export function turnedOrder(unit: Csr, merges: readonly Merge[]): Int32Array {
  const leaves: number[][] = Array.from({ length: unit.rows }, (_, row) => [row]);
  for (const [kept, merged] of merges) leaves[kept] = joined(unit, leaves[kept]!, leaves[merged]!);
  // The last merge keeps the cluster that holds everything.
  return Int32Array.from(leaves.find((cluster) => cluster.length === unit.rows) ?? []);
}

/**
 * Merges of the average-linkage (UPGMA) dendrogram on cosine distance, children before parents. Nearest-neighbour chains
 * (Murtagh 1983): O(n²) time, n² × 8 bytes. Equal distances go to the smaller row.
 * @param unit  rows of length 1 (`unitRows`), at most a few thousand
 */
export function averageLinkage(unit: Csr): Merge[] {
  const n = unit.rows;
  const distances = cosineDistances(unit);
  const sizes = new Float64Array(n).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  let first = 0;
  while (merges.length < n - 1) {
    while (sizes[first] === 0) first++;
    if (chain.length === 0) chain.push(first);
    const tip = chain.at(-1)!;
    const before = chain.at(-2) ?? -1;
    const nearest = nearestTo(tip, before, distances, sizes);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [kept, merged] = tip < before ? [tip, before] : [before, tip];
    merges.push([kept, merged, distances[kept * n + merged]!]);
    mergeInto(kept, merged, distances, sizes);
  }
  return merges;
}

/** The nearest cluster of `tip`; on a tie `before`, the one that led here (otherwise the chain could run in circles), then the smaller. */
function nearestTo(tip: number, before: number, distances: Float64Array, sizes: Float64Array): number {
  const n = sizes.length;
  let nearest = before;
  let least = before < 0 ? Infinity : distances[tip * n + before]!;
  for (let other = 0; other < n; other++) {
    if (distances[tip * n + other]! < least && sizes[other]! > 0 && other !== tip) {
      least = distances[tip * n + other]!;
      nearest = other;
    }
  }
  return nearest;
}

/** Lance–Williams for the mean of all pairs: d(k, i ∪ j) = (|i|·d(k, i) + |j|·d(k, j)) / (|i| + |j|). */
function mergeInto(kept: number, merged: number, distances: Float64Array, sizes: Float64Array): void {
  const n = sizes.length;
  const total = sizes[kept]! + sizes[merged]!;
  const share = sizes[kept]! / total;
  for (let other = 0; other < n; other++) {
    const distance = share * distances[kept * n + other]! + (1 - share) * distances[merged * n + other]!;
    distances[kept * n + other] = distance;
    distances[other * n + kept] = distance;
  }
  sizes[kept] = total;
  sizes[merged] = 0;
}

/** n × n values of 1 − a·b. */
export function cosineDistances(unit: Csr): Float64Array {
  const n = unit.rows;
  const columns = transpose(unit);
  const distances = new Float64Array(n * n).fill(1);
  for (let row = 0; row < n; row++) {
    for (let p = unit.indptr[row]!, end = unit.indptr[row + 1]!; p < end; p++) {
      const column = unit.indices[p]!;
      const value = unit.values[p]!;
      for (let q = columns.indptr[column]!, last = columns.indptr[column + 1]!; q < last; q++) {
        distances[row * n + columns.indices[q]!]! -= value * columns.values[q]!;
      }
    }
  }
  return distances;
}

/** One branch after the other, each possibly turned, so that the most similar ends meet. */
function joined(unit: Csr, a: number[], b: number[]): number[] {
  const ends = [
    dot(unit, a.at(-1)!, b[0]!),
    dot(unit, a.at(-1)!, b.at(-1)!),
    dot(unit, a[0]!, b[0]!),
    dot(unit, a[0]!, b.at(-1)!),
  ];
  const best = ends.indexOf(Math.max(...ends));
  return [...(best >= 2 ? a.toReversed() : a), ...(best % 2 === 1 ? b.toReversed() : b)];
}
