/*
 * Sums of float64, four rows at once in the lanes of two f64x2; a value of a column is loaded once for all of them. Every lane adds its products in
 * ascending column order with the roundings of float64, so it has the bits of the plain kernel; a lane without the column adds 0, which changes none.
 * AssemblyScript: a part of ./neighbours.as.ts.
 */

import { Area } from './lists.part.as.ts';
import { columnAt, offerPair, sum } from './pairs.part.as.ts';

const none: u32 = 0xffffffff;

function valueAt(values: usize, p: usize): f64 {
  return load<f64>(values + (p << 3));
}

function addTo(sums: usize, x: v128, weights: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(weights, x)));
}

/** Where the four sums of the value at p are. */
function sumsAt(sums: usize, places: usize, p: usize): usize {
  return sums + ((<usize>load<u16>(places + (p << 1))) << 5);
}

/** All four lanes of the values [p, end) of a column. */
function addFour(sums: usize, places: usize, values: usize, p: usize, end: usize, low: v128, high: v128): void {
  for (; p + 1 < end; p += 2) {
    const a = sumsAt(sums, places, p);
    const b = sumsAt(sums, places, p + 1);
    const x = v128.load64_splat(values + (p << 3));
    const y = v128.load64_splat(values + (p << 3), 8);
    addTo(a, x, low);
    addTo(a + 16, x, high);
    addTo(b, y, low);
    addTo(b + 16, y, high);
  }
  if (p < end) {
    const a = sumsAt(sums, places, p);
    const x = v128.load64_splat(values + (p << 3));
    addTo(a, x, low);
    addTo(a + 16, x, high);
  }
}

/** Two lanes of them, where the others do not have the column. */
function addTwo(sums: usize, places: usize, values: usize, p: usize, end: usize, weights: v128): void {
  for (; p < end; p++) addTo(sumsAt(sums, places, p), v128.load64_splat(values + (p << 3)), weights);
}

/** Adds the products of `count` rows from `row` with the block's rows from place `from` on. */
export function addFloats(area: Area, row: u32, count: u32, starts: usize, from: u32): void {
  const pointers = <usize>area.rowPointers + ((<usize>row) << 2);
  const rowValues = <usize>area.rowValues,
    places = <usize>area.places,
    values = <usize>area.values;
  const sums = <usize>area.sums,
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
      low = f64x2.replace_lane(low, 0, valueAt(rowValues, p0++));
      c0 = columnAt(area, p0, end0);
    }
    if (c1 == column) {
      low = f64x2.replace_lane(low, 1, valueAt(rowValues, p1++));
      c1 = columnAt(area, p1, end1);
    }
    if (c2 == column) {
      high = f64x2.replace_lane(high, 0, valueAt(rowValues, p2++));
      c2 = columnAt(area, p2, end2);
    }
    if (c3 == column) {
      high = f64x2.replace_lane(high, 1, valueAt(rowValues, p3++));
      c3 = columnAt(area, p3, end3);
    }
    const cursor = cursors + ((<usize>column) << 2);
    const end = <usize>load<u32>(starts + ((<usize>column) << 2), 4);
    let p = <usize>load<u32>(cursor);
    while (p < end && <u32>load<u16>(places + (p << 1)) < from) p++;
    store<u32>(cursor, <u32>p);
    if (a != column) addTwo(sums + 16, places, values, p, end, high);
    else if (b != column) addTwo(sums, places, values, p, end, low);
    else addFour(sums, places, values, p, end, low, high);
  }
}

/** Below 1 by more than any rounding of a similarity, so that what is passed over could not have been kept. */
const slack: f64 = 1 - 1e-12;

/** Offers the sums of the block's places [from, to) with four rows to both rows of each pair, and clears them. */
export function offerFloats(area: Area, row: u32, block: u32, from: u32, to: u32): void {
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
export function widenByFloats(area: Area, row: u32, block: u32, from: u32, to: u32): void {
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
