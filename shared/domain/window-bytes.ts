import { KindredError } from '#shared/api/errors.ts';

/** The numbers of a matrix window, row by row. */
export type MatrixWindow = {
  rows: number;
  cols: number;
  /** rows × cols; NaN where the cell has no data. */
  values: Float32Array;
  /** rows × cols: pairs that count in the cell, 65,535 where there are more. */
  counts: Uint16Array;
};

const headerBytes = 8;
const cellBytes = 6;

/** A window as it travels: u32 rows, u32 cols, f32 values, u16 counts, all little endian. */
export function encodeWindow({ rows, cols, values, counts }: MatrixWindow): Uint8Array {
  const cells = rows * cols;
  const bytes = new Uint8Array(headerBytes + cells * cellBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rows, true);
  view.setUint32(4, cols, true);
  const countsAt = headerBytes + cells * 4;
  for (let i = 0; i < cells; i++) {
    view.setFloat32(headerBytes + i * 4, values[i]!, true);
    view.setUint16(countsAt + i * 2, counts[i]!, true);
  }
  return bytes;
}

/**
 * The window of `encodeWindow`.
 * @throws KindredError internal where the length does not fit the header
 */
export function decodeWindow(bytes: Uint8Array): MatrixWindow {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [rows, cols] = bytes.length < headerBytes ? [-1, -1] : [view.getUint32(0, true), view.getUint32(4, true)];
  const cells = rows * cols;
  if (rows < 0 || bytes.length !== headerBytes + cells * cellBytes) {
    throw new KindredError(
      'internal',
      `A matrix window arrived with ${bytes.length} bytes, which do not fit its header.`,
    );
  }
  const values = new Float32Array(cells);
  const counts = new Uint16Array(cells);
  const countsAt = headerBytes + cells * 4;
  for (let i = 0; i < cells; i++) {
    values[i] = view.getFloat32(headerBytes + i * 4, true);
    counts[i] = view.getUint16(countsAt + i * 2, true);
  }
  return { rows, cols, values, counts };
}
