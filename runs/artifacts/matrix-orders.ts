import { KindredError, never } from '#shared/api/errors.ts';
import type { MatrixOrder } from '#shared/domain/matrix.ts';
import { mostBranches, type MatrixTree } from '#shared/domain/matrix-facts.ts';
import { cutBranches } from '#runs/matrix/branches.ts';
import { rowNorms } from '#runs/matrix/csr.ts';
import {
  activityOrder,
  clusterTree,
  groupOrder,
  maxOptimalRows,
  storedOrder,
  type ClusterTree,
} from '#runs/matrix/ordering.ts';
import type { Matrix, MatrixSide } from './matrices.ts';

/** Which row (or column) stands at each position; found once and kept. */
export function orderOf(side: MatrixSide, order: MatrixOrder): Int32Array {
  const kept = side.orders.get(order) ?? findOrder(side, order);
  side.orders.set(order, kept);
  return kept;
}

/** The top of the dendrogram behind an order; no branches where the order has none. */
export function treeOf(side: MatrixSide, order: MatrixOrder): MatrixTree {
  if (order !== 'cluster' && order !== 'optimal') return { branches: [], is_cut: false };
  const { branches } = clustered(side, order);
  const shown = cutBranches(branches, mostBranches);
  return { branches: shown, is_cut: shown.length < branches.length };
}

/** The orders that a matrix can be shown in. */
export function ordersOf({ rows, cols }: Matrix): MatrixOrder[] {
  const isSmall = [rows, cols].every(({ matrix }) => matrix.rows <= maxOptimalRows);
  return [
    'dataset',
    ...(rows.axis.groupOf ? (['group'] as const) : []),
    'cluster',
    ...(isSmall ? (['optimal'] as const) : []),
    'activity',
  ];
}

/** Members whose values are all zero or missing. */
export const withoutHistory = ({ matrix }: MatrixSide): number =>
  rowNorms(matrix).reduce((count, norm) => count + Number(!(norm > 0)), 0);

function findOrder(side: MatrixSide, order: MatrixOrder): Int32Array {
  const { axis, matrix } = side;
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
    case 'optimal':
      return clustered(side, order).order;
    case 'activity':
      return activityOrder(matrix);
    default:
      return never(order);
  }
}

function clustered({ noun, matrix, trees }: MatrixSide, order: 'cluster' | 'optimal'): ClusterTree {
  if (order === 'optimal' && matrix.rows > maxOptimalRows) {
    throw new KindredError(
      'too_large',
      `The optimal order of leaves takes at most ${maxOptimalRows} ${noun}s, and there are ${matrix.rows}. Use the order cluster.`,
    );
  }
  const kept = trees.get(order) ?? clusterTree(matrix, order === 'optimal' ? 'optimal' : 'turned');
  trees.set(order, kept);
  return kept;
}
