/*
 * The lists of the most similar rows. A row takes what reaches its floor until its list is full, and then keeps the best k or a few more:
 * what is asked for often, to take one, is two stores. The order is that of ../heaps.ts, so what remains in the end does not depend on the order of arrival.
 * Addresses are bytes of the one memory, laid out by ../lanes.ts.
 */

/** What a thread works with; the fields are those of `Area` in ../lanes.ts, in this order. Rows go by their place in the order by length. */
@unmanaged
export class Area {
  /** Row of each place. */
  order: u32;
  rowPointers: u32;
  rowColumns: u32;
  rowValues: u32;
  /** For each block of rows and each column, where its values start. */
  starts: u32;
  /** Row within the block of each value; with whole numbers, the value is in the upper half of 32 bits. */
  places: u32;
  /** Of float64; with whole numbers none. */
  values: u32;
  /** What the length of each row contributes to a similarity. */
  sides: u32;
  /** For each column, its first value that is not of a row before the present four. */
  cursors: u32;
  /** With whole numbers: what the present rows have in each column, 16 × 16 bits, and a bit for each of these columns. */
  weights: u32;
  touched: u32;
  /** Rows of the block × rows at once. */
  sums: u32;
  /** What a similarity must reach to be kept; where it only reaches it, the id must not be greater than that of `lasts`. */
  floors: u32;
  lasts: u32;
  /** What each row keeps, in no order: at least its k best so far, at most `capacity`. */
  counts: u32;
  ids: u32;
  similarities: u32;
  /** The least and the greatest similarity found so far. */
  range: u32;
  cols: u32;
  k: u32;
  capacity: u32;
  minOverlap: u32;
  /** A `Form`. */
  form: u32;
  own: f64;
  shrinkage: f64;
}

const none: u32 = 0xffffffff;

/** So many more than k may remain where that finds a floor sooner. */
const spare: u32 = 4;

/** Offers a neighbour to a row. */
export function push(area: Area, row: u32, similarity: f64, id: u32): void {
  const floor = load<f64>(<usize>area.floors + ((<usize>row) << 3));
  if (similarity <= floor && (similarity < floor || id > load<u32>(<usize>area.lasts + ((<usize>row) << 2)))) return;
  const counts = <usize>area.counts + ((<usize>row) << 2);
  const count = load<u32>(counts);
  const at = <usize>row * area.capacity + count;
  store<f64>(<usize>area.similarities + (at << 3), similarity);
  store<u32>(<usize>area.ids + (at << 2), id);
  store<u32>(counts, count + 1);
  if (count + 1 == area.capacity) narrow(area, row);
}

/** Raises the floor of a row whose list is full, and drops what is below. */
function narrow(area: Area, row: u32): void {
  const first = <usize>row * area.capacity;
  const similarities = <usize>area.similarities + (first << 3);
  const ids = <usize>area.ids + (first << 2);
  const floors = <usize>area.floors + ((<usize>row) << 3);
  const lasts = <usize>area.lasts + ((<usize>row) << 2);
  const counts = <usize>area.counts + ((<usize>row) << 2);
  const count = load<u32>(counts);
  const k = area.k;
  // At least k are no less than `low`, `kept` of them.
  let low = load<f64>(floors);
  let high = greatest(similarities, count);
  let kept = count;
  while (kept > k + spare) {
    const middle = low + (high - low) * 0.5;
    if (!(middle > low && middle < high)) break;
    const found = countFrom(similarities, count, middle);
    if (found < k) {
      high = middle;
    } else {
      low = middle;
      kept = found;
    }
  }
  if (kept > k + spare) {
    // So many are equal that ids decide.
    sortList(similarities, ids, count);
    store<u32>(counts, k);
    store<f64>(floors, load<f64>(similarities + ((<usize>(k - 1)) << 3)));
    store<u32>(lasts, load<u32>(ids + ((<usize>(k - 1)) << 2)));
    return;
  }
  let to: usize = 0;
  for (let p: usize = 0; p < <usize>count; p++) {
    const similarity = load<f64>(similarities + (p << 3));
    store<f64>(similarities + (to << 3), similarity);
    store<u32>(ids + (to << 2), load<u32>(ids + (p << 2)));
    to += similarity >= low ? 1 : 0;
  }
  store<u32>(counts, <u32>to);
  store<f64>(floors, low);
  store<u32>(lasts, none);
}

function greatest(similarities: usize, count: u32): f64 {
  let most: f64 = 0;
  for (let p: usize = 0; p < <usize>count; p++) {
    const similarity = load<f64>(similarities + (p << 3));
    most = similarity > most ? similarity : most;
  }
  return most;
}

function countFrom(similarities: usize, count: u32, least: f64): u32 {
  const leasts = f64x2.splat(least);
  let a = i64x2.splat(0);
  let b = a;
  let p: u32 = 0;
  for (; p + 4 <= count; p += 4) {
    const at = similarities + ((<usize>p) << 3);
    a = i64x2.sub(a, f64x2.ge(v128.load(at), leasts));
    b = i64x2.sub(b, f64x2.ge(v128.load(at, 16), leasts));
  }
  a = i64x2.add(a, b);
  let found = <u32>(i64x2.extract_lane(a, 0) + i64x2.extract_lane(a, 1));
  for (; p < count; p++) if (load<f64>(similarities + ((<usize>p) << 3)) >= least) found++;
  return found;
}

/** Offers what another thread's lists hold. */
export function joinLists(area: Area, other: Area, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    const first = <usize>row * other.capacity;
    const end = first + load<u32>(<usize>other.counts + ((<usize>row) << 2));
    for (let at = first; at < end; at++) {
      push(area, row, load<f64>(<usize>other.similarities + (at << 3)), load<u32>(<usize>other.ids + (at << 2)));
    }
  }
}

/** Leaves of each list the k best, best first; afterwards the lists take no more. */
export function sortLists(area: Area, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    const first = <usize>row * area.capacity;
    const counts = <usize>area.counts + ((<usize>row) << 2);
    const count = load<u32>(counts);
    sortList(<usize>area.similarities + (first << 3), <usize>area.ids + (first << 2), count);
    if (count > area.k) store<u32>(counts, area.k);
  }
}

/** By heaps: the worst is at the first place; worse is less similar, or as similar with a greater id. */
function sortList(similarities: usize, ids: usize, count: u32): void {
  for (let n: u32 = 1; n < count; n++) {
    siftUp(similarities, ids, n, load<f64>(similarities + ((<usize>n) << 3)), load<u32>(ids + ((<usize>n) << 2)));
  }
  for (let last: u32 = count; last-- > 1;) {
    const similarity = load<f64>(similarities + ((<usize>last) << 3));
    const id = load<u32>(ids + ((<usize>last) << 2));
    store<f64>(similarities + ((<usize>last) << 3), load<f64>(similarities));
    store<u32>(ids + ((<usize>last) << 2), load<u32>(ids));
    siftDown(similarities, ids, last, similarity, id);
  }
}

function siftUp(similarities: usize, ids: usize, count: u32, similarity: f64, id: u32): void {
  let hole: u32 = count;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const s = load<f64>(similarities + ((<usize>parent) << 3));
    if (s < similarity || (s == similarity && load<u32>(ids + ((<usize>parent) << 2)) > id)) break;
    store<f64>(similarities + ((<usize>hole) << 3), s);
    store<u32>(ids + ((<usize>hole) << 2), load<u32>(ids + ((<usize>parent) << 2)));
    hole = parent;
  }
  store<f64>(similarities + ((<usize>hole) << 3), similarity);
  store<u32>(ids + ((<usize>hole) << 2), id);
}

/** From the first place. */
function siftDown(similarities: usize, ids: usize, count: u32, similarity: f64, id: u32): void {
  let hole: u32 = 0;
  for (;;) {
    let child: u32 = 2 * hole + 1;
    if (child >= count) break;
    let s = load<f64>(similarities + ((<usize>child) << 3));
    if (child + 1 < count) {
      const right = load<f64>(similarities + ((<usize>child) << 3), 8);
      if (
        right < s ||
        (right == s && load<u32>(ids + ((<usize>child) << 2), 4) > load<u32>(ids + ((<usize>child) << 2)))
      ) {
        child++;
        s = right;
      }
    }
    if (s > similarity || (s == similarity && load<u32>(ids + ((<usize>child) << 2)) < id)) break;
    store<f64>(similarities + ((<usize>hole) << 3), s);
    store<u32>(ids + ((<usize>hole) << 2), load<u32>(ids + ((<usize>child) << 2)));
    hole = child;
  }
  store<f64>(similarities + ((<usize>hole) << 3), similarity);
  store<u32>(ids + ((<usize>hole) << 2), id);
}
