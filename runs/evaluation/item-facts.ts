import { columnCounts, rowLength, type Csr } from '#runs/matrix/csr.ts';
import { privateMemory, type Memory } from '#runs/matrix/memory.ts';

/** Which columns each row has; a matrix whose values are all 1. */
export type Sets = Pick<Csr, 'rows' | 'cols' | 'indptr' | 'indices'>;

/** What beyond-accuracy metrics know of the items, from the training part only. */
export type ItemFacts = {
  train: Csr;
  /** Size of the catalogue. */
  items: number;
  /** Users with at least one training interaction. */
  users: number;
  /** Training users of each item, and how many they are. */
  usersOf: Sets;
  degree: Int32Array;
  /** All items, most training users first, then the smaller index. */
  byPopularity: Int32Array;
  /** 1 for items outside the head: the fewest most popular items that hold 80 % of training interactions. */
  tail: Uint8Array;
  /** Items × categories; null where items have none. */
  categories: Csr | null;
};

const headShare = 0.8;

/** @param memory where the part that is as large as the matrix is put */
export function itemFacts(train: Csr, memory: Memory = privateMemory, categories: Csr | null = null): ItemFacts {
  const degree = columnCounts(train);
  let users = 0;
  for (let row = 0; row < train.rows; row++) if (rowLength(train, row) > 0) users += 1;
  const byPopularity = Int32Array.from(degree.keys()).sort((a, b) => degree[b]! - degree[a]! || a - b);
  const tail = tailOf(degree, byPopularity);
  const usersOf = usersOfItems(train, degree, memory);
  return { train, items: train.cols, users, usersOf, degree, byPopularity, tail, categories };
}

function tailOf(degree: Int32Array, byPopularity: Int32Array): Uint8Array {
  const tail = new Uint8Array(degree.length).fill(1);
  const total = degree.reduce((sum, of) => sum + of, 0);
  let held = 0;
  for (const item of byPopularity) {
    if (held >= headShare * total) break;
    held += degree[item]!;
    tail[item] = 0;
  }
  return tail;
}

/** The matrix by columns without its values, which would take twice the memory of the rest. */
function usersOfItems({ rows, cols, indptr, indices }: Csr, degree: Int32Array, memory: Memory): Sets {
  const starts = memory.ints(cols + 1);
  for (let item = 0; item < cols; item++) starts[item + 1] = starts[item]! + degree[item]!;
  const next = starts.slice(0, cols);
  const users = memory.ints(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let at = indptr[row]!, end = indptr[row + 1]!; at < end; at++) users[next[indices[at]!]!++] = row;
  }
  return { rows: cols, cols: rows, indptr: starts, indices: users };
}
