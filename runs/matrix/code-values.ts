/** What the values of a matrix are, as far as the WebAssembly kernel asks. */
export type ValueBook = {
  /** The different values in the order of their first appearance, up to 256; null where there are more. */
  book: Map<number, number> | null;
  /** All are 0 or so far from the ends of float64 that no product of two of them and two lengths leaves it. */
  tame: boolean;
};

const codes = 256;
const small = 1e-70;
const large = 1e70;

/** One look at each value. */
export function readValues(values: Float64Array): ValueBook {
  const book = new Map<number, number>();
  let last = NaN;
  for (let p = 0; p < values.length; p++) {
    const value = values[p]!;
    if (value === last) continue;
    last = value;
    const size = Math.abs(value);
    if (!(size <= large && (size >= small || size === 0))) return { book: null, tame: false };
    if (book.size <= codes && !book.has(value)) book.set(value, book.size);
  }
  return { book: book.size <= codes ? book : null, tame: true };
}
