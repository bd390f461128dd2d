import { KindredError } from '#shared/api/errors.ts';
import type { DifferenceRequest } from '#shared/domain/list-comparison.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { SideOrders } from '#runs/artifacts/matrices.ts';
import { createMatrixView, type MatrixView } from '#runs/artifacts/matrix-view.ts';
import { givenWindow } from '#runs/artifacts/windows/given-window.ts';
import { gridOf } from '#runs/artifacts/windows/grid.ts';
import { rowLength, type Csr } from '#runs/matrix/csr.ts';
import { createSimilarRows } from '#runs/matrix/similar-rows.ts';
import type { Lens } from '../lens/lens.ts';
import { neighbourGraph } from '../lens/neighbourhood.ts';
import { neighbourPairs } from './neighbour-pairs.ts';
import { listMatrix, type RunLists } from './run-lists.ts';

export type Shape = Pick<DifferenceRequest, 'r0' | 'r1' | 'c0' | 'c1' | 'h' | 'w' | 'order'>;

/** How alike users are under one run; users by their place among those that are compared. */
export type SimilaritySide = {
  /** Orders and axes. */
  view: MatrixView;
  /** 1 for users who are like anybody at all; the others have no data. */
  filled: Uint8Array;
  /** Adds the similarity of `row` with every other to `out`. */
  add(row: number, out: Float64Array): void;
  window(shape: Shape): MatrixWindow;
};

/** By what they are shown: the cosine of two lists, which is the share that both have where the lists are of one length. */
export function listSide(lens: Lens, lists: RunLists, k: number, orders: SideOrders): SimilaritySide {
  const matrix = listMatrix(lists, k, lens.train.cols);
  const view = viewOf(lens, lists.users, matrix, orders);
  return {
    view,
    filled: Uint8Array.from({ length: matrix.rows }, (_, row) => Number(rowLength(matrix, row) > 0)),
    add: createSimilarRows(() => matrix).add,
    window: (shape) => view.window({ ...shape, agg: 'mean' }),
  };
}

/**
 * By the model itself: its similarity of two users where either is among the other's neighbours, else 0.
 * @throws KindredError conflict where the model has no users as neighbours
 */
export function neighbourSide(lens: Lens, users: Int32Array, orders: SideOrders): SimilaritySide {
  const graph = neighbourGraph(lens);
  if (!graph) {
    throw new KindredError(
      'conflict',
      `The algorithm ${lens.source.algorithm} has no users as neighbours. Compare by the lists, or choose two runs of user_knn.`,
    );
  }
  const pairs = neighbourPairs(graph, users);
  const filled = Uint8Array.from(users, (user, row) => Number(rowLength(graph, user) + rowLength(pairs, row) > 0));
  const view = viewOf(lens, users, pairs, orders);
  return {
    view,
    filled,
    add(row, out) {
      for (let p = pairs.indptr[row]!, end = pairs.indptr[row + 1]!; p < end; p++) {
        out[pairs.indices[p]!]! += pairs.values[p]!;
      }
    },
    window(shape) {
      const order = view.order(shape.order);
      return givenWindow(pairs, filled, gridOf(shape, order, order));
    },
  };
}

function viewOf(
  { userIds, itemIds, snapshot: { groups } }: Lens,
  users: Int32Array,
  ratings: Csr,
  orders: SideOrders,
): MatrixView {
  return createMatrixView({
    kind: 'user_similarity_matrix',
    ratings,
    userIds: Array.from(users, (user) => userIds.id(user)),
    itemIds: itemIds.ids,
    groups: groups && { ...groups, ofUser: users.map((user) => groups.ofUser[user]!) },
    userOrders: orders,
  });
}
