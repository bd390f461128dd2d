import { KindredError } from '#shared/api/errors.ts';
import { sampleRows } from '#runs/artifacts/windows/sample-rows.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Lens } from '../lens/lens.ts';

/** The longest list that is compared. */
export const longestList = 50;

/** The lists of all users of a run, or of a sample of them. */
export type RunLists = {
  /** Users by index, ascending. */
  users: Int32Array;
  sampled: string | null;
  /** users × `longestList` items, best first; −1 where a list is shorter. */
  items: Int32Array;
};

/** Who is compared with this run as A: everybody, or a sample by group and activity. */
export function listUsers({ train, snapshot: { groups } }: Lens): Pick<RunLists, 'users' | 'sampled'> {
  const sample = sampleRows(train, groups?.ofUser ?? null, 'user');
  if (sample) return { users: sample.rows, sampled: sample.said };
  return { users: Int32Array.from({ length: train.rows }, (_, user) => user), sampled: null };
}

export function runLists(lens: Lens, { users, sampled }: Pick<RunLists, 'users' | 'sampled'>): RunLists {
  const items = new Int32Array(users.length * longestList).fill(-1);
  users.forEach((user, row) => {
    const list = lens.recommender.recommend(user, { limit: longestList });
    list.forEach(({ item }, rank) => (items[row * longestList + rank] = item));
  });
  return { users, sampled, items };
}

/** The first k items of the list in a row; fewer where it is shorter. */
export function listAt({ items }: RunLists, row: number, k: number): Int32Array {
  const list = items.subarray(row * longestList, row * longestList + Math.min(k, longestList));
  const end = list.indexOf(-1);
  return end < 0 ? list : list.subarray(0, end);
}

/** users × items with a 1 for each of the first k items: the cosine of two rows is the share that two lists have in common. */
export function listMatrix(lists: RunLists, k: number, cols: number): Csr {
  const rows = lists.users.length;
  const each = Array.from({ length: rows }, (_, row) => listAt(lists, row, k).toSorted());
  const indptr = new Int32Array(rows + 1);
  each.forEach((list, row) => (indptr[row + 1] = indptr[row]! + list.length));
  const indices = new Int32Array(indptr[rows]!);
  each.forEach((list, row) => indices.set(list, indptr[row]!));
  return { rows, cols, indptr, indices, values: new Float64Array(indices.length).fill(1) };
}

/** @throws KindredError conflict where the lists are of other users and items */
export function requireSameData(a: Lens, b: Lens): void {
  if (a.snapshot.fingerprint === b.snapshot.fingerprint) return;
  throw new KindredError(
    'conflict',
    'The lists of these runs are of other data, so they cannot be put side by side. Compare runs on the same version of a dataset.',
  );
}
