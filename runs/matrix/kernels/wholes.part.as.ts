/*
 * Sums of whole numbers, sixteen rows at once: exact in 16 bits where the lengths of the rows say so, in 32 bits otherwise. What they make is float64 again,
 * so it has the bits of the plain kernel, whose sums are exact as well. AssemblyScript: a part of ./neighbours.as.ts.
 */

import { Area } from './lists.part.as.ts';
import { offerPair, sum } from './pairs.part.as.ts';

/** Rows of a group. */
const lanes: u32 = 16;

/** Puts the values of `count` rows from `row` into `area.weights`, each in its lane of its column, and marks these columns in `area.touched`. */
function gatherRows(area: Area, row: u32, count: u32): void {
  const weights = <usize>area.weights;
  const touched = <usize>area.touched;
  const columns = <usize>area.rowColumns;
  const values = <usize>area.rowValues;
  for (let lane: u32 = 0; lane < count; lane++) {
    const pointers = <usize>area.rowPointers + ((<usize>(row + lane)) << 2);
    const end = <usize>load<u32>(pointers, 4);
    for (let p = <usize>load<u32>(pointers); p < end; p++) {
      const column = load<u32>(columns + (p << 2));
      store<u16>(weights + ((<usize>column) << 5) + ((<usize>lane) << 1), load<u16>(values + (p << 1)));
      const word = touched + ((<usize>(column >> 5)) << 2);
      store<u32>(word, load<u32>(word) | (1 << (column & 31)));
    }
  }
}

/** The first entry of a column that is not of a row before `from`. */
function advance(cursor: usize, entries: usize, end: usize, from: u32): usize {
  let p = <usize>load<u32>(cursor);
  while (p < end && (load<u32>(entries + (p << 2)) & 0xffff) < from) p++;
  store<u32>(cursor, <u32>p);
  return p;
}

function addTo(sums: usize, products: v128): void {
  v128.store(sums, i16x8.add(v128.load(sums), products));
}

/** Eight lanes of the entries [at, end) of a column that the others do not have. */
function addHalf(sums: usize, at: usize, end: usize, weights: v128): void {
  for (; at + 4 < end; at += 8) {
    const a = sums + ((<usize>load<u16>(at)) << 5);
    const b = sums + ((<usize>load<u16>(at, 4)) << 5);
    addTo(a, i16x8.mul(weights, v128.load16_splat(at, 2)));
    addTo(b, i16x8.mul(weights, v128.load16_splat(at, 6)));
  }
  if (at < end) addTo(sums + ((<usize>load<u16>(at)) << 5), i16x8.mul(weights, v128.load16_splat(at, 2)));
}

function addBoth(sums: usize, at: usize, end: usize, low: v128, high: v128): void {
  for (; at < end; at += 4) {
    const a = sums + ((<usize>load<u16>(at)) << 5);
    const x = v128.load16_splat(at, 2);
    addTo(a, i16x8.mul(low, x));
    addTo(a + 16, i16x8.mul(high, x));
  }
}

/** Four lanes in 32 bits, by products of an entry's halves with (0, weight): the place counts for nothing. */
function addFour(sums: usize, at: usize, end: usize, weights: v128): void {
  for (; at < end; at += 4) {
    const a = sums + ((<usize>load<u16>(at)) << 6);
    v128.store(a, i32x4.add(v128.load(a), i32x4.dot_i16x8_s(v128.load32_splat(at), weights)));
  }
}

function addWide(sums: usize, at: usize, end: usize, low: v128, high: v128): void {
  addFour(sums, at, end, i32x4.shl(i32x4.extend_low_i16x8_u(low), 16));
  addFour(sums + 16, at, end, i32x4.shl(i32x4.extend_high_i16x8_u(low), 16));
  addFour(sums + 32, at, end, i32x4.shl(i32x4.extend_low_i16x8_u(high), 16));
  addFour(sums + 48, at, end, i32x4.shl(i32x4.extend_high_i16x8_u(high), 16));
}

/** Adds the products of `count` rows from `row` with the block's rows from place `from` on. */
export function addWholes<Sum>(area: Area, row: u32, count: u32, starts: usize, from: u32): void {
  const entries = <usize>area.places;
  const sums = <usize>area.sums;
  const touched = <usize>area.touched;
  const zero = i16x8.splat(0);
  gatherRows(area, row, count);
  for (let first: u32 = 0; first < area.cols; first += 32) {
    const word = touched + (first >> 3);
    for (let left = load<u32>(word); left != 0; left &= left - 1) {
      const column = (<usize>(first + ctz(left))) << 2;
      const weights = <usize>area.weights + (column << 3);
      const low = v128.load(weights);
      const high = v128.load(weights, 16);
      v128.store(weights, zero);
      v128.store(weights, zero, 16);
      const last = <usize>load<u32>(starts + column, 4);
      const at = entries + (advance(<usize>area.cursors + column, entries, last, from) << 2);
      const end = entries + (last << 2);
      if (sizeof<Sum>() == 4) addWide(sums, at, end, low, high);
      else if (!v128.any_true(high)) addHalf(sums, at, end, low);
      else if (!v128.any_true(low)) addHalf(sums + 16, at, end, high);
      else addBoth(sums, at, end, low, high);
    }
    store<u32>(word, 0);
  }
}

/** Below 1 by more than any rounding of what is compared in float32, so that what is passed over could not have been kept. */
const slack: f32 = 1 - 1e-6;

/** The sums of four lanes, in float32. */
function fourSums<Sum>(at: usize, four: usize): v128 {
  if (sizeof<Sum>() == 2) return f32x4.convert_i32x4_s(v128.load16x4_u(at + (four << 3)));
  return f32x4.convert_i32x4_s(v128.load(at + (four << 4)));
}

function sumAt<Sum>(at: usize, lane: u32): f64 {
  return sizeof<Sum>() == 2 ? <f64>load<u16>(at + ((<usize>lane) << 1)) : <f64>load<i32>(at + ((<usize>lane) << 2));
}

/** Four numbers of float64, in float32. */
function inSingle(at: usize): v128 {
  const low = f32x4.demote_f64x2_zero(v128.load(at));
  const high = f32x4.demote_f64x2_zero(v128.load(at, 16));
  return i64x2.shuffle(low, high, 0, 2);
}

function splat(at: usize): v128 {
  return f32x4.splat(<f32>load<f64>(at));
}

/** Where a place has its sums. */
function sumsOf<Sum>(sums: usize, place: u32): usize {
  const shift: usize = sizeof<Sum>() == 2 ? 5 : 6;
  return sums + ((<usize>place) << shift);
}

function clear<Sum>(at: usize): void {
  const zero = i32x4.splat(0);
  v128.store(at, zero);
  v128.store(at, zero, 16);
  if (sizeof<Sum>() == 4) {
    v128.store(at, zero, 32);
    v128.store(at, zero, 48);
  }
}

/** Lanes whose rows may meet the one so far behind the first of them: a row meets those of its own group from one side only. */
function lanesBefore(distance: u32): u32 {
  return distance < lanes ? (1 << distance) - 1 : (1 << lanes) - 1;
}

/** What lengths with shrinkage are, of rows with these sides. */
function boundOf(x: v128, mine: v128, theirs: v128, own: v128, shrinkage: v128, isSum: bool): v128 {
  const length = isSum ? f32x4.add(f32x4.mul(own, x), f32x4.add(mine, theirs)) : f32x4.mul(mine, theirs);
  return f32x4.add(length, shrinkage);
}

/** Offers the sums of the block's places [from, to) with the rows from `row` to both rows of each pair, and clears them. */
export function offerWholes<Sum>(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  const mySides = <usize>area.sides + ((<usize>row) << 3);
  const myFloors = <usize>area.floors + ((<usize>row) << 3);
  const sides = <usize>area.sides + ((<usize>block) << 3);
  const floors = <usize>area.floors + ((<usize>block) << 3);
  const side0 = inSingle(mySides);
  const side1 = inSingle(mySides + 32);
  const side2 = inSingle(mySides + 64);
  const side3 = inSingle(mySides + 96);
  const slacks = f32x4.splat(slack);
  const own = f32x4.splat(<f32>area.own);
  const shrinkage = f32x4.splat(<f32>area.shrinkage);
  const isSum = area.form == sum;
  let floor0 = f32x4.mul(inSingle(myFloors), slacks);
  let floor1 = f32x4.mul(inSingle(myFloors + 32), slacks);
  let floor2 = f32x4.mul(inSingle(myFloors + 64), slacks);
  let floor3 = f32x4.mul(inSingle(myFloors + 96), slacks);
  for (let place = from; place < to; place++) {
    const at = sumsOf<Sum>(<usize>area.sums, place);
    const x0 = fourSums<Sum>(at, 0);
    const x1 = fourSums<Sum>(at, 1);
    const x2 = fourSums<Sum>(at, 2);
    const x3 = fourSums<Sum>(at, 3);
    const side = splat(sides + ((<usize>place) << 3));
    const floor = f32x4.mul(splat(floors + ((<usize>place) << 3)), slacks);
    const bound0 = boundOf(x0, side0, side, own, shrinkage, isSum);
    const bound1 = boundOf(x1, side1, side, own, shrinkage, isSum);
    const bound2 = boundOf(x2, side2, side, own, shrinkage, isSum);
    const bound3 = boundOf(x3, side3, side, own, shrinkage, isSum);
    const any0 = f32x4.gt(x0, f32x4.mul(f32x4.pmin(floor0, floor), bound0));
    const any1 = f32x4.gt(x1, f32x4.mul(f32x4.pmin(floor1, floor), bound1));
    const any2 = f32x4.gt(x2, f32x4.mul(f32x4.pmin(floor2, floor), bound2));
    const any3 = f32x4.gt(x3, f32x4.mul(f32x4.pmin(floor3, floor), bound3));
    // Nearly all pairs end here.
    if (v128.any_true(v128.or(v128.or(any0, any1), v128.or(any2, any3)))) {
      const allowed = lanesBefore(block + place - row);
      const mine =
        i32x4.bitmask(f32x4.gt(x0, f32x4.mul(floor0, bound0))) |
        (i32x4.bitmask(f32x4.gt(x1, f32x4.mul(floor1, bound1))) << 4) |
        (i32x4.bitmask(f32x4.gt(x2, f32x4.mul(floor2, bound2))) << 8) |
        (i32x4.bitmask(f32x4.gt(x3, f32x4.mul(floor3, bound3))) << 12);
      const either =
        i32x4.bitmask(any0) | (i32x4.bitmask(any1) << 4) | (i32x4.bitmask(any2) << 8) | (i32x4.bitmask(any3) << 12);
      const theirs =
        i32x4.bitmask(f32x4.gt(x0, f32x4.mul(floor, bound0))) |
        (i32x4.bitmask(f32x4.gt(x1, f32x4.mul(floor, bound1))) << 4) |
        (i32x4.bitmask(f32x4.gt(x2, f32x4.mul(floor, bound2))) << 8) |
        (i32x4.bitmask(f32x4.gt(x3, f32x4.mul(floor, bound3))) << 12);
      for (let left = either & allowed; left != 0; left &= left - 1) {
        const lane = ctz(left);
        offerPair(area, row + lane, block + place, sumAt<Sum>(at, lane), (mine >> lane) & 1, (theirs >> lane) & 1);
      }
      if (mine & allowed) {
        floor0 = f32x4.mul(inSingle(myFloors), slacks);
        floor1 = f32x4.mul(inSingle(myFloors + 32), slacks);
        floor2 = f32x4.mul(inSingle(myFloors + 64), slacks);
        floor3 = f32x4.mul(inSingle(myFloors + 96), slacks);
      }
    }
    clear<Sum>(at);
  }
}

/** Lanes of four whose cosine may lie outside the range. */
function outside<Sum>(at: usize, four: usize, mySides: usize, below: v128, above: v128): u32 {
  const x = fourSums<Sum>(at, four);
  const mine = inSingle(mySides + (four << 5));
  return (
    i32x4.bitmask(v128.or(f32x4.lt(x, f32x4.mul(mine, below)), f32x4.gt(x, f32x4.mul(mine, above)))) <<
    ((<u32>four) << 2)
  );
}

/** Widens the range by the cosines of the same pairs, and clears the sums; a pair that may widen it is looked at again in float64. Rows without length have none. */
export function widenByWholes<Sum>(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  const mySides = <usize>area.sides + ((<usize>row) << 3);
  const sides = <usize>area.sides + ((<usize>block) << 3);
  let least = load<f64>(area.range);
  let greatest = load<f64>(area.range, 8);
  for (let place = from; place < to; place++) {
    const at = sumsOf<Sum>(<usize>area.sums, place);
    const side = splat(sides + ((<usize>place) << 3));
    const below = f32x4.mul(side, f32x4.splat(<f32>(least / slack)));
    const above = f32x4.mul(side, f32x4.splat(<f32>(greatest * slack)));
    const found =
      outside<Sum>(at, 0, mySides, below, above) |
      outside<Sum>(at, 1, mySides, below, above) |
      outside<Sum>(at, 2, mySides, below, above) |
      outside<Sum>(at, 3, mySides, below, above);
    for (let left = found & lanesBefore(block + place - row); left != 0; left &= left - 1) {
      const lane = ctz(left);
      const length = load<f64>(mySides + ((<usize>lane) << 3)) * load<f64>(sides + ((<usize>place) << 3));
      if (!(length > 0)) continue;
      const similarity = min<f64>(1, sumAt<Sum>(at, lane) / length);
      least = min(least, similarity);
      greatest = max(greatest, similarity);
    }
    clear<Sum>(at);
  }
  store<f64>(area.range, least);
  store<f64>(area.range, greatest, 8);
}
