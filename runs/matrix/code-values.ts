/** What the values of a matrix are, as far as the WebAssembly kernel asks. */
export type ValueBook = {
  /** The different values in the order of their first appearance, up to 256; null where there are more. */
  book: number[] | null;
  /** Of each value, its place in the book; nothing where there is none. */
  codes: Uint8Array;
  /** All are 0 or so far from the ends of float64 that no product of two of them and two lengths leaves it. */
  tame: boolean;
};

const most = 256;
const small = 1e-70;
const large = 1e70;

/** One look at each value. */
export function readValues(values: Float64Array): ValueBook {
  const { book, codes } = codeValues(values);
  const tame = (book ?? values).every((value) => {
    const size = Math.abs(value);
    return size <= large && (size >= small || size === 0);
  });
  return book ? { book, codes, tame } : { book: null, codes: new Uint8Array(0), tame };
}

/** A table of places in the book, open addressing: several times as fast as a Map of numbers. */
function codeValues(values: Float64Array): { book: number[] | null; codes: Uint8Array } {
  const codes = new Uint8Array(values.length);
  const book: number[] = [];
  const slots = new Int16Array(4 * most).fill(-1);
  const known = new Float64Array(most);
  const value = new Float64Array(1);
  const [bits, mask] = [new Uint32Array(value.buffer), slots.length - 1];
  for (let p = 0; p < values.length; p++) {
    // −0 is 0, and NaN never equals what is known, so it fills the book.
    value[0] = values[p]! + 0;
    let slot = Math.imul(bits[0]! ^ (bits[1]! * 31), 0x9e3779b1) >>> 22;
    while (slots[slot]! >= 0 && known[slots[slot]!] !== value[0]) slot = (slot + 1) & mask;
    if (slots[slot]! < 0) {
      if (book.length === most) return { book: null, codes };
      known[book.length] = value[0]!;
      slots[slot] = book.length;
      book.push(value[0]!);
    }
    codes[p] = slots[slot]!;
  }
  return { book, codes };
}
