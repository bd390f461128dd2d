import type { AxisBin } from '#shared/domain/matrix.ts';
import { binRange, type Bins } from '#shared/domain/window-bins.ts';
import { rowLength, type Csr } from '#runs/matrix/csr.ts';

/** Facts of the users or items along one side of a matrix, by their index in it. */
export type MatrixAxis = {
  ids: readonly string[];
  /** Names for people; null where the data has none. */
  names: readonly (string | null)[] | null;
  /** Training interactions (pairs with a value). */
  activity: Int32Array;
  /** Group index, −1 for none; null where there is no ground truth. Of an item: the group that interacts with it most. */
  groupOf: Int32Array | null;
};

export function userAxis(ratings: Csr, ids: readonly string[], groupOf: Int32Array | null): MatrixAxis {
  return { ids, names: null, activity: rowLengths(ratings), groupOf };
}

/** @param columns  items × users */
export function itemAxis(
  columns: Csr,
  ids: readonly string[],
  groupOfUser: Int32Array | null,
  names: MatrixAxis['names'] = null,
): MatrixAxis {
  return { ids, names, activity: rowLengths(columns), groupOf: groupOfUser && groupOfItems(columns, groupOfUser) };
}

/** The members of the axis named, in that order. */
export function pickAxis({ ids, names, activity, groupOf }: MatrixAxis, members: Int32Array): MatrixAxis {
  return {
    ids: Array.from(members, (member) => ids[member]!),
    names: names && Array.from(members, (member) => names[member]!),
    activity: members.map((member) => activity[member]!),
    groupOf: groupOf && members.map((member) => groupOf[member]!),
  };
}

/** The bins of an axis in an order, as they are drawn. */
export function axisBins({ ids, activity, groupOf }: MatrixAxis, order: Int32Array, bins: Bins): AxisBin[] {
  return Array.from({ length: bins.count }, (_, index) => {
    const [from, to] = binRange(bins, index);
    const members = order.subarray(from, to);
    return {
      from,
      to,
      id: members.length === 1 ? ids[members[0]!]! : null,
      group: groupOf && mostFrequent(members, groupOf),
      activity: members.reduce((sum, member) => sum + activity[member]!, 0) / members.length,
    };
  });
}

const rowLengths = (matrix: Csr) => Int32Array.from({ length: matrix.rows }, (_, row) => rowLength(matrix, row));

/** The group with most interactions with each item, the smaller index where two are equal; −1 for an item without any. */
function groupOfItems(columns: Csr, groupOfUser: Int32Array): Int32Array {
  return Int32Array.from({ length: columns.rows }, (_, item) => {
    const users = columns.indices.subarray(columns.indptr[item]!, columns.indptr[item + 1]!);
    return mostFrequent(users, groupOfUser) ?? -1;
  });
}

/** The most frequent group of some members, the smaller index where two are equal; null where none has a group. */
function mostFrequent(members: Int32Array, groupOf: Int32Array): number | null {
  const counts: number[] = [];
  for (const member of members) {
    const group = groupOf[member]!;
    if (group >= 0) counts[group] = (counts[group] ?? 0) + 1;
  }
  let best: number | null = null;
  counts.forEach((count, group) => {
    if (best === null || count > counts[best]!) best = group;
  });
  return best;
}
