import { readValues } from './code-values.ts';
import type { Neighbours } from './compute.ts';
import { rowLength } from './csr.ts';
import type { Csr } from './csr.ts';
import { createHeaps } from './heaps.ts';
import { sharedPages, startKernel } from './kernels/kernel.ts';
import { wasm } from './kernels/neighbours.wasm.ts';
import type { Measure } from './measure.ts';
import { lookers } from './meeting.ts';
import type { Meeting } from './meeting.ts';
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
  /** `Meeting.others` */
  others: number;
  memory: WebAssembly.Memory;
  /** Whether a value is a byte that names one of the book's. */
  coded: boolean;
  /** One for each thread; they differ in what a thread writes to. */
  areas: Area[];
};

/** Blocks of the rows that are met. */
export const blocksOf = ({ rows, others }: { rows: number; others: number }): number =>
  Math.ceil((rows - others) / blockRows);

export type LaneOptions = { measure: Measure; minOverlap: number; k: number; threads: number };

/** Memory that one search after another lies in; what each gave back would wait for the garbage collection of every thread. */
export type Room = {
  memory: WebAssembly.Memory | null;
  /** What the largest search may need; what is not used is not taken from the system. */
  bytes: number;
};

function memoryIn(room: Room, bytes: number): WebAssembly.Memory | null {
  if (room.memory && room.memory.buffer.byteLength >= bytes) new Uint8Array(room.memory.buffer, 0, bytes).fill(0);
  else room.memory = sharedPages(Math.max(bytes, room.bytes));
  return room.memory;
}

/** @returns null where the values are not tame, or there is not enough memory in one piece */
export function layLanes(
  meeting: Meeting,
  options: LaneOptions,
  room: Room = { memory: null, bytes: 0 },
): Lanes | null {
  const { rows: ratings, others } = meeting;
  const { book, codes, tame } = readValues(valuesOf(meeting));
  if (!tame) return null;
  const { areas, bytes } = planLanes(sizeOf(meeting), book !== null, options);
  const memory = memoryIn(room, bytes);
  if (!memory) return null;
  const lanes = { rows: ratings.rows, cols: ratings.cols, others, memory, coded: book !== null, areas };
  const { buffer } = memory;
  const { own, shrinkage, ofOwner } = options.measure;
  for (const area of areas) {
    new Uint32Array(buffer, area.at, areaFields.length).set(areaFields.map((name) => area[name]));
    new Float64Array(buffer, area.at + Math.ceil(areaFields.length / 2) * 8, 2).set([own, shrinkage]);
    rangeOf(memory, area).set([Infinity, -Infinity]);
  }
  const order = orderOf(lanes);
  orderByLength(ratings, lookers(lanes), order);
  const sides = new Float64Array(buffer, areas[0]!.sides, ratings.rows);
  for (let place = 0; place < order.length; place++) sides[place] = ofOwner[order[place]!]!;
  if (book) {
    new Float64Array(buffer, areas[0]!.book, book.length).set(book);
    fill(meeting, codes, lanes, Uint8Array);
  } else {
    fill(meeting, valuesOf(meeting), lanes, Float64Array);
  }
  return lanes;
}

/** Row of each place in the order by length. */
const orderOf = ({ rows, memory, areas }: Lanes): Int32Array => new Int32Array(memory.buffer, areas[0]!.order, rows);

type LaneSize = { rows: number; cols: number; nnz: number; others?: number; met?: number };
type PlanOptions = Omit<LaneOptions, 'measure'> & { measure: Pick<Measure, 'form'> };

/** Bytes that `layLanes` takes at most: where every value is another. */
export const laneBytes = (size: LaneSize, k: number, threads: number): number =>
  planLanes(size, false, { measure: { form: 'cosine' }, minOverlap: 1, k, threads }).bytes;

/** Where everything is; each array starts on a line of the cache. */
function planLanes(
  { rows, cols, nnz, others = 0, met = nnz }: LaneSize,
  coded: boolean,
  { measure, minOverlap, k, threads }: PlanOptions,
) {
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
    starts: take(blocksOf({ rows, others }) * cols + 1, 4),
    places: take(met, 2),
    values: take(met, valueBytes),
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

/** Lets the threads keep only what reaches these, of each row. */
export function raiseFloors(lanes: Lanes, floors: Float64Array): void {
  const order = orderOf(lanes);
  for (const area of lanes.areas) {
    const [own, lasts] = [
      new Float64Array(lanes.memory.buffer, area.floors, lanes.rows),
      new Uint32Array(lanes.memory.buffer, area.lasts, lanes.rows),
    ];
    order.forEach((row, place) => (own[place] = floors[row]!));
    // What only reaches the floor may have a smaller id than what is known.
    lasts.fill(0xffffffff);
  }
}

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

/** The first `count` rows by falling length, where equal ones keep their order; the others as they are. Counting, because it is linear. */
function orderByLength(ratings: Csr, count: number, order: Int32Array): void {
  const starts = new Int32Array(ratings.cols + 2);
  const rank = (row: number) => ratings.cols - rowLength(ratings, row);
  for (let row = 0; row < count; row++) starts[rank(row) + 1]! += 1;
  for (let n = 0; n <= ratings.cols; n++) starts[n + 1]! += starts[n]!;
  for (let row = 0; row < count; row++) order[starts[rank(row)]!++] = row;
  for (let row = count; row < ratings.rows; row++) order[row] = row;
}

type Coded = Uint8Array | Float64Array;
type NewCoded = new (buffer: ArrayBufferLike, at: number, length: number) => Coded;

/** Values of the rows, and those of the columns that they meet, where these are others. */
const valuesOf = ({ rows, columns }: Meeting): Float64Array[] =>
  columns ? [rows.values, columns.values] : [rows.values];

function sizeOf({ rows, others, columns }: Meeting): LaneSize {
  const nnz = rows.indices.length;
  return { rows: rows.rows, cols: rows.cols, nnz, others, met: columns?.indices.length ?? nnz };
}

/** Writes the rows in their order, and what they meet in blocks of columns. */
function fill({ rows: ratings, columns }: Meeting, coded: readonly Coded[], lanes: Lanes, Codes: NewCoded): void {
  const [codes, codesOfColumns] = coded;
  const { rows, cols, areas, memory } = lanes;
  const { indptr, indices } = ratings;
  const { buffer } = memory;
  const at = areas[0]!;
  const order = orderOf(lanes);
  const rowPointers = new Uint32Array(buffer, at.rowPointers, rows + 1);
  const rowColumns = new Uint32Array(buffer, at.rowColumns, indices.length);
  const rowValues = new Codes(buffer, at.rowValues, indices.length);
  let q = 0;
  for (let place = 0; place < rows; place++) {
    const row = order[place]!;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++, q++) {
      rowColumns[q] = indices[p]!;
      rowValues[q] = codes![p]!;
    }
    rowPointers[place + 1] = q;
  }
  const met = columns?.indices.length ?? indices.length;
  const starts = new Uint32Array(buffer, at.starts, blocksOf(lanes) * cols + 1);
  const places = new Uint16Array(buffer, at.places, met);
  const values = new Codes(buffer, at.values, met);
  if (columns) fillFromColumns(columns, codesOfColumns!, { starts, places, values });
  else fillFromRows({ rowPointers, rowColumns, rowValues }, cols, { starts, places, values });
}

type LaneColumns = { starts: Uint32Array; places: Uint16Array; values: Coded };
type LaneRows = { rowPointers: Uint32Array; rowColumns: Uint32Array; rowValues: Coded };

function fillFromRows(from: LaneRows, cols: number, { starts, places, values }: LaneColumns): void {
  const { rowPointers, rowColumns, rowValues } = from;
  const rows = rowPointers.length - 1;
  for (let place = 0; place < rows; place++) {
    const block = Math.floor(place / blockRows) * cols;
    for (let p = rowPointers[place]!, end = rowPointers[place + 1]!; p < end; p++) {
      starts[block + rowColumns[p]! + 1]! += 1;
    }
  }
  for (let n = 1; n < starts.length; n++) starts[n]! += starts[n - 1]!;
  const next = starts.slice();
  for (let place = 0; place < rows; place++) {
    const block = Math.floor(place / blockRows) * cols;
    for (let p = rowPointers[place]!, end = rowPointers[place + 1]!; p < end; p++) {
      const to = next[block + rowColumns[p]!]!++;
      places[to] = place % blockRows;
      values[to] = rowValues[p]!;
    }
  }
}

function fillFromColumns(from: Csr, codes: Coded, { starts, places, values }: LaneColumns): void {
  const { rows: cols, indptr, indices } = from;
  const block = (p: number): number => Math.floor(indices[p]! / blockRows) * cols;
  for (let col = 0; col < cols; col++) {
    for (let p = indptr[col]!, end = indptr[col + 1]!; p < end; p++) starts[block(p) + col + 1]! += 1;
  }
  for (let n = 1; n < starts.length; n++) starts[n]! += starts[n - 1]!;
  const next = starts.slice();
  for (let col = 0; col < cols; col++) {
    for (let p = indptr[col]!, end = indptr[col + 1]!; p < end; p++) {
      const to = next[block(p) + col]!++;
      places[to] = indices[p]! % blockRows;
      values[to] = codes[p]!;
    }
  }
}
