import type { SplitPreview } from '#shared/domain/split-preview.ts';
import type { SplitSpec } from '#shared/domain/split.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Snapshot } from './snapshots/read-snapshot.ts';
import { makeSplit, type Fold } from './split.ts';

/**
 * The sizes of what a split divides a dataset into.
 * @throws KindredError conflict where it cannot be divided so
 */
export function previewSplit(snapshot: Snapshot, spec: SplitSpec, weighting: Weighting): SplitPreview {
  const { kind, leakage, folds } = makeSplit(snapshot, spec, weighting);
  return { kind, leakage, folds: folds.map((fold) => sizesOf(snapshot, fold)) };
}

function sizesOf(
  { interactions, given }: Snapshot,
  { trainRows, test, validation }: Fold,
): SplitPreview['folds'][number] {
  const learned = validation ? validation.trainRows : trainRows;
  const isKnown = new Uint8Array(interactions.userIds.size);
  for (const row of trainRows) isKnown[interactions.users[row]!] = 1;
  // What came as a held-out part of its own is not among the interactions.
  const taken = interactions.users.length - trainRows.length;
  const unknown = rowsOf(test).filter((user) => isKnown[user] === 0);
  return {
    train: {
      interactions: learned.length,
      users: distinct(learned, interactions.users, interactions.userIds.size),
      items: distinct(learned, interactions.items, interactions.itemIds.size),
    },
    validation: validation && { interactions: trainRows.length - learned.length, ...heldOf(validation.test) },
    test: {
      interactions: taken === 0 && given ? given.testUsers.length : taken,
      ...heldOf(test),
      unknown_users: unknown.length,
    },
  };
}

const heldOf = (held: Csr) => ({ pairs: held.indices.length, users: rowsOf(held).length });

/** Rows of the matrix that have at least one value. */
const rowsOf = ({ rows, indptr }: Csr): number[] =>
  Array.from({ length: rows }, (_, row) => row).filter((row) => indptr[row + 1]! > indptr[row]!);

function distinct(rows: Int32Array, column: Int32Array, size: number): number {
  const seen = new Uint8Array(size);
  for (const row of rows) seen[column[row]!] = 1;
  return seen.reduce((sum, one) => sum + one, 0);
}
