import { LRUCache } from 'lru-cache';
import { KindredError, never } from '#shared/api/errors.ts';
import type {
  AxisBin,
  MatrixInfo,
  MatrixKind,
  MatrixOrder,
  WindowAggregation,
  WindowAxes,
} from '#shared/domain/matrix.ts';
import { binsOf } from '#shared/domain/window-bins.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { transpose, type Csr } from '#runs/matrix/csr.ts';
import { activityOrder, clusterOrder, groupOrder, storedOrder } from '#runs/matrix/ordering.ts';
import { pickRows } from '#runs/matrix/rows.ts';
import { axisBins, itemAxis, pickAxis, userAxis, type MatrixAxis } from './matrix-axis.ts';
import { gridOf, type WindowShape } from './windows/grid.ts';
import { sampleUsers } from './windows/sample-users.ts';
import { similarityWindow } from './windows/similarity-window.ts';
import { unitUsers } from './windows/unit-users.ts';
import { userItemWindow } from './windows/user-item-window.ts';

export type MatrixViewInput = {
  /** The training matrix, users × items. */
  ratings: Csr;
  userIds: readonly string[];
  itemIds: readonly string[];
  /** Group of each user by index, −1 for none. */
  groups: { ofUser: Int32Array; names: readonly string[]; letters: readonly string[] } | null;
  /** Orders of all users that are known already: shared by the views of one input, and added to. */
  userOrders?: Map<MatrixOrder, Int32Array>;
};

export type WindowQuery = WindowShape & { order: MatrixOrder; agg: WindowAggregation };
export type Side = 'rows' | 'cols';

/** One matrix of a run, in any order, through windows. */
export type MatrixView = {
  info(): MatrixInfo;
  /** Which row (or column) stands at each position; a permutation, the same every time. */
  order(order: MatrixOrder, side?: Side): Int32Array;
  /** The bins of one side; an item's group is the one that interacts with it most. */
  bins(order: MatrixOrder, side: Side, from: number, to: number, cells: number): AxisBin[];
  axes(query: Omit<WindowQuery, 'agg'>): WindowAxes;
  window(query: WindowQuery): MatrixWindow;
};

/** One side of a matrix: what is known of its members, the matrix whose rows they are, and their orders so far. */
type MatrixSide = { axis: MatrixAxis; matrix: Csr; orders: Map<MatrixOrder, Int32Array> };

type Matrix = {
  rows: MatrixSide;
  cols: MatrixSide;
  range: { min: number; max: number };
  sampled: string | null;
  draw(query: WindowQuery, rowOrder: Int32Array, colOrder: Int32Array): MatrixWindow;
};

const windowCacheBytes = 64 * 2 ** 20;

/**
 * A view of `user_item_matrix` (the training values) or `user_similarity_matrix` (the cosine of its rows; above 10,000 users that
 * of a sample). Orders and recent windows are kept.
 */
export function createMatrixView({ kind, ...input }: MatrixViewInput & { kind: MatrixKind }): MatrixView {
  const matrix = kind === 'user_item_matrix' ? userItemMatrix(input) : similarityMatrix(input);
  const windows = new LRUCache<string, MatrixWindow>({
    maxSize: windowCacheBytes,
    sizeCalculation: ({ values, counts }) => 1 + values.byteLength + counts.byteLength,
  });

  const order: MatrixView['order'] = (name, side = 'rows') => {
    const { orders } = matrix[side];
    const kept = orders.get(name) ?? orderOf(matrix[side], name);
    orders.set(name, kept);
    return kept;
  };
  const bins: MatrixView['bins'] = (name, side, from, to, cells) =>
    axisBins(matrix[side].axis, order(name, side), binsOf(from, to, cells));

  return {
    info: () => infoOf(kind, matrix, input.groups),
    order,
    bins,
    axes(query) {
      checkRange(matrix, query);
      const cols = bins(query.order, 'cols', query.c0, query.c1, query.w);
      return {
        rows: bins(query.order, 'rows', query.r0, query.r1, query.h),
        cols: kind === 'user_item_matrix' ? cols.map((bin) => ({ ...bin, group: null })) : cols,
      };
    },
    window(query) {
      checkRange(matrix, query);
      const { r0, r1, c0, c1, h, w, order: name, agg } = query;
      const key = [r0, r1, c0, c1, h, w, name, agg].join();
      const kept = windows.get(key) ?? matrix.draw(query, order(name), order(name, 'cols'));
      windows.set(key, kept);
      return kept;
    },
  };
}

function userItemMatrix({ ratings, userIds, itemIds, groups, userOrders = new Map() }: MatrixViewInput): Matrix {
  const columns = transpose(ratings);
  const ofUser = groups?.ofUser ?? null;
  return {
    rows: { axis: userAxis(ratings, userIds, ofUser), matrix: ratings, orders: userOrders },
    cols: { axis: itemAxis(columns, itemIds, ofUser), matrix: columns, orders: new Map() },
    range: rangeOf(ratings.values),
    sampled: null,
    draw: (query, rowOrder, colOrder) => userItemWindow(ratings, gridOf(query, rowOrder, colOrder), query.agg),
  };
}

function similarityMatrix({ ratings, userIds, groups, userOrders = new Map() }: MatrixViewInput): Matrix {
  const ofUser = groups?.ofUser ?? null;
  const axis = userAxis(ratings, userIds, ofUser);
  const sample = sampleUsers(ratings, ofUser);
  const side: MatrixSide = sample
    ? { axis: pickAxis(axis, sample.users), matrix: pickRows(ratings, sample.users), orders: new Map() }
    : { axis, matrix: ratings, orders: userOrders };
  const users = unitUsers(side.matrix);
  return {
    rows: side,
    cols: side,
    range: { min: users.signed ? -1 : 0, max: 1 },
    sampled: sample?.said ?? null,
    draw: (query, order) => similarityWindow(users, gridOf(query, order, order), query.agg),
  };
}

/** Zero belongs to the range, and the range is never empty. */
function rangeOf(values: Float64Array): { min: number; max: number } {
  const min = values.reduce((least, value) => Math.min(least, value), 0);
  const max = values.reduce((greatest, value) => Math.max(greatest, value), 0);
  return max > min ? { min, max } : { min, max: min + 1 };
}

function infoOf(
  kind: MatrixKind,
  { rows, cols, range, sampled }: Matrix,
  groups: MatrixViewInput['groups'],
): MatrixInfo {
  return {
    kind,
    rows: rows.axis.ids.length,
    cols: cols.axis.ids.length,
    ...range,
    orders: groups ? ['dataset', 'group', 'cluster', 'activity'] : ['dataset', 'cluster', 'activity'],
    groups: groups && { names: [...groups.names], letters: [...groups.letters] },
    sampled,
  };
}

function orderOf({ axis, matrix }: MatrixSide, order: MatrixOrder): Int32Array {
  switch (order) {
    case 'dataset':
      return storedOrder(matrix.rows);
    case 'group':
      if (axis.groupOf) return groupOrder(matrix, axis.groupOf);
      throw new KindredError(
        'invalid_input',
        'This dataset has no groups to order by. Use the order dataset, cluster or activity.',
      );
    case 'cluster':
      return clusterOrder(matrix);
    case 'activity':
      return activityOrder(matrix);
    default:
      return never(order);
  }
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
