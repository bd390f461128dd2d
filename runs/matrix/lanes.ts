import { readValues } from './code-values.ts';
import type { Neighbours } from './compute.ts';
import { rowLength } from './csr.ts';
import type { Csr } from './csr.ts';
import { createHeaps } from './heaps.ts';
import { sharedPages, startKernel } from './kernels/kernel.ts';
import { wasm } from './kernels/neighbours.wasm.ts';
import type { Measure } from './measure.ts';
import { privateMemory } from './memory.ts';

/** Rows that are multiplied with the others at once. */
export const laneCount = 4;

/** Rows whose sums are made together: 256 KiB of them, which stay in a core's second cache. Places in a block take 16 bits. */
export const blockRows = 8192;

/** What a thread's kernel works with: the addresses, in bytes, and numbers of `Area` in kernels/neighbours.as.ts, in its order. */
const areaFields = [
  ...(['order', 'rowPointers', 'rowColumns', 'rowValues', 'starts', 'places', 'values', 'book', 'sides'] as const),
  ...(['cursors', 'sums', 'floors', 'lasts', 'counts', 'ids', 'similarities', 'range'] as const),
  ...(['k', 'capacity', 'minOverlap', 'form'] as const),
];
export type Area = Record<(typeof areaFields)[number], number> & {
  /** Where the kernel finds these. */
  at: number;
};

const forms: Record<Measure['form'], number> = { cosine: 0, product: 1, sum: 2 };

/**
 * A matrix laid out for the WebAssembly kernel: rows by falling length, so that the four of a group share many columns;
 * columns in blocks of rows with 16-bit places; one byte a value where there are few different ones. Crosses to threads as it is.
 */
export type Lanes = {
  rows: number;
  cols: number;
  memory: WebAssembly.Memory;
  /** Whether a value is a byte that names one of the book's. */
  coded: boolean;
  /** One for each thread; they differ in what a thread writes to. */
  areas: Area[];
};

export const blocksOf = (rows: number): number => Math.ceil(rows / blockRows);

export type LaneOptions = { measure: Measure; minOverlap: number; k: number; threads: number };

/** @returns null where the values are not tame, or there is not enough memory in one piece */
export function layLanes(ratings: Csr, options: LaneOptions): Lanes | null {
  const { book, codes, tame } = readValues(ratings.values);
  if (!tame) return null;
  const { areas, bytes } = planLanes({ ...ratings, nnz: ratings.indices.length }, book !== null, options);
  const memory = sharedPages(bytes);
  if (!memory) return null;
  const lanes = { rows: ratings.rows, cols: ratings.cols, memory, coded: book !== null, areas };
  const { buffer } = memory;
  const { own, shrinkage, ofOwner } = options.measure;
  for (const area of areas) {
    new Uint32Array(buffer, area.at, areaFields.length).set(areaFields.map((name) => area[name]));
    new Float64Array(buffer, area.at + Math.ceil(areaFields.length / 2) * 8, 2).set([own, shrinkage]);
    rangeOf(memory, area).set([Infinity, -Infinity]);
  }
  const order = orderOf(lanes);
  orderByLength(ratings, order);
  const sides = new Float64Array(buffer, areas[0]!.sides, ratings.rows);
  for (let place = 0; place < order.length; place++) sides[place] = ofOwner[order[place]!]!;
  if (book) {
    new Float64Array(buffer, areas[0]!.book, book.length).set(book);
    fill(ratings, codes, lanes, Uint8Array);
  } else {
    fill(ratings, ratings.values, lanes, Float64Array);
  }
  return lanes;
}

/** Row of each place in the order by length. */
const orderOf = ({ rows, memory, areas }: Lanes): Int32Array => new Int32Array(memory.buffer, areas[0]!.order, rows);

type LaneSize = { rows: number; cols: number; nnz: number };
type PlanOptions = Omit<LaneOptions, 'measure'> & { measure: Pick<Measure, 'form'> };

/** Bytes that `layLanes` takes at most: where every value is another. */
export const laneBytes = (size: LaneSize, k: number, threads: number): number =>
  planLanes(size, false, { measure: { form: 'cosine' }, minOverlap: 1, k, threads }).bytes;

/** Where everything is; each array starts on a line of the cache. */
function planLanes({ rows, cols, nnz }: LaneSize, coded: boolean, { measure, minOverlap, k, threads }: PlanOptions) {
  let bytes = 64;
  const take = (count: number, size: number): number => {
    const at = bytes;
    // No bit operations: bytes may need more than 32.
    bytes = Math.ceil((at + count * size) / 64) * 64;
    return at;
  };
  const valueBytes = coded ? 1 : 8;
  // Half as many again as are wanted: lists that fill up are cut to the best.
  const capacity = k > 0 ? k + Math.max(8, k >> 1) : 0;
  // The last group looks at four rows, whether they exist or not.
  const padded = rows + laneCount;
  const common = {
    order: take(rows, 4),
    rowPointers: take(rows + 1, 4),
    rowColumns: take(nnz, 4),
    rowValues: take(nnz, valueBytes),
    starts: take(blocksOf(rows) * cols + 1, 4),
    places: take(nnz, 2),
    values: take(nnz, valueBytes),
    book: take(256, 8),
    sides: take(padded, 8),
  };
  const areas = Array.from({ length: threads }, (): Area => {
    return {
      at: take(areaFields.length + 4, 4),
      ...common,
      cursors: take(cols, 4),
      sums: take(Math.min(rows, blockRows) * laneCount, 8),
      floors: take(padded, 8),
      lasts: take(rows, 4),
      counts: take(rows, 4),
      ids: take(rows * capacity, 4),
      similarities: take(rows * capacity, 8),
      range: take(2, 8),
      k,
      capacity,
      minOverlap,
      form: forms[measure.form],
    };
  });
  return { areas, bytes };
}

/** The least and the greatest similarity that a thread found; starts as [Infinity, −Infinity]. */
export const rangeOf = ({ buffer }: WebAssembly.Memory, { range }: Area): Float64Array =>
  new Float64Array(buffer, range, 2);

/** What the threads kept, together. */
export function neighboursOf(lanes: Lanes): Neighbours {
  const { rows, memory, areas } = lanes;
  const [first, ...others] = areas;
  const { joinLists, sortLists } = startKernel(wasm, memory);
  for (const other of others) joinLists!(first!.at, other.at, rows);
  sortLists!(first!.at, rows);
  const { k, capacity } = first!;
  const counts = new Int32Array(memory.buffer, first!.counts, rows);
  const ids = new Int32Array(memory.buffer, first!.ids, rows * capacity);
  const similarities = new Float64Array(memory.buffer, first!.similarities, rows * capacity);
  const found = createHeaps(rows, k, privateMemory);
  orderOf(lanes).forEach((row, place) => {
    const from = place * capacity;
    const end = from + counts[place]!;
    found.counts[row] = counts[place]!;
    found.ids.set(ids.subarray(from, end), row * k);
    found.similarities.set(similarities.subarray(from, end), row * k);
  });
  return { rows, k, counts: found.counts, ids: found.ids, similarities: found.similarities };
}

/** Rows by falling length; equal ones keep their order. Counting, because it is linear. */
function orderByLength(ratings: Csr, order: Int32Array): void {
  const starts = new Int32Array(ratings.cols + 2);
  const rank = (row: number) => ratings.cols - rowLength(ratings, row);
  for (let row = 0; row < ratings.rows; row++) starts[rank(row) + 1]! += 1;
  for (let n = 0; n <= ratings.cols; n++) starts[n + 1]! += starts[n]!;
  for (let row = 0; row < ratings.rows; row++) order[starts[rank(row)]!++] = row;
}

type Coded = Uint8Array | Float64Array;

/** Writes the rows in their order, and the columns in blocks. */
function fill(
  ratings: Csr,
  codes: Coded,
  lanes: Lanes,
  Codes: new (buffer: ArrayBufferLike, at: number, length: number) => Coded,
): void {
  const { rows, cols, areas, memory } = lanes;
  const { indptr, indices } = ratings;
  const { buffer } = memory;
  const at = areas[0]!;
  const order = orderOf(lanes);
  const rowPointers = new Uint32Array(buffer, at.rowPointers, rows + 1);
  const rowColumns = new Uint32Array(buffer, at.rowColumns, indices.length);
  const rowValues = new Codes(buffer, at.rowValues, indices.length);
  const starts = new Uint32Array(buffer, at.starts, blocksOf(rows) * cols + 1);
  let q = 0;
  for (let place = 0; place < rows; place++) {
    const row = order[place]!;
    const block = Math.floor(place / blockRows) * cols;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++, q++) {
      rowColumns[q] = indices[p]!;
      rowValues[q] = codes[p]!;
      starts[block + indices[p]! + 1]! += 1;
    }
    rowPointers[place + 1] = q;
  }
  for (let n = 1; n < starts.length; n++) starts[n]! += starts[n - 1]!;
  const next = starts.slice();
  const places = new Uint16Array(buffer, at.places, indices.length);
  const columnValues = new Codes(buffer, at.values, indices.length);
  for (let place = 0; place < rows; place++) {
    const block = Math.floor(place / blockRows) * cols;
    for (let p = rowPointers[place]!, end = rowPointers[place + 1]!; p < end; p++) {
      const to = next[block + rowColumns[p]!]!++;
      places[to] = place % blockRows;
      columnValues[to] = rowValues[p]!;
    }
  }
}
