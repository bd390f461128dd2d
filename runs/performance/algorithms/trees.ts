import { DecisionTreeRegression, type CartNode } from 'ml-cart';
import { Matrix } from 'ml-matrix';
import type { SavedModel } from '#runs/models/model.ts';
import type { Table } from './algorithm.ts';
import { finiteArray, refused, wholeArray } from './checks.ts';

/**
 * Regression trees one behind the other, as flat columns. Node n is a leaf where `left[n]` is −1; else rows whose `column[n]` is less than
 * `threshold[n]` go to `left[n]`, the others to `right[n]`. Children come behind their parents.
 */
export type Trees = {
  /** First node of each tree. */
  roots: Int32Array;
  column: Int32Array;
  left: Int32Array;
  right: Int32Array;
  /** Of leaves the value. */
  threshold: Float64Array;
};

export type TreeOptions = {
  max_depth: number;
  /** A node of fewer rows is a leaf. */
  min_samples_split: number;
};

/**
 * One tree by CART (Breiman et al. 1984): each split is the one that leaves the least squared error. Grown by ml-cart, which looks at every
 * split of every column anew: its time grows with the square of the rows, so that callers hand in a bounded number of them.
 * @param rows     of the table, repetitions allowed
 * @param columns  that splits may use
 */
export function growTree(table: Table, rows: Int32Array, columns: Int32Array, options: TreeOptions): Trees {
  const x = new Matrix(rows.length, columns.length);
  rows.forEach((row, at) => columns.forEach((column, slot) => x.set(at, slot, table.x[row * table.columns + column]!)));
  const y = Array.from(rows, (row) => table.y[row]!);
  const tree = new DecisionTreeRegression({
    gainFunction: 'regression',
    maxDepth: options.max_depth,
    minNumSamples: options.min_samples_split - 1,
    // Without it, ml-cart makes no split that leaves no error.
    gainThreshold: -1,
  });
  tree.train(new Matrix([[0]]), [0]);
  // `train` compares the first split's error with 0 and takes an equal one for no progress, so that it never makes a perfect first split.
  tree.root.train(x, y, 0, -1);
  return flatten(tree.root, columns);
}

/** The value of the leaf that a row falls into. */
export function leafOf({ column, left, right, threshold }: Trees, root: number, row: Float64Array): number {
  let node = root;
  while (left[node]! >= 0) node = row[column[node]!]! < threshold[node]! ? left[node]! : right[node]!;
  return threshold[node]!;
}

export function joinTrees(parts: readonly Trees[]): Trees {
  const starts: number[] = [];
  let nodes = 0;
  for (const part of parts) {
    starts.push(nodes);
    nodes += part.left.length;
  }
  const moved = (pick: (part: Trees) => Int32Array) =>
    Int32Array.from(
      parts.flatMap((part, at) => Array.from(pick(part), (node) => (node < 0 ? -1 : node + starts[at]!))),
    );
  return {
    roots: moved(({ roots }) => roots),
    left: moved(({ left }) => left),
    right: moved(({ right }) => right),
    column: Int32Array.from(parts.flatMap(({ column }) => Array.from(column))),
    threshold: Float64Array.from(parts.flatMap(({ threshold }) => Array.from(threshold))),
  };
}

export const saveTrees = ({ roots, column, left, right, threshold }: Trees): SavedModel['arrays'] => ({
  tree_roots: roots,
  node_column: column,
  node_left: left,
  node_right: right,
  node_threshold: threshold,
});

/** @throws KindredError invalid_input where the arrays are no trees: every way down must end in a leaf */
export function loadTrees(arrays: SavedModel['arrays'], columns: number): Trees {
  const threshold = finiteArray(arrays, 'node_threshold');
  const length = threshold.length;
  const roots = wholeArray(arrays, 'tree_roots', { from: 0, to: length - 1 });
  const column = wholeArray(arrays, 'node_column', { from: 0, to: columns - 1, length });
  const left = wholeArray(arrays, 'node_left', { from: -1, to: length - 1, length });
  const right = wholeArray(arrays, 'node_right', { from: -1, to: length - 1, length });
  left.forEach((child, node) => {
    const other = right[node]!;
    const isLeaf = child < 0 && other < 0;
    // Children behind their parents: no way down can go round in a circle.
    if (!isLeaf && (child <= node || other <= node))
      throw refused(`node ${node} of its trees has no place for its rows to go`);
  });
  return { roots, column, left, right, threshold };
}

function flatten(root: CartNode, columns: Int32Array): Trees {
  const column: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const threshold: number[] = [];

  function add(node: CartNode): number {
    const at = column.length;
    const isLeaf = node.left === undefined || node.right === undefined;
    column.push(isLeaf ? 0 : columns[node.splitColumn!]!);
    threshold.push(isLeaf ? node.distribution! : node.splitValue!);
    left.push(-1);
    right.push(-1);
    if (node.left !== undefined && node.right !== undefined) {
      left[at] = add(node.left);
      right[at] = add(node.right);
    }
    return at;
  }

  add(root);
  return {
    roots: Int32Array.of(0),
    column: Int32Array.from(column),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    threshold: Float64Array.from(threshold),
  };
}
