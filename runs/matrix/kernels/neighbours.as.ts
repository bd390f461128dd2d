/*
 * Neighbours, and the range of cosines, by dot products of some rows at once with all rows of a block, in WebAssembly.
 * AssemblyScript: compiled by `npm run build:kernels`. Addresses are bytes of the one memory, laid out by ../lanes.ts.
 */

import { addFloats, offerFloats, widenByFloats } from './floats.part.as.ts';
import { Area, joinLists, sortLists } from './lists.part.as.ts';
import { addWholes, offerWholes, widenByWholes } from './wholes.part.as.ts';

export { addFloats, joinLists, offerFloats, sortLists, widenByFloats };

export function addNarrow(area: Area, row: u32, count: u32, starts: usize, from: u32): void {
  addWholes<u16>(area, row, count, starts, from);
}

export function addWide(area: Area, row: u32, count: u32, starts: usize, from: u32): void {
  addWholes<u32>(area, row, count, starts, from);
}

export function offerNarrow(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  offerWholes<u16>(area, row, block, from, to);
}

export function offerWide(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  offerWholes<u32>(area, row, block, from, to);
}

export function widenByNarrow(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  widenByWholes<u16>(area, row, block, from, to);
}

export function widenByWide(area: Area, row: u32, block: u32, from: u32, to: u32): void {
  widenByWholes<u32>(area, row, block, from, to);
}
