import { describe, expect, it } from 'vitest';
import { createRandom } from '#runs/matrix/random.ts';
import type { Table } from '#runs/performance/algorithms/algorithm.ts';
import {
  growTree,
  joinTrees,
  leafOf,
  loadTrees,
  saveTrees,
  type TreeOptions,
} from '#runs/performance/algorithms/trees.ts';

type Slow = { value: number } | { column: number; threshold: number; left: Slow; right: Slow };

/** CART as it is written down: every split of every column is tried, and the one that leaves the least squared error taken. */
function slowTree(rows: number[][], y: number[], { max_depth, min_samples_split }: TreeOptions, depth = 0): Slow {
  const leaf = { value: y.reduce((sum, value) => sum + value, 0) / y.length };
  if (rows.length < min_samples_split || depth >= max_depth) return leaf;
  let best: { column: number; threshold: number; error: number } | null = null;
  for (let column = 0; column < rows[0]!.length; column++) {
    const values = rows.map((row) => row[column]!).toSorted((a, b) => a - b);
    for (let at = 1; at < values.length; at++) {
      const threshold = (values[at - 1]! + values[at]!) / 2;
      const sides = [
        y.filter((_, row) => rows[row]![column]! < threshold),
        y.filter((_, row) => rows[row]![column]! >= threshold),
      ];
      if (sides.some((side) => side.length === 0)) continue;
      const error = sides.reduce((sum, side) => sum + squaredError(side), 0);
      if (best === null || error < best.error - 1e-12) best = { column, threshold, error };
    }
  }
  if (best === null || squaredError(y) === 0) return leaf;
  const { column, threshold } = best;
  const isLeft = rows.map((row) => row[column]! < threshold);
  const side = (left: boolean) =>
    slowTree(
      rows.filter((_, at) => isLeft[at] === left),
      y.filter((_, at) => isLeft[at] === left),
      { max_depth, min_samples_split },
      depth + 1,
    );
  return { column, threshold, left: side(true), right: side(false) };
}

function squaredError(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

function slowLeaf(tree: Slow, row: number[]): number {
  if ('value' in tree) return tree.value;
  return slowLeaf(row[tree.column]! < tree.threshold ? tree.left : tree.right, row);
}

function randomTable(rows: number, columns: number, seed: number): Table {
  const random = createRandom(seed, 'tree test');
  return {
    x: Float64Array.from({ length: rows * columns }, () => random.normal()),
    y: Float64Array.from({ length: rows }, () => random.normal()),
    columns,
  };
}

const all = (count: number) => Int32Array.from({ length: count }, (_, at) => at);
const rowOf = ({ x, columns }: Table, row: number) => x.subarray(row * columns, (row + 1) * columns);

describe('a tree', () => {
  it.each([
    [3, 2, 1],
    [12, 3, 2],
    [40, 4, 3],
    [60, 2, 5],
  ])(
    'of %i rows and %i columns, %i splits deep, is the one that trying every split gives',
    (rows, columns, max_depth) => {
      const options = { max_depth, min_samples_split: 2 };
      for (let seed = 1; seed <= 5; seed++) {
        const table = randomTable(rows, columns, seed);
        const tree = growTree(table, all(rows), all(columns), options);
        const slow = slowTree(
          Array.from({ length: rows }, (_, row) => [...rowOf(table, row)]),
          [...table.y],
          options,
        );
        for (let row = 0; row < rows; row++) {
          expect(leafOf(tree, 0, rowOf(table, row))).toBeCloseTo(slowLeaf(slow, [...rowOf(table, row)]), 12);
        }
        const unseen = randomTable(50, columns, seed + 100);
        for (let row = 0; row < 50; row++) {
          expect(leafOf(tree, 0, rowOf(unseen, row))).toBeCloseTo(slowLeaf(slow, [...rowOf(unseen, row)]), 12);
        }
      }
    },
  );

  it('makes a first split that leaves no error', () => {
    const table = { x: Float64Array.of(1, 2, 8, 9), y: Float64Array.of(5, 5, 7, 7), columns: 1 };
    const tree = growTree(table, all(4), all(1), { max_depth: 1, min_samples_split: 2 });
    expect([0, 1, 2, 3].map((row) => leafOf(tree, 0, rowOf(table, row)))).toEqual([5, 5, 7, 7]);
    expect(tree.threshold[0]).toBe(5);
  });

  it('splits by the columns that it may use, under their own numbers', () => {
    const table = randomTable(30, 4, 9);
    const tree = growTree(table, all(30), Int32Array.of(1, 3), { max_depth: 4, min_samples_split: 2 });
    const used = [...tree.column].filter((_, node) => tree.left[node]! >= 0);
    expect(new Set(used)).toEqual(new Set([1, 3]));
  });

  it('divides no node of fewer rows than it was told', () => {
    const table = randomTable(20, 2, 4);
    const tree = growTree(table, all(20), all(2), { max_depth: 20, min_samples_split: 21 });
    expect(tree.left).toEqual(Int32Array.of(-1));
    expect(tree.threshold[0]).toBeCloseTo(
      table.y.reduce((sum, value) => sum + value / 20, 0),
      12,
    );
  });
});

describe('trees as columns', () => {
  const table = randomTable(25, 3, 5);
  const options = { max_depth: 3, min_samples_split: 2 };
  const trees = [all(25), Int32Array.of(3, 3, 4, 9, 12)].map((rows) => growTree(table, rows, all(3), options));

  it('stay the same one behind the other', () => {
    const joined = joinTrees(trees);
    for (let row = 0; row < 25; row++) {
      trees.forEach((tree, at) => {
        expect(leafOf(joined, joined.roots[at]!, rowOf(table, row))).toBe(leafOf(tree, 0, rowOf(table, row)));
      });
    }
    expect(loadTrees(saveTrees(joined), 3)).toEqual(joined);
  });

  it('are refused where a way down would go round in a circle, or nowhere', () => {
    const arrays = saveTrees(joinTrees(trees));
    const changed = (name: string, change: (array: Int32Array) => void) => {
      const array = Int32Array.from(arrays[name]!);
      change(array);
      return { ...arrays, [name]: array };
    };
    expect(() =>
      loadTrees(
        changed('node_left', (left) => (left[1] = 0)),
        3,
      ),
    ).toThrow(/no place for its rows/);
    expect(() =>
      loadTrees(
        changed('node_right', (right) => (right[0] = -1)),
        3,
      ),
    ).toThrow(/no place for its rows/);
    expect(() =>
      loadTrees(
        changed('node_column', (column) => (column[0] = 3)),
        3,
      ),
    ).toThrow(/not from 0 to 2/);
    expect(() =>
      loadTrees(
        changed('tree_roots', (roots) => (roots[0] = 999)),
        3,
      ),
    ).toThrow(/not from 0 to/);
  });
});
