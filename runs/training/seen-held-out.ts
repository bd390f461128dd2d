import { readSnapshot } from '#runs/data/snapshot.ts';
import { makeSplit, type Split } from '#runs/data/split.ts';
import type { SplitSpec } from '#shared/domain/split.ts';
import { rowIndices, type Csr } from '#runs/matrix/csr.ts';
import { trainingMatrix } from './trained-run.ts';
import type { RunData } from './protocol.ts';

/** Held-out pairs of a split, and how many of them are in what a model learned from. */
export type Seen = { heldOut: number; seen: number };

/** Where a model was trained, and the split it shall be measured on. */
export type SeenTask = { trained: RunData; split: SplitSpec };

export function seenHeldOut({ trained, split }: SeenTask): Seen {
  const snapshot = readSnapshot(trained.snapshotFolder);
  return countSeen(trainingMatrix(snapshot, trained), makeSplit(snapshot, split, trained.weighting));
}

/** Over all folds. */
export function countSeen(train: Csr, { folds }: Pick<Split, 'folds'>): Seen {
  const seenBy = new Int32Array(train.cols).fill(-1);
  let heldOut = 0;
  let seen = 0;
  for (const { test } of folds) {
    for (let user = 0; user < test.rows; user++) {
      for (const item of rowIndices(train, user)) seenBy[item] = user;
      for (const item of rowIndices(test, user)) if (seenBy[item] === user) seen += 1;
    }
    heldOut += test.indices.length;
  }
  return { heldOut, seen };
}
