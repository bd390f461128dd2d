import { endianness } from 'node:os';
import { KindredError } from '#shared/api/errors.ts';

type Column = Uint8Array | Int32Array | Float32Array | Float64Array;

/** The bytes of a column: little-endian, as every platform that Kindred runs on stores it. */
export function bytesOf(column: Column): Uint8Array {
  if (endianness() !== 'LE') throw new KindredError('unavailable', 'Kindred runs on little-endian machines only.');
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** The column in these bytes; a view of them where they are aligned. */
export const int32Of = (bytes: Uint8Array): Int32Array => {
  const { buffer, byteOffset, byteLength } = aligned(bytes, 4);
  return new Int32Array(buffer, byteOffset, byteLength / 4);
};
export const float32Of = (bytes: Uint8Array): Float32Array => {
  const { buffer, byteOffset, byteLength } = aligned(bytes, 4);
  return new Float32Array(buffer, byteOffset, byteLength / 4);
};
export const float64Of = (bytes: Uint8Array): Float64Array => {
  const { buffer, byteOffset, byteLength } = aligned(bytes, 8);
  return new Float64Array(buffer, byteOffset, byteLength / 8);
};

const aligned = (bytes: Uint8Array, size: number): Uint8Array =>
  bytes.byteOffset % size === 0 ? bytes : Uint8Array.from(bytes);

/** Texts one after the other as UTF-8, and the number of bytes of each; −1 for null. */
export function encodeTexts(texts: readonly (string | null)[]): { text: Uint8Array; lengths: Int32Array } {
  const lengths = Int32Array.from(texts, (text) => (text === null ? -1 : Buffer.byteLength(text)));
  const text = Buffer.alloc(lengths.reduce((sum, length) => sum + Math.max(0, length), 0));
  let at = 0;
  for (const value of texts) if (value !== null) at += text.write(value, at);
  return { text, lengths };
}

/** @returns null where the lengths do not add up to the text */
export function decodeTexts(text: Uint8Array, lengths: Int32Array): (string | null)[] | null {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const texts: (string | null)[] = [];
  let at = 0;
  for (const length of lengths) {
    if (length < -1) return null;
    texts.push(length < 0 ? null : bytes.toString('utf8', at, at + length));
    at += Math.max(0, length);
  }
  return at === text.byteLength ? texts : null;
}
