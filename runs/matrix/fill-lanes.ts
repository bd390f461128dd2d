import type { Csr } from './csr.ts';
import type { Meeting } from './meeting.ts';
import { scaled } from './wholes.ts';

/** Rows whose sums are made together: 256 KiB of them, which stay in a core's second cache. Places in a block take 16 bits. */
export const blockRows = 8192;

/** Blocks of the rows that are met. */
export const blocksOf = ({ rows, others }: { rows: number; others: number }): number =>
  Math.ceil((rows - others) / blockRows);

/** What an area takes depends on. */
export type LaneSize = { rows: number; cols: number; nnz: number; others?: number; met?: number };

export function sizeOf({ rows, others, columns }: Meeting): LaneSize {
  const nnz = rows.indices.length;
  return { rows: rows.rows, cols: rows.cols, nnz, others, met: columns?.indices.length ?? nnz };
}

/** Where the rows go, and in which order. */
type Target = {
  order: Int32Array;
  buffer: ArrayBufferLike;
  area: Record<'rowPointers' | 'rowColumns' | 'rowValues' | 'starts' | 'places' | 'values', number>;
};

/** Writes the rows in their order, and what they meet in blocks of columns, in whole numbers of 16 bits; those of columns beside their places. */
export function fillWholes(meeting: Meeting, { order, buffer, area }: Target): void {
  const { nnz, met = nnz } = sizeOf(meeting);
  const values = new Uint16Array(buffer, area.rowValues, nnz);
  const entries = new Uint32Array(buffer, area.places, met);
  fill(meeting, { order, buffer, area }, values, (to, place, value) => (entries[to] = place | (value << 16)));
}

/** The same with float64 of columns by themselves. */
export function fillFloats(meeting: Meeting, { order, buffer, area }: Target): void {
  const { nnz, met = nnz } = sizeOf(meeting);
  const rowValues = new Float64Array(buffer, area.rowValues, nnz);
  const places = new Uint16Array(buffer, area.places, met);
  const values = new Float64Array(buffer, area.values, met);
  fill(meeting, { order, buffer, area }, rowValues, (to, place, value) => {
    places[to] = place;
    values[to] = value;
  });
}

type Write = (to: number, place: number, value: number) => void;

function fill(
  { rows: ratings, scale, others, columns }: Meeting,
  { order, buffer, area }: Target,
  rowValues: Uint16Array | Float64Array,
  write: Write,
): void {
  const { rows, cols, indptr, indices, values } = ratings;
  const rowPointers = new Uint32Array(buffer, area.rowPointers, rows + 1);
  const rowColumns = new Uint32Array(buffer, area.rowColumns, indices.length);
  const starts = new Uint32Array(buffer, area.starts, blocksOf({ rows, others }) * cols + 1);
  let q = 0;
  for (let place = 0; place < rows; place++) {
    const row = order[place]!;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++, q++) {
      rowColumns[q] = indices[p]!;
      rowValues[q] = scaled(values[p]!, scale);
    }
    rowPointers[place + 1] = q;
  }
  if (columns) fillFromColumns(columns, scale, starts, write);
  else fillFromRows({ rowPointers, rowColumns, rowValues }, cols, starts, write);
}

type LaneRows = { rowPointers: Uint32Array; rowColumns: Uint32Array; rowValues: Uint16Array | Float64Array };

function fillFromRows(
  { rowPointers, rowColumns, rowValues }: LaneRows,
  cols: number,
  starts: Uint32Array,
  write: Write,
): void {
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
      write(next[block + rowColumns[p]!]!++, place % blockRows, rowValues[p]!);
    }
  }
}

function fillFromColumns(from: Csr, scale: number, starts: Uint32Array, write: Write): void {
  const { rows: cols, indptr, indices, values } = from;
  const block = (p: number): number => Math.floor(indices[p]! / blockRows) * cols;
  for (let col = 0; col < cols; col++) {
    for (let p = indptr[col]!, end = indptr[col + 1]!; p < end; p++) starts[block(p) + col + 1]! += 1;
  }
  for (let n = 1; n < starts.length; n++) starts[n]! += starts[n - 1]!;
  const next = starts.slice();
  for (let col = 0; col < cols; col++) {
    for (let p = indptr[col]!, end = indptr[col + 1]!; p < end; p++) {
      write(next[block(p) + col]!++, indices[p]! % blockRows, scaled(values[p]!, scale));
    }
  }
}
