/** Words of a row: user, item, second · 4 + type, and the detail as a float. A row is one read from memory instead of five. */
const words = 4;
const typeBits = 2;

/** Rows in the order that they are drawn: 16 bytes each. */
export type FeedRows = {
  length: number;
  /** Rows written so far. */
  count(): number;
  /**
   * @param second since the beginning of the time span
   * @param type place in `feedTypes`
   * @param detail milliseconds of a view, scroll depth of a click; NaN for the others
   */
  push(user: number, item: number, second: number, type: number, detail: number): void;
  /** Sorts by second and hands the rows over one after the other; those of one second in the order they were drawn. Empty afterwards. */
  drain(each: (row: number, user: number, item: number, second: number, type: number, detail: number) => void): void;
};

/** @param span seconds that there are */
export function createFeedRows(length: number, span: number): FeedRows {
  let data = new Int32Array(length * words);
  const floats = new Float32Array(data.buffer);
  let at = 0;
  return {
    length,
    count: () => at / words,
    push(user, item, second, type, detail) {
      data[at] = user;
      data[at + 1] = item;
      data[at + 2] = (second << typeBits) | type;
      floats[at + 3] = detail;
      at += words;
    },
    drain(each) {
      data = sortedBySecond(data, span);
      const details = new Float32Array(data.buffer);
      for (let row = 0; row < length; row++) {
        const from = row * words;
        const time = data[from + 2]!;
        each(row, data[from]!, data[from + 1]!, time >>> typeBits, time & 3, details[from + 3]!);
      }
      release(data);
    },
  };
}

/** Two stable counting sorts, each by half of the bits that a second has. Both buffers are given back but for the result. */
function sortedBySecond(rows: Int32Array<ArrayBuffer>, span: number): Int32Array<ArrayBuffer> {
  const bits = Math.ceil(Math.log2(Math.max(4, span)) / 2);
  let from = rows;
  for (const shift of [typeBits, typeBits + bits]) {
    const to = new Int32Array(from.length);
    scatter(from, to, shift, bits);
    release(from);
    from = to;
  }
  return from;
}

function scatter(from: Int32Array, to: Int32Array, shift: number, bits: number): void {
  const mask = (1 << bits) - 1;
  const starts = new Int32Array(mask + 2);
  for (let at = 2; at < from.length; at += words) starts[((from[at]! >>> shift) & mask) + 1]! += words;
  for (let digit = 0; digit <= mask; digit++) starts[digit + 1]! += starts[digit]!;
  for (let at = 0; at < from.length; at += words) {
    const digit = (from[at + 2]! >>> shift) & mask;
    const place = starts[digit]!;
    starts[digit] = place + words;
    to[place] = from[at]!;
    to[place + 1] = from[at + 1]!;
    to[place + 2] = from[at + 2]!;
    to[place + 3] = from[at + 3]!;
  }
}

/** Gives the memory back at once: a collection may wait until there are gigabytes of it. */
const release = (column: Int32Array<ArrayBuffer>): void => void column.buffer.transfer(0);
