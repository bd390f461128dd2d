import type { Neighbours } from './compute.ts';
import { rowLength } from './csr.ts';
import type { Csr } from './csr.ts';
import { createHeaps } from './heaps.ts';
import { sharedPages, startKernel } from './kernels/kernel.ts';
import { wasm } from './kernels/neighbours.wasm.ts';
import type { Measure } from './measure.ts';
import { groupRows, lookers } from './meeting.ts';
import type { Meeting } from './meeting.ts';
import { privateMemory } from './memory.ts';
import { blockRows, blocksOf, fillFloats, fillWholes, sizeOf } from './fill-lanes.ts';
import type { LaneSize } from './fill-lanes.ts';

/** What a thread's kernel works with: the addresses, in bytes, and numbers of `Area` in kernels/neighbours.as.ts, in its order. */
const areaFields = [
  ...(['order', 'rowPointers', 'rowColumns', 'rowValues', 'starts', 'places', 'values', 'sides'] as const),
  ...(['cursors', 'weights', 'touched', 'sums', 'floors', 'lasts', 'counts', 'ids', 'similarities', 'range'] as const),
  ...(['cols', 'k', 'capacity', 'minOverlap', 'form'] as const),
];
export type Area = Record<(typeof areaFields)[number], number> & {
  /** Where the kernel finds these. */
  at: number;
};

const forms: Record<Measure['form'], number> = { cosine: 0, product: 1, sum: 2 };

/**
 * A matrix laid out for the WebAssembly kernel: rows by falling length, so that those of a group share many columns;
 * columns in blocks of rows with 16-bit places. Crosses to threads as it is.
 */
export type Lanes = {
  rows: number;
  cols: number;
  /** `Meeting.others` */
  others: number;
  memory: WebAssembly.Memory;
  /** Where values are whole numbers, for each group of sixteen rows whether its sums take 32 bits; otherwise they are float64, and groups of four. */
  wide: Uint8Array | null;
  /** One for each thread; they differ in what a thread writes to. */
  areas: Area[];
};

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
  const { rows: ratings, others, norms } = meeting;
  const whole = meeting.scale > 0 && norms.every((norm) => norm < longest);
  if (!whole && !areTame(meeting)) return null;
  const { areas, bytes } = planLanes(sizeOf(meeting), whole, options);
  const memory = memoryIn(room, bytes);
  if (!memory) return null;
  const { buffer } = memory;
  const { own, shrinkage, ofOwner } = options.measure;
  for (const area of areas) {
    new Uint32Array(buffer, area.at, areaFields.length).set(areaFields.map((name) => area[name]));
    new Float64Array(buffer, area.at + Math.ceil(areaFields.length / 2) * 8, 2).set([own, shrinkage]);
    rangeOf(memory, area).set([Infinity, -Infinity]);
  }
  const order = new Int32Array(buffer, areas[0]!.order, ratings.rows);
  orderByLength(ratings, lookers({ rows: ratings.rows, others }), order);
  const sides = new Float64Array(buffer, areas[0]!.sides, ratings.rows);
  for (let place = 0; place < order.length; place++) sides[place] = ofOwner[order[place]!]!;
  if (whole) fillWholes(meeting, { order, buffer, area: areas[0]! });
  else fillFloats(meeting, { order, buffer, area: areas[0]! });
  const wide = whole ? widthsOf(order, norms) : null;
  return { rows: ratings.rows, cols: ratings.cols, others, memory, wide, areas };
}

/** Rows of whole numbers below this have values of 15 bits, and dot products of 30. */
const longest = 2 ** 15;

/** For each group of sixteen rows, whether a dot product with one that is not before them may exceed 16 bits; it is at most the product of their lengths. */
function widthsOf(order: Int32Array, norms: Float64Array): Uint8Array {
  const wide = new Uint8Array(Math.ceil(order.length / groupRows));
  let met = 0;
  for (let group = wide.length - 1; group >= 0; group--) {
    let own = 0;
    for (const row of order.subarray(group * groupRows, (group + 1) * groupRows)) own = Math.max(own, norms[row]!);
    met = Math.max(met, own);
    wide[group] = Number(own * met > 65_535);
  }
  return wide;
}

/** All are 0 or so far from the ends of float64 that no product of two of them and two lengths leaves it. */
function areTame({ rows, columns }: Meeting): boolean {
  const tame = (value: number) => value === 0 || (Math.abs(value) <= 1e70 && Math.abs(value) >= 1e-70);
  return rows.values.every(tame) && (!columns || columns.values.every(tame));
}

/** Row of each place in the order by length. */
const orderOf = ({ rows, memory, areas }: Lanes): Int32Array => new Int32Array(memory.buffer, areas[0]!.order, rows);

type PlanOptions = Omit<LaneOptions, 'measure'> & { measure: Pick<Measure, 'form'> };

/** Bytes that `layLanes` takes at most, whatever the values are. */
export function laneBytes(size: LaneSize, k: number, threads: number): number {
  const options = { measure: { form: 'cosine' }, minOverlap: 1, k, threads } as const;
  return Math.max(planLanes(size, false, options).bytes, planLanes(size, true, options).bytes);
}

/** Where everything is; each array starts on a line of the cache. */
function planLanes(
  { rows, cols, nnz, others = 0, met = nnz }: LaneSize,
  whole: boolean,
  { measure, minOverlap, k, threads }: PlanOptions,
) {
  let bytes = 64;
  const take = (count: number, size: number): number => {
    const at = bytes;
    // No bit operations: bytes may need more than 32.
    bytes = Math.ceil((at + count * size) / 64) * 64;
    return at;
  };
  // Half as many again as are wanted: lists that fill up are cut to the best.
  const capacity = k > 0 ? k + Math.max(8, k >> 1) : 0;
  // The last group looks at all its rows, whether they exist or not.
  const padded = rows + groupRows;
  const common = {
    order: take(rows, 4),
    rowPointers: take(rows + 1, 4),
    rowColumns: take(nnz, 4),
    rowValues: take(nnz, whole ? 2 : 8),
    starts: take(blocksOf({ rows, others }) * cols + 1, 4),
    places: take(met, whole ? 4 : 2),
    values: take(whole ? 0 : met, 8),
    sides: take(padded, 8),
  };
  const areas = Array.from({ length: threads }, (): Area => {
    return {
      at: take(areaFields.length + 4, 4),
      ...common,
      cursors: take(cols, 4),
      weights: take(whole ? cols : 0, 2 * groupRows),
      touched: take(whole ? Math.ceil(cols / 32) : 0, 4),
      sums: take(Math.min(rows, blockRows), whole ? 4 * groupRows : 32),
      floors: take(padded, 8),
      lasts: take(rows, 4),
      counts: take(rows, 4),
      ids: take(rows * capacity, 4),
      similarities: take(rows * capacity, 8),
      range: take(2, 8),
      cols,
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
