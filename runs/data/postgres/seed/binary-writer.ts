/** What a binary COPY begins and ends with. */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);
const chunkBytes = 1 << 18;
/** Room that is left for one fixed field or the head of a text. */
const spare = 64;

/** Writes fields of a binary COPY into pieces of some 256 kB. */
export type BinaryWriter = {
  row(fields: number): void;
  none(): void;
  /** 16 bytes of a source. */
  uuid(bytes: Uint8Array, from: number): void;
  /** A UUID that is written in place. */
  uuidBy(write: (target: Buffer, at: number) => void): void;
  text(text: string): void;
  jsonb(text: string): void;
  /** @param ms since 1970 */
  timestamp(ms: number): void;
  texts(list: readonly string[]): void;
  /** What was written since this was last asked for, where it is enough for a piece. */
  piece(): Buffer | null;
  end(): Buffer;
};

const epochMs = 946_684_800_000;
const textOid = 25;

export function createBinaryWriter(): BinaryWriter {
  let buffer = Buffer.allocUnsafe(chunkBytes * 2);
  let at = header.copy(buffer);

  function reserve(bytes: number): void {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + bytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  }

  const int32 = (value: number): void => void (at = buffer.writeInt32BE(value, at));

  function text(value: string, version?: number): void {
    const length = Buffer.byteLength(value) + (version === undefined ? 0 : 1);
    reserve(length + spare);
    int32(length);
    if (version !== undefined) at = buffer.writeUInt8(version, at);
    at += buffer.write(value, at);
  }

  return {
    row(fields) {
      reserve(spare);
      at = buffer.writeInt16BE(fields, at);
    },
    none() {
      reserve(spare);
      int32(-1);
    },
    uuid(bytes, from) {
      reserve(spare);
      int32(16);
      buffer.set(bytes.subarray(from, from + 16), at);
      at += 16;
    },
    uuidBy(write) {
      reserve(spare);
      int32(16);
      write(buffer, at);
      at += 16;
    },
    text: (value) => text(value),
    jsonb: (value) => text(value, 1),
    timestamp(ms) {
      reserve(spare);
      int32(8);
      at = buffer.writeBigInt64BE(BigInt(Math.round(ms) - epochMs) * 1000n, at);
    },
    texts(list) {
      const elements = list.map((value) => Buffer.from(value));
      const bytes = 20 + elements.reduce((sum, element) => sum + 4 + element.length, 0);
      reserve(bytes + spare);
      int32(bytes);
      // One dimension, no NULLs, element type, number of elements, lower bound.
      for (const value of [1, 0, textOid, list.length, 1]) int32(value);
      for (const element of elements) {
        int32(element.length);
        at += element.copy(buffer, at);
      }
    },
    piece() {
      if (at < chunkBytes) return null;
      const piece = buffer.subarray(0, at);
      buffer = Buffer.allocUnsafe(chunkBytes * 2);
      at = 0;
      return piece;
    },
    end() {
      reserve(spare);
      at += trailer.copy(buffer, at);
      return buffer.subarray(0, at);
    },
  };
}
