import { describe, expect, it } from 'vitest';
import { averageLinkage, cosineDistances, turnedOrder, type Merge } from '#runs/matrix/average-linkage.ts';
import { branchesOf, cutBranches, type Branch } from '#runs/matrix/branches.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { optimalLeafOrder } from '#runs/matrix/optimal-leaf-order.ts';
import { clusterTree } from '#runs/matrix/ordering.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { pickRows, unitRows } from '#runs/matrix/rows.ts';
import { csrOf, randomCsr } from '../../support/matrices.ts';

const unitOf = (seed: number, rows: number): Csr => {
  const random = createRandom(seed, 'leaves');
  return unitRows(csrOf(Array.from({ length: rows }, () => Array.from({ length: 5 }, () => random.next()))));
};

/** Every order that turning branches can give. */
function allOrders(rows: number, merges: readonly Merge[]): number[][] {
  const orders: number[][][] = Array.from({ length: rows }, (_, row) => [[row]]);
  for (const [kept, merged] of merges) {
    const [a, b] = [orders[kept]!, orders[merged]!];
    orders[kept] = a.flatMap((x) =>
      b.flatMap((y) => [
        [...x, ...y],
        [...y, ...x],
      ]),
    );
  }
  return orders.find((of) => of[0]!.length === rows) ?? [];
}

function lengthOf(unit: Csr, order: ArrayLike<number>): number {
  const distances = cosineDistances(unit);
  let sum = 0;
  for (let place = 1; place < order.length; place++) sum += distances[order[place - 1]! * unit.rows + order[place]!]!;
  return sum;
}

describe('the optimal order of leaves', () => {
  it('is as short as the shortest of all orders of the tree, and one of them', () => {
    for (let seed = 0; seed < 25; seed++) {
      const unit = unitOf(seed, 2 + (seed % 7));
      const merges = averageLinkage(unit);
      const all = allOrders(unit.rows, merges);
      const found = [...optimalLeafOrder(unit, merges)];
      const shortest = Math.min(...all.map((order) => lengthOf(unit, order)));
      expect(lengthOf(unit, found)).toBeCloseTo(shortest, 10);
      expect(all.map((order) => order.join())).toContain(found.join());
    }
  });

  it('is never longer than that of turned branches, and answers trees of any depth', () => {
    const unit = unitRows(randomCsr(createRandom(3, 'leaves'), 120, 30, 0.3));
    const filled = Int32Array.from({ length: 120 }, (_, row) => row).filter(
      (row) => unit.indptr[row + 1]! > unit.indptr[row]!,
    );
    const rows = pickRows(unit, filled);
    const merges = averageLinkage(rows);
    expect(lengthOf(rows, optimalLeafOrder(rows, merges))).toBeLessThanOrEqual(
      lengthOf(rows, turnedOrder(rows, merges)) + 1e-12,
    );
    // A chain: each leaf joins all before it.
    const chain = Array.from({ length: 119 }, (_, leaf): Merge => [0, leaf + 1, leaf]);
    expect([...optimalLeafOrder(unitOf(1, 120), chain)].sort((a, b) => a - b)).toEqual([...Array(120).keys()]);
    expect([...optimalLeafOrder(unitOf(1, 1), [])]).toEqual([0]);
    expect([...optimalLeafOrder(csrOf([]), [])]).toEqual([]);
  });
});

describe('a dendrogram', () => {
  const whole = (branches: readonly Branch[], root: Branch): boolean => {
    if (!root.children) return true;
    const [a, b] = root.children.map((child) => branches[child]!) as [Branch, Branch];
    return a.from === root.from && a.to === b.from && b.to === root.to && whole(branches, a) && whole(branches, b);
  };

  it.each(['turned', 'optimal'] as const)(
    'of %s leaves has branches that divide their positions, children lower',
    (leaves) => {
      const matrix = randomCsr(createRandom(5, 'leaves'), 60, 20, 0.2);
      const { branches, order } = clusterTree(matrix, leaves);
      const root = branches.at(-1)!;
      expect(whole(branches, root)).toBe(true);
      // Rows without values are behind its end.
      const empty = [...order].filter((row) => matrix.indptr[row + 1] === matrix.indptr[row]);
      expect([root.from, root.to]).toEqual([0, 60 - empty.length]);
      for (const { height, children } of branches)
        for (const child of children ?? []) expect(branches[child]!.height).toBeLessThanOrEqual(height + 1e-9);
    },
  );

  it('of clusters of many rows has the extent of each cluster as its leaves', () => {
    const matrix = randomCsr(createRandom(6, 'leaves'), 2300, 12, 0.4);
    const { branches } = clusterTree(matrix);
    const root = branches.at(-1)!;
    expect(whole(branches, root)).toBe(true);
    const leaves = branches.filter(({ children }) => !children);
    expect(leaves.length).toBeLessThan(100);
    expect(leaves.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(root.to);
  });

  it('is cut to its highest branches', () => {
    const merges: Merge[] = [[0, 1, 0.1], [2, 3, 0.2], [0, 2, 0.5]]; // prettier-ignore
    const branches = branchesOf(merges, [[0, 1], [1, 2], [3, 4], [2, 3]]); // prettier-ignore
    expect(cutBranches(branches, 5)).toEqual([
      { from: 0, to: 4, height: 0.5, children: [1, 2] },
      { from: 0, to: 2, height: 0.1, children: null },
      { from: 2, to: 4, height: 0.2, children: [3, 4] },
      { from: 2, to: 3, height: 0, children: null },
      { from: 3, to: 4, height: 0, children: null },
    ]);
    expect(cutBranches(branches, 2)).toEqual([{ from: 0, to: 4, height: 0.5, children: null }]);
    expect(cutBranches([], 200)).toEqual([]);
  });
});
