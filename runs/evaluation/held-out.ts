import type { UnknownItems } from '#shared/domain/evaluation.ts';
import type { Csr } from '#runs/matrix/csr.ts';

/** The relevant items of one user at a time: held out, of positive weight, not in the user's training row. */
export type HeldOut = {
  /** items[0…count) of the loaded user, greatest gain first, then the smaller index. */
  items: Int32Array;
  count: number;
  /** Weight of every item of the catalogue for the loaded user; 0 where it is not relevant. */
  gain: Float64Array;
  /** Whether held-out weights differ at all; where they do not, graded metrics would repeat the binary ones. */
  graded: boolean;
  /** Held-out interactions of the loaded user with an item that nobody has in train; they are among `items` unless they are dropped. */
  unknown: number;
  /** Forgets the user before. @returns how many items are relevant to this user */
  load(user: number): number;
};

/** @param unknownItems whether items that nobody has in train are relevant all the same, or dropped */
export function createHeldOut(train: Csr, test: Csr, unknownItems: UnknownItems = 'keep'): HeldOut {
  const known = new Uint8Array(train.cols);
  for (const item of train.indices) known[item] = 1;
  const seenBy = new Int32Array(train.cols).fill(-1);

  const heldOut: HeldOut = {
    items: new Int32Array(longestRow(test)),
    count: 0,
    gain: new Float64Array(train.cols),
    graded: hasGrades(test.values),
    unknown: 0,
    load(user) {
      const { items, gain } = heldOut;
      for (let i = 0; i < heldOut.count; i++) gain[items[i]!] = 0;
      heldOut.count = 0;
      heldOut.unknown = 0;
      if (test.indptr[user] === test.indptr[user + 1]) return 0;
      for (let at = train.indptr[user]!; at < train.indptr[user + 1]!; at++) seenBy[train.indices[at]!] = user;
      for (let at = test.indptr[user]!; at < test.indptr[user + 1]!; at++) {
        const item = test.indices[at]!;
        const weight = test.values[at]!;
        if (!(weight > 0) || seenBy[item] === user) continue;
        if (known[item] === 0) {
          heldOut.unknown += 1;
          if (unknownItems === 'drop') continue;
        }
        gain[item] = weight;
        items[heldOut.count++] = item;
      }
      if (heldOut.graded) items.subarray(0, heldOut.count).sort((a, b) => gain[b]! - gain[a]! || a - b);
      return heldOut.count;
    },
  };
  return heldOut;
}

function longestRow({ rows, indptr }: Csr): number {
  let longest = 0;
  for (let row = 0; row < rows; row++) longest = Math.max(longest, indptr[row + 1]! - indptr[row]!);
  return longest;
}

/** Whether the positive weights differ. */
export function hasGrades(weights: Float64Array): boolean {
  let first = 0;
  for (const weight of weights) {
    if (!(weight > 0)) continue;
    if (first === 0) first = weight;
    else if (weight !== first) return true;
  }
  return false;
}
