import { LRUCache } from 'lru-cache';
import { KindredError } from '#shared/api/errors.ts';
import type {
  AxisBin,
  Diagonal,
  MatrixInfo,
  MatrixKind,
  MatrixOrder,
  MatrixSide,
  WindowAggregation,
  WindowAxes,
} from '#shared/domain/matrix.ts';
import type { Found, MatrixPair, MatrixTree, Member, SimilarityDistribution } from '#shared/domain/matrix-facts.ts';
import { binsOf } from '#shared/domain/window-bins.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { findMembers, groupAt } from './find-members.ts';
import { matrixOf, type Matrix, type SideOrders, type SideTrees } from './matrices.ts';
import { axisBins } from './matrix-axis.ts';
import { orderOf, ordersOf, treeOf, withoutHistory } from './matrix-orders.ts';
import { matrixPair } from './matrix-pair.ts';
import { countPairs, tableRows } from './matrix-table.ts';
import { similarityDistribution } from './similarity-distribution.ts';
import type { WindowShape } from './windows/grid.ts';

export type MatrixViewInput = {
  /** The training matrix, users × items. */
  ratings: Csr;
  userIds: readonly string[];
  itemIds: readonly string[];
  itemNames?: readonly (string | null)[] | null;
  /** Group of each user by index, −1 for none. */
  groups: { ofUser: Int32Array; names: readonly string[]; letters: readonly string[] } | null;
  /** Orders of all users that are known already, and their dendrograms: shared by the views of one input, and added to. */
  userOrders?: SideOrders;
  userTrees?: SideTrees;
};

export type WindowQuery = WindowShape & { order: MatrixOrder; agg: WindowAggregation; diagonal?: Diagonal };
export type Side = MatrixSide;

/** One matrix of a run, in any order, through windows. */
export type MatrixView = {
  info(): MatrixInfo;
  /** Which row (or column) stands at each position; a permutation, the same every time. */
  order(order: MatrixOrder, side?: Side): Int32Array;
  /** The top of the dendrogram behind an order. */
  tree(order: MatrixOrder, side: Side): MatrixTree;
  /** The bins of one side; an item's group is the one that interacts with it most. */
  bins(order: MatrixOrder, side: Side, from: number, to: number, cells: number): AxisBin[];
  axes(query: Omit<WindowQuery, 'agg'>): WindowAxes;
  /** @throws KindredError cancelled soon after `shouldStop` */
  window(query: WindowQuery, shouldStop?: () => boolean): MatrixWindow;
  /** Members of either side by id or name, with their positions. */
  find(order: MatrixOrder, text: string, limit: number): Found[];
  /** Who stands at positions [from, to). */
  members(order: MatrixOrder, side: Side, from: number, to: number): Member[];
  pair(row: string, col: string): MatrixPair;
  /** Rows [from, to) of the order as lines of a table, a pair with data each. */
  table(order: MatrixOrder, from: number, to: number): string;
  distribution(): SimilarityDistribution;
};

const windowCacheBytes = 64 * 2 ** 20;

/**
 * A view of `user_item_matrix` (the training values), `user_similarity_matrix` (the cosine of its rows) or `item_similarity_matrix`
 * (that of its columns); similarities of more than 10,000 are those of a sample. Orders and recent windows are kept.
 */
export function createMatrixView({ kind, ...input }: MatrixViewInput & { kind: MatrixKind }): MatrixView {
  const matrix = matrixOf(kind, input);
  const windows = new LRUCache<string, MatrixWindow>({
    maxSize: windowCacheBytes,
    sizeCalculation: ({ values, counts }) => 1 + values.byteLength + counts.byteLength,
  });
  let distribution: SimilarityDistribution | undefined;

  const order: MatrixView['order'] = (name, side = 'rows') => orderOf(matrix[side], name);
  const bins: MatrixView['bins'] = (name, side, from, to, cells) =>
    axisBins(matrix[side].axis, order(name, side), binsOf(from, to, cells));
  /** What the values of a similarity are over: the items of users, the users of items. */
  const across =
    kind === 'item_similarity_matrix'
      ? { ids: input.userIds, names: null }
      : { ids: input.itemIds, names: input.itemNames ?? null };

  return {
    info: () => infoOf(matrix, input.groups),
    order,
    tree: (name, side) => treeOf(matrix[side], name),
    bins,
    axes(query) {
      checkRange(matrix, query);
      const cols = bins(query.order, 'cols', query.c0, query.c1, query.w);
      return {
        rows: bins(query.order, 'rows', query.r0, query.r1, query.h),
        cols: kind === 'user_item_matrix' ? cols.map((bin) => ({ ...bin, group: null })) : cols,
      };
    },
    window(query, shouldStop = () => false) {
      checkRange(matrix, query);
      const { r0, r1, c0, c1, h, w, order: name, agg, diagonal = 'masked' } = query;
      const key = [r0, r1, c0, c1, h, w, name, agg, diagonal].join();
      const kept = windows.get(key) ?? matrix.draw(query, order(name), order(name, 'cols'), shouldStop);
      windows.set(key, kept);
      return kept;
    },
    find(name, text, limit) {
      const rows = findMembers(matrix.rows, 'rows', name, text, limit);
      if (matrix.rows === matrix.cols) return rows;
      return [...rows, ...findMembers(matrix.cols, 'cols', name, text, limit)].slice(0, limit);
    },
    members(name, side, from, to) {
      const { axis } = matrix[side];
      checkSide(side === 'rows' ? 'Rows' : 'Columns', from, to, axis.ids.length);
      const members = order(name, side).subarray(from, to);
      return Array.from(members, (member) => ({ id: axis.ids[member]!, group: groupAt(axis.groupOf, member) }));
    },
    pair: (row, col) => matrixPair(matrix, across, row, col),
    table(name, from, to) {
      checkSide('Rows', from, to, matrix.rows.axis.ids.length);
      return tableRows(matrix, order(name), order(name, 'cols'), from, to);
    },
    distribution: () => (distribution ??= similarityDistribution(matrix)),
  };
}

function infoOf(matrix: Matrix, groups: MatrixViewInput['groups']): MatrixInfo {
  const { kind, rows, cols, range, sampled } = matrix;
  const without_history = { rows: withoutHistory(rows), cols: withoutHistory(cols) };
  return {
    kind,
    rows: rows.axis.ids.length,
    cols: cols.axis.ids.length,
    ...range,
    orders: ordersOf(matrix),
    groups: groups && { names: [...groups.names], letters: [...groups.letters] },
    sampled,
    without_history,
    pairs: countPairs(matrix, without_history.rows),
  };
}

function checkRange({ rows, cols }: Matrix, { r0, r1, c0, c1 }: WindowShape): void {
  checkSide('Rows', r0, r1, rows.axis.ids.length);
  checkSide('Columns', c0, c1, cols.axis.ids.length);
}

function checkSide(name: string, from: number, to: number, size: number): void {
  if (from < to && to <= size) return;
  throw new KindredError(
    'invalid_input',
    `${name} ${from} to ${to} are not a stretch of this matrix: it has ${size}. Ask for a start below its end and an end of at most ${size}.`,
  );
}
