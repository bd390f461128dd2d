import { rowIndices, transpose } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { createHeaps, push } from '#runs/matrix/heaps.ts';
import { createMeasure, sidesOfRow, similarityOfSides } from '#runs/matrix/measure.ts';
import { privateMemory } from '#runs/matrix/memory.ts';
import { scaled, scaledMatrix, scaleOf } from '#runs/matrix/wholes.ts';
import { similarityFeatures } from './similarity-features.ts';
import type { SimilarityConfig } from './similarity-features.ts';

type SearchConfig = SimilarityConfig & {
  n_neighbors: number;
  shrinkage: number;
  min_overlap: number;
  neighbourhood: 'own' | 'reverse';
};

/**
 * The neighbours of a row that is not in the matrix, as a graph of one row: its own nearest, or those who would list it among
 * theirs (it would be the last row, so that it loses ties). What the search needs is made on first use.
 * @returns a function whose `self` is the row that the given one stands for, and which therefore is no neighbour of it; those who
 *          listed that row go on to do so while it is not less similar than the last of their list
 */
export function createNeighbourSearch(
  graph: Csr,
  ratings: Csr,
  config: SearchConfig,
): (indices: Int32Array, values: Float64Array, self?: number) => Csr {
  let prepared: Prepared | undefined;
  return (indices, values, self = -1) => {
    prepared ??= prepare(graph, ratings, config);
    const similarities = similaritiesOf(prepared, indices, values, config);
    if (self >= 0) similarities[self] = 0;
    if (config.neighbourhood === 'own') return nearest(similarities, config.n_neighbors);
    return listing(similarities, prepared.floors, new Set(self >= 0 ? rowIndices(graph, self) : []));
  };
}

type Prepared = ReturnType<typeof prepare>;

function prepare(graph: Csr, ratings: Csr, config: SearchConfig) {
  const features = similarityFeatures(ratings, config);
  const scale = scaleOf(features.matrix.values);
  return {
    features,
    scale,
    columns: transpose(scaledMatrix(features.matrix, scale)),
    measure: createMeasure(features.measure, config.shrinkage, features.matrix, { scale }),
    floors: floorsOf(transpose(graph), config.n_neighbors),
  };
}

/** What a similarity must exceed to enter each list: 0 while the list is short of k. */
function floorsOf({ rows, indptr, values }: Csr, k: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const own = values.subarray(indptr[row]!, indptr[row + 1]!);
    return own.length < k ? 0 : own.reduce((a, b) => Math.min(a, b), Infinity);
  });
}

/** Similarity of every row to the given one, 0 where they have too little in common. */
function similaritiesOf(
  { features, scale, columns, measure }: Prepared,
  given: Int32Array,
  givenValues: Float64Array,
  { min_overlap, neighbourhood }: SearchConfig,
): Float64Array {
  const row = features.ofRow(given, givenValues);
  const { indices } = row;
  const values = row.values.map((value) => scaled(value, scale));
  const own = sidesOfRow(features.measure, values, scale);
  const dots = new Float64Array(columns.cols);
  const overlaps = new Int32Array(columns.cols);
  for (let n = 0; n < indices.length; n++) {
    const column = indices[n]!;
    for (let p = columns.indptr[column]!, end = columns.indptr[column + 1]!; p < end; p++) {
      dots[columns.indices[p]!]! += values[n]! * columns.values[p]!;
      overlaps[columns.indices[p]!]! += 1;
    }
  }
  return dots.map((dot, row) => {
    if (overlaps[row]! < min_overlap || dot <= 0) return 0;
    return neighbourhood === 'own'
      ? similarityOfSides(measure, dot, own.owner, measure.ofOther[row]!)
      : similarityOfSides(measure, dot, measure.ofOwner[row]!, own.other);
  });
}

function nearest(similarities: Float64Array, k: number): Csr {
  const heap = createHeaps(1, Math.min(k, similarities.length), privateMemory);
  similarities.forEach((similarity, row) => {
    if (similarity > 0 && similarity >= heap.floors[0]!) push(heap, 0, similarity, row);
  });
  const kept = heap.ids.subarray(0, heap.counts[0]).toSorted();
  return oneRow(kept, similarities);
}

/** @param before  rows that listed the one that the given row stands for */
function listing(similarities: Float64Array, floors: Float64Array, before: ReadonlySet<number>): Csr {
  const lists = (row: number, similarity: number, floor: number) =>
    similarity > floor || (similarity > 0 && similarity === floor && before.has(row));
  const rows = Array.from(similarities.keys()).filter((row) => lists(row, similarities[row]!, floors[row]!));
  return oneRow(Int32Array.from(rows), similarities);
}

/** Ids ascend, so that what is added up over them is added in the order of a trained graph. */
function oneRow(ids: Int32Array, similarities: Float64Array): Csr {
  const values = Float64Array.from(ids, (id) => similarities[id]!);
  return { rows: 1, cols: similarities.length, indptr: Int32Array.of(0, ids.length), indices: ids, values };
}
