/*
 * Neighbours, and the range of cosines, by dot products of four rows at once with all rows of a block, in WebAssembly. AssemblyScript: compiled by `npm run build:kernels`.
 * The four are the lanes of two f64x2; a value of a column is loaded once for all of them. Every lane adds its products in ascending
 * column order with the roundings of float64, so it has the bits of the plain kernel; a lane without the column adds 0, which changes none.
 * Addresses are bytes of the one memory, laid out by ../lanes.ts.
 */

import { Area, joinLists, push, sortLists } from './lists.part.as.ts';

export { joinLists, sortLists };

/** What a similarity is made of, as ../measure.ts has it. */
const cosine: u32 = 0;
const sum: u32 = 2;

const none: u32 = 0xffffffff;

function columnAt(area: Area, p: u32, end: u32): u32 {
  return p < end ? load<u32>(<usize>area.rowColumns + ((<usize>p) << 2)) : none;
}

function valueAt<V>(values: usize, p: usize, book: usize): f64 {
  return sizeof<V>() == 1 ? load<f64>(book + ((<usize>load<u8>(values + p)) << 3)) : load<f64>(values + (p << 3));
}

function addTo(sums: usize, x: v128, weights: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(weights, x)));
}

/** All four lanes of the values [p, end) of a column. */
function addFour<V>(
  sums: usize,
  places: usize,
  values: usize,
  book: usize,
  p: usize,
  end: usize,
  low: v128,
  high: v128,
): void {
  for (; p + 1 < end; p += 2) {
    const a = sums + ((<usize>load<u16>(places + (p << 1))) << 5);
    const b = sums + ((<usize>load<u16>(places + (p << 1), 2)) << 5);
    const x = f64x2.splat(valueAt<V>(values, p, book));
    const y = f64x2.splat(valueAt<V>(values, p + 1, book));
    addTo(a, x, low);
    addTo(a + 16, x, high);
    addTo(b, y, low);
    addTo(b + 16, y, high);
  }
  if (p < end) {
    const a = sums + ((<usize>load<u16>(places + (p << 1))) << 5);
    const x = f64x2.splat(valueAt<V>(values, p, book));
    addTo(a, x, low);
    addTo(a + 16, x, high);
  }
}

/** Two lanes of them, where the others do not have the column. */
function addTwo<V>(sums: usize, places: usize, values: usize, book: usize, p: usize, end: usize, weights: v128): void {
  for (; p + 1 < end; p += 2) {
    const a = sums + ((<usize>load<u16>(places + (p << 1))) << 5);
    const b = sums + ((<usize>load<u16>(places + (p << 1), 2)) << 5);
    addTo(a, f64x2.splat(valueAt<V>(values, p, book)), weights);
    addTo(b, f64x2.splat(valueAt<V>(values, p + 1, book)), weights);
  }
  if (p < end)
    addTo(sums + ((<usize>load<u16>(places + (p << 1))) << 5), f64x2.splat(valueAt<V>(values, p, book)), weights);
}

function addRows<V>(area: Area, row: u32, count: u32, starts: usize, from: u32): void {
  const pointers = <usize>area.rowPointers + ((<usize>row) << 2);
  const rowValues = <usize>area.rowValues,
    places = <usize>area.places,
    values = <usize>area.values;
  const book = <usize>area.book,
    sums = <usize>area.sums,
    cursors = <usize>area.cursors;
  let p0 = load<u32>(pointers),
    p1 = load<u32>(pointers, 4);
  const end0 = p1,
    end1 = count > 1 ? load<u32>(pointers, 8) : p1;
  let p2 = end1;
  const end2 = count > 2 ? load<u32>(pointers, 12) : p2;
  let p3 = end2;
  const end3 = count > 3 ? load<u32>(pointers, 16) : p3;
  let c0 = columnAt(area, p0, end0),
    c1 = columnAt(area, p1, end1),
    c2 = columnAt(area, p2, end2),
    c3 = columnAt(area, p3, end3);
  for (;;) {
    const a = c0 < c1 ? c0 : c1,
      b = c2 < c3 ? c2 : c3;
    const column = a < b ? a : b;
    if (column == none) return;
    let low = f64x2.splat(0),
      high = low;
    if (c0 == column) {
      low = f64x2.replace_lane(low, 0, valueAt<V>(rowValues, p0++, book));
      c0 = columnAt(area, p0, end0);
    }
    if (c1 == column) {
      low = f64x2.replace_lane(low, 1, valueAt<V>(rowValues, p1++, book));
      c1 = columnAt(area, p1, end1);
    }
    if (c2 == column) {
      high = f64x2.replace_lane(high, 0, valueAt<V>(rowValues, p2++, book));
      c2 = columnAt(area, p2, end2);
    }
    if (c3 == column) {
      high = f64x2.replace_lane(high, 1, valueAt<V>(rowValues, p3++, book));
      c3 = columnAt(area, p3, end3);
    }
    const cursor = cursors + ((<usize>column) << 2);
    const end = <usize>load<u32>(starts + ((<usize>column) << 2), 4);
    let p = <usize>load<u32>(cursor);
    while (p < end && <u32>load<u16>(places + (p << 1)) < from) p++;
    store<u32>(cursor, <u32>p);
    if (a != column) addTwo<V>(sums + 16, places, values, book, p, end, high);
    else if (b != column) addTwo<V>(sums, places, values, book, p, end, low);
    else addFour<V>(sums, places, values, book, p, end, low, high);
  }
}

/**
 * Adds the products of `count` rows from `row` with the block's rows from place `from` on.
 * @param starts address of the block's part of `area.starts`
 */
export function addCoded(area: Area, row: u32, count: u32, starts: usize, from: u32): void {
  addRows<u8>(area, row, count, starts, from);
}

/** The same where values are float64 themselves. */
export function addExact(area: Area, row: u32, count: u32, starts: usize, from: u32): void {
  addRows<f64>(area, row, count, starts, from);
}

/** Below 1 by more than any rounding of a similarity, so that what is passed over could not have been kept. */
const slack: f64 = 1 - 1e-12;

/** Offers the sums of the block's places [from, to) with four rows to both rows of each pair, and clears them. */
export function offerSums(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  const sums = <usize>area.sums;
  const mySides = <usize>area.sides + ((<usize>row) << 3);
  const myFloors = <usize>area.floors + ((<usize>row) << 3);
  const sides = <usize>area.sides + ((<usize>block) << 3);
  const floors = <usize>area.floors + ((<usize>block) << 3);
  const side0 = v128.load(mySides);
  const side1 = v128.load(mySides, 16);
  const shrinkage = f64x2.splat(area.shrinkage);
  const own = f64x2.splat(area.own);
  const slacks = f64x2.splat(slack);
  const zero = f64x2.splat(0);
  const isSum = area.form == sum;
  let floor0 = f64x2.mul(v128.load(myFloors), slacks);
  let floor1 = f64x2.mul(v128.load(myFloors, 16), slacks);
  for (let place = from; place < to; place++) {
    const at = sums + ((<usize>place) << 5);
    const x0 = v128.load(at);
    const x1 = v128.load(at, 16);
    const side = v128.load64_splat(sides + ((<usize>place) << 3));
    const floor = f64x2.mul(v128.load64_splat(floors + ((<usize>place) << 3)), slacks);
    const length0 = isSum ? f64x2.add(f64x2.mul(own, x0), f64x2.add(side0, side)) : f64x2.mul(side0, side);
    const length1 = isSum ? f64x2.add(f64x2.mul(own, x1), f64x2.add(side1, side)) : f64x2.mul(side1, side);
    const bound0 = f64x2.add(length0, shrinkage);
    const bound1 = f64x2.add(length1, shrinkage);
    const mine0 = f64x2.gt(x0, f64x2.mul(floor0, bound0));
    const mine1 = f64x2.gt(x1, f64x2.mul(floor1, bound1));
    const theirs0 = f64x2.gt(x0, f64x2.mul(floor, bound0));
    const theirs1 = f64x2.gt(x1, f64x2.mul(floor, bound1));
    // Nearly all pairs end here.
    if (v128.any_true(v128.or(v128.or(mine0, mine1), v128.or(theirs0, theirs1)))) {
      // A row meets those of its own group from one side only.
      const after = block + place - row;
      const allowed: u32 = after < 4 ? (1 << after) - 1 : 15;
      const mine = (i64x2.bitmask(mine0) | (i64x2.bitmask(mine1) << 2)) & allowed;
      const theirs = (i64x2.bitmask(theirs0) | (i64x2.bitmask(theirs1) << 2)) & allowed;
      for (let lanes = mine | theirs; lanes != 0; lanes &= lanes - 1) {
        const lane = ctz(lanes);
        const dot = load<f64>(at + ((<usize>lane) << 3));
        offerPair(area, row + lane, block + place, dot, (mine >> lane) & 1, (theirs >> lane) & 1);
      }
      if (mine != 0) {
        floor0 = f64x2.mul(v128.load(myFloors), slacks);
        floor1 = f64x2.mul(v128.load(myFloors, 16), slacks);
      }
    }
    v128.store(at, zero);
    v128.store(at, zero, 16);
  }
}

/** Widens the range by the cosines of the same pairs, and clears the sums. Rows without length have none. */
export function widenRange(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  const sums = <usize>area.sums;
  const mySides = <usize>area.sides + ((<usize>row) << 3);
  const sides = <usize>area.sides + ((<usize>block) << 3);
  const side0 = v128.load(mySides);
  const side1 = v128.load(mySides, 16);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const minusOne = f64x2.splat(-1);
  let least = v128.load64_splat(area.range);
  let greatest = v128.load64_splat(area.range, 8);
  for (let place = from; place < to; place++) {
    const at = sums + ((<usize>place) << 5);
    const side = v128.load64_splat(sides + ((<usize>place) << 3));
    const length0 = f64x2.mul(side0, side);
    const length1 = f64x2.mul(side1, side);
    let met0 = f64x2.gt(length0, zero);
    let met1 = f64x2.gt(length1, zero);
    const after = block + place - row;
    if (after < 4) {
      // A row meets those of its own group from one side only.
      const lanes = i64x2.splat(after);
      met0 = v128.and(met0, i64x2.gt_s(lanes, i64x2(0, 1)));
      met1 = v128.and(met1, i64x2.gt_s(lanes, i64x2(2, 3)));
    }
    const x0 = f64x2.max(minusOne, f64x2.min(one, f64x2.div(v128.load(at), length0)));
    const x1 = f64x2.max(minusOne, f64x2.min(one, f64x2.div(v128.load(at, 16), length1)));
    least = f64x2.pmin(least, v128.bitselect(x0, least, met0));
    least = f64x2.pmin(least, v128.bitselect(x1, least, met1));
    greatest = f64x2.pmax(greatest, v128.bitselect(x0, greatest, met0));
    greatest = f64x2.pmax(greatest, v128.bitselect(x1, greatest, met1));
    v128.store(at, zero);
    v128.store(at, zero, 16);
  }
  store<f64>(area.range, min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1)));
  store<f64>(area.range, max(f64x2.extract_lane(greatest, 0), f64x2.extract_lane(greatest, 1)), 8);
}

/** @param toA, toB whether the one could keep the other */
function offerPair(area: Area, a: u32, b: u32, dot: f64, toA: u32, toB: u32): void {
  const idA = load<u32>(<usize>area.order + ((<usize>a) << 2));
  const idB = load<u32>(<usize>area.order + ((<usize>b) << 2));
  const similarity = idA < idB ? similarityOf(area, dot, a, b) : similarityOf(area, dot, b, a);
  if (!(similarity > 0)) return;
  if (area.minOverlap > 1 && !overlap(area, a, b)) return;
  if (toA) push(area, a, similarity, idB);
  if (toB) push(area, b, similarity, idA);
}

/** ../measure.ts's, to the bit. */
function similarityOf(area: Area, dot: f64, a: u32, b: u32): f64 {
  const sideA = load<f64>(<usize>area.sides + ((<usize>a) << 3));
  const sideB = load<f64>(<usize>area.sides + ((<usize>b) << 3));
  const length = area.form == sum ? area.own * dot + sideA + sideB : sideA * sideB;
  if (!(length > 0)) return 0;
  const similarity = dot / (length + area.shrinkage);
  return area.form == cosine && similarity > 1 ? 1 : similarity;
}

/** Whether two rows share `minOverlap` columns. */
function overlap(area: Area, a: u32, b: u32): bool {
  const pointers = <usize>area.rowPointers;
  let p = load<u32>(pointers + ((<usize>a) << 2));
  let q = load<u32>(pointers + ((<usize>b) << 2));
  const endP = load<u32>(pointers + ((<usize>a) << 2), 4);
  const endQ = load<u32>(pointers + ((<usize>b) << 2), 4);
  let shared: u32 = 0;
  let x = columnAt(area, p, endP);
  let y = columnAt(area, q, endQ);
  while (p < endP && q < endQ && shared < area.minOverlap) {
    if (x == y) shared++;
    const stepP = x <= y;
    if (y <= x) y = columnAt(area, ++q, endQ);
    if (stepP) x = columnAt(area, ++p, endP);
  }
  return shared >= area.minOverlap;
}
