/** What the values of some arrays are, as far as the WebAssembly kernel asks. */
export type ValueBook = {
  /** The different values in the order of their first appearance; null where there are more than 256. */
  book: number[] | null;
  /** For each array, of each value its place in the book; nothing where there is none. */
  codes: Uint8Array[];
  /** All are 0 or so far from the ends of float64 that no product of two of them and two lengths leaves it. */
  tame: boolean;
};

const most = 256;
const small = 1e-70;
const large = 1e70;

const isTame = (value: number): boolean => {
  const size = Math.abs(value);
  return size <= large && (size >= small || size === 0);
};

/** One look at each value. */
export function readValues(arrays: readonly Float64Array[]): ValueBook {
  const book = createBook();
  const codes = arrays.map((values) => new Uint8Array(values.length));
  if (arrays.every((values, n) => book.code(values, codes[n]!))) {
    return { book: book.values, codes, tame: book.values.every(isTame) };
  }
  return { book: null, codes: [], tame: arrays.every((values) => values.every(isTame)) };
}

/** A table of places in the book, open addressing: several times as fast as a Map of numbers. */
function createBook() {
  const values: number[] = [];
  const slots = new Int16Array(4 * most).fill(-1);
  const known = new Float64Array(most);
  const value = new Float64Array(1);
  const [bits, mask] = [new Uint32Array(value.buffer), slots.length - 1];
  return {
    values,
    /** @returns false where the book is too small */
    code(array: Float64Array, codes: Uint8Array): boolean {
      for (let p = 0; p < array.length; p++) {
        // −0 is 0, and NaN never equals what is known, so it fills the book.
        value[0] = array[p]! + 0;
        let slot = Math.imul(bits[0]! ^ (bits[1]! * 31), 0x9e3779b1) >>> 22;
        while (slots[slot]! >= 0 && known[slots[slot]!] !== value[0]) slot = (slot + 1) & mask;
        if (slots[slot]! < 0) {
          if (values.length === most) return false;
          known[values.length] = value[0]!;
          slots[slot] = values.length;
          values.push(value[0]!);
        }
        codes[p] = slots[slot]!;
      }
      return true;
    },
  };
}
