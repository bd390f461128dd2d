/** What a binary COPY begins with: `PGCOPY\n\xff\r\n\0`, flags and the length of an extension. */
const signature = 'PGCOPY\n\xff\r\n\0';
const headerBytes = 19;

/**
 * Finds the fields of a row of a binary COPY. One object is used for all rows: `at(f)` and `length(f)` are of the row read last.
 */
export type RowReader = {
  /** @returns false for what is no row: the header alone, or the mark of the end */
  read(message: Uint8Array): boolean;
  /** Where each field begins in the message. */
  starts: Int32Array;
  /** Bytes of each field; −1 for NULL. */
  lengths: Int32Array;
};

/** @param fields columns of the COPY */
export function createRowReader(fields: number): RowReader {
  const starts = new Int32Array(fields);
  const lengths = new Int32Array(fields);
  let isFirst = true;
  return {
    starts,
    lengths,
    read(message) {
      let at = 0;
      if (isFirst) {
        at = headerEnd(message);
        isFirst = false;
        if (at === message.length) return false;
      }
      const count = (message[at]! << 8) | message[at + 1]!;
      if (count === 0xffff) return false;
      if (count !== fields) throw new Error(`a row of ${count} columns where ${fields} were asked for`);
      at += 2;
      for (let field = 0; field < fields; field++) {
        const length = int32(message, at);
        starts[field] = at + 4;
        lengths[field] = length;
        at += 4 + (length > 0 ? length : 0);
      }
      if (at > message.length) throw new Error('a row that ends early');
      return true;
    },
  };
}

function headerEnd(message: Uint8Array): number {
  const isCopy = message.length >= headerBytes && Buffer.from(message.subarray(0, 11)).toString('latin1') === signature;
  if (!isCopy) throw new Error('an answer that is no binary COPY');
  return headerBytes + int32(message, 15);
}

/** Network byte order, as everywhere in the protocol. */
export const int32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;

/** Exact up to 2^53. */
export const int64 = (bytes: Uint8Array, at: number): number =>
  int32(bytes, at) * 4_294_967_296 + (int32(bytes, at + 4) >>> 0);
