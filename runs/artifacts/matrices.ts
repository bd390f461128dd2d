import { never } from '#shared/api/errors.ts';
import type { MatrixKind, MatrixOrder } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { transpose, type Csr } from '#runs/matrix/csr.ts';
import type { ClusterTree } from '#runs/matrix/ordering.ts';
import { pickRows } from '#runs/matrix/rows.ts';
import { itemAxis, pickAxis, userAxis, type MatrixAxis } from './matrix-axis.ts';
import type { MatrixViewInput, WindowQuery } from './matrix-view.ts';
import { gridOf } from './windows/grid.ts';
import { sampleRows } from './windows/sample-rows.ts';
import { similarityWindow } from './windows/similarity-window.ts';
import { unitUsers, type UnitUsers } from './windows/unit-users.ts';
import { userItemWindow } from './windows/user-item-window.ts';

/** Orders of a side so far, and the dendrogram behind those that have one. */
export type SideOrders = Map<MatrixOrder, Int32Array>;
export type SideTrees = Map<MatrixOrder, ClusterTree>;

/** One side of a matrix: what is known of its members, the matrix whose rows they are, and their orders so far. */
export type MatrixSide = {
  /** What a member is: "user". */
  noun: 'user' | 'item';
  axis: MatrixAxis;
  matrix: Csr;
  orders: SideOrders;
  trees: SideTrees;
};

export type Matrix = {
  kind: MatrixKind;
  rows: MatrixSide;
  cols: MatrixSide;
  range: { min: number; max: number };
  sampled: string | null;
  /** Rows of length 1, where cells are their similarities; null where they are values. */
  unit: UnitUsers | null;
  /** @throws KindredError cancelled soon after `shouldStop` */
  draw(query: WindowQuery, rowOrder: Int32Array, colOrder: Int32Array, shouldStop: () => boolean): MatrixWindow;
};

/** The matrix of a kind over one training part. */
export function matrixOf(kind: MatrixKind, input: MatrixViewInput): Matrix {
  switch (kind) {
    case 'user_item_matrix':
      return userItemMatrix(input);
    case 'user_similarity_matrix':
      return similarityMatrix(kind, users(input));
    case 'item_similarity_matrix':
      return similarityMatrix(kind, items(input));
    default:
      return never(kind);
  }
}

function users({
  ratings,
  userIds,
  groups,
  userOrders = new Map(),
  userTrees = new Map(),
}: MatrixViewInput): MatrixSide {
  const axis = userAxis(ratings, userIds, groups?.ofUser ?? null);
  return { noun: 'user', axis, matrix: ratings, orders: userOrders, trees: userTrees };
}

function items({ ratings, itemIds, itemNames = null, groups }: MatrixViewInput): MatrixSide {
  const columns = transpose(ratings);
  const axis = itemAxis(columns, itemIds, groups?.ofUser ?? null, itemNames);
  return { noun: 'item', axis, matrix: columns, orders: new Map(), trees: new Map() };
}

function userItemMatrix(input: MatrixViewInput): Matrix {
  const { ratings } = input;
  return {
    kind: 'user_item_matrix',
    rows: users(input),
    cols: items(input),
    range: rangeOf(ratings.values),
    sampled: null,
    unit: null,
    draw: (query, rowOrder, colOrder, shouldStop) =>
      userItemWindow(ratings, gridOf(query, rowOrder, colOrder), query.agg, shouldStop),
  };
}

function similarityMatrix(kind: MatrixKind, all: MatrixSide): Matrix {
  const { noun, axis, matrix } = all;
  const sample = sampleRows(matrix, axis.groupOf, noun);
  const side: MatrixSide = sample
    ? {
        noun,
        axis: pickAxis(axis, sample.rows),
        matrix: pickRows(matrix, sample.rows),
        orders: new Map(),
        trees: new Map(),
      }
    : all;
  const unit = unitUsers(side.matrix);
  return {
    kind,
    rows: side,
    cols: side,
    range: { min: unit.signed ? -1 : 0, max: 1 },
    sampled: sample?.said ?? null,
    unit,
    draw: (query, order, _, shouldStop) =>
      similarityWindow(unit, gridOf(query, order, order), query.agg, query.diagonal ?? 'masked', shouldStop),
  };
}

/** Zero belongs to the range, and the range is never empty. */
function rangeOf(values: Float64Array): { min: number; max: number } {
  const min = values.reduce((least, value) => Math.min(least, value), 0);
  const max = values.reduce((greatest, value) => Math.max(greatest, value), 0);
  return max > min ? { min, max } : { min, max: min + 1 };
}
