import { heapBytes } from './heaps.ts';
import { laneBytes } from './lanes.ts';
import { groupRows } from './meeting.ts';
import { productBytes, scratchBytes } from './products.ts';

/** A matrix whose rows are searched for similar ones. */
export type SearchSize = { rows: number; cols: number; nnz: number };

/** Parts that a search may be cut into: with as many, blocks meet 2,080 times. */
const mostParts = 64;

/** Bytes that a search for k neighbours allocates beside its answer; which kernel it will be depends on the values. */
export function searchBytes(size: SearchSize, k: number, threads: number): number {
  const { rows, cols, nnz } = size;
  const plain = productBytes(rows, cols, nnz) + threads * (heapBytes(rows, k) + scratchBytes(rows));
  return Math.max(plain, laneBytes(size, k, threads));
}

/** Rows and values that a block of so many parts has at most: `cutBlocks` ends it with the row that exceeds its share of values. */
export const blockSizeOf = ({ rows, cols, nnz }: SearchSize, parts: number): { rows: number; nnz: number } => ({
  rows: Math.ceil(rows / parts),
  nnz: Math.ceil(nnz / parts) + cols,
});

/** The same by blocks: two of them, one with its columns read from disk, what they find, and what is known of all rows. */
function bytesByBlocks(size: SearchSize, k: number, threads: number, parts: number): number {
  const block = blockSizeOf(size, parts);
  const rows = 2 * block.rows + groupRows;
  const search = searchBytes({ rows, cols: size.cols, nnz: block.nnz }, k, threads);
  // The columns as they are read, and the codes of both.
  const copies = block.nnz * (12 + 2) + size.cols * 4;
  return search + copies + rows * (k * 12 + 40) + size.rows * 24;
}

/** Bytes of the smallest blocks. */
export const leastSearchBytes = (size: SearchSize, k: number, threads: number): number =>
  Math.min(searchBytes(size, k, threads), bytesByBlocks(size, k, threads, mostParts));

/** How many parts a search is cut into to do with `bytes`: 1 where all fits, at most 64. */
export function partsFor(size: SearchSize, k: number, threads: number, bytes: number): number {
  if (searchBytes(size, k, threads) <= bytes) return 1;
  let parts = 2;
  while (parts < mostParts && bytesByBlocks(size, k, threads, parts) > bytes) parts++;
  return parts;
}
