import { transpose } from './csr.ts';
import type { Csr } from './csr.ts';
import { groupRows } from './meeting.ts';
import type { Meeting } from './meeting.ts';
import { blockSizeOf } from './search-bytes.ts';
import type { Spill } from './spill.ts';

/** Rows [from, to). */
type Block = { from: number; to: number };

/** `Meeting`'s, of all rows. */
type Scaling = Pick<Meeting, 'scale' | 'norms'>;

/** Two blocks whose rows meet, or one whose rows meet one another. */
export type BlockMeeting = Meeting & {
  /** The row of the whole matrix that a row of the meeting is. */
  rowOf(row: number): number;
  /** What belongs to the rows of the meeting, of what belongs to all rows; 0 where a place is nobody's. */
  pick(all: Float64Array): Float64Array;
};

/** Consecutive rows, at most `blockSizeOf` of them and of their values. */
export function cutBlocks(ratings: Csr, parts: number): Block[] {
  const { rows, indptr } = ratings;
  const most = blockSizeOf({ ...ratings, nnz: ratings.indices.length }, parts);
  const share = most.nnz - ratings.cols;
  const blocks: Block[] = [];
  for (let from = 0, row = 0; row < rows; row++) {
    const full = indptr[row + 1]! - indptr[from]! >= share || row + 1 - from === most.rows;
    if (!full && row + 1 < rows) continue;
    blocks.push({ from, to: row + 1 });
    from = row + 1;
  }
  return blocks;
}

/**
 * Every two rows meet once: blocks of rows with one another and with the columns of other blocks, which wait on disk.
 * @param visit is done with the arrays of a meeting before the next begins
 */
export async function meetByBlocks(
  ratings: Csr,
  scaling: Scaling,
  { spill, parts }: { spill: Spill; parts: number },
  visit: (meeting: BlockMeeting, done: number, total: number) => Promise<void>,
): Promise<void> {
  const blocks = cutBlocks(ratings, parts);
  const total = (blocks.length * (blocks.length + 1)) / 2;
  const store = spill.open();
  let done = 0;
  try {
    for (const block of blocks) store.write(transpose(rowsOf(ratings, block)));
    for (const [n, met] of blocks.entries()) {
      await visit(withItself(ratings, scaling, met), done++, total);
      const columns = n > 0 ? store.read(n) : null;
      for (const block of blocks.slice(0, n)) {
        await visit(withOthers(ratings, scaling, block, met, columns!), done++, total);
      }
    }
  } finally {
    store.close();
  }
}

function withItself(ratings: Csr, { scale, norms }: Scaling, block: Block): BlockMeeting {
  const pick = (all: Float64Array) => all.slice(block.from, block.to);
  return {
    rows: rowsOf(ratings, block),
    scale,
    norms: pick(norms),
    others: 0,
    columns: null,
    rowOf: (row) => block.from + row,
    pick,
  };
}

function withOthers(ratings: Csr, { scale, norms }: Scaling, block: Block, met: Block, columns: Csr): BlockMeeting {
  const own = block.to - block.from;
  const others = Math.ceil(own / groupRows) * groupRows;
  const all = others + met.to - met.from;
  const rows = rowsOf(ratings, block);
  const indptr = new Int32Array(all + 1).fill(rows.indices.length);
  indptr.set(rows.indptr);
  const pick = (values: Float64Array) => {
    const picked = new Float64Array(all);
    picked.set(values.subarray(block.from, block.to));
    picked.set(values.subarray(met.from, met.to), others);
    return picked;
  };
  return {
    rows: { ...rows, rows: all, indptr },
    scale,
    norms: pick(norms),
    others,
    columns,
    rowOf: (row) => (row < others ? block.from + row : met.from + row - others),
    pick,
  };
}

/** Views, not copies, but for the offsets. */
function rowsOf({ cols, indptr, indices, values }: Csr, { from, to }: Block): Csr {
  const [first, end] = [indptr[from]!, indptr[to]!];
  return {
    rows: to - from,
    cols,
    indptr: indptr.slice(from, to + 1).map((p) => p - first),
    indices: indices.subarray(first, end),
    values: values.subarray(first, end),
  };
}
