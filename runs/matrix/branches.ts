import type { Merge } from './average-linkage.ts';

/** A branch of a dendrogram over positions [from, to) of an order; `height` is the mean distance at which its two children met. */
export type Branch = {
  from: number;
  to: number;
  /** 0 for what is not divided further. */
  height: number;
  /** Indices of branches; null where it is not divided further. */
  children: [number, number] | null;
};

/** Positions [from, to) of each leaf in an order. */
export type Extents = readonly (readonly [from: number, to: number])[];

/** @returns the leaves, then a branch for each merge: children before parents, the root last */
export function branchesOf(merges: readonly Merge[], extents: Extents): Branch[] {
  const branches: Branch[] = extents.map(([from, to]) => ({ from, to, height: 0, children: null }));
  const branchOf = extents.map((_, leaf) => leaf);
  for (const [kept, merged, height] of merges) {
    const pair = [branchOf[kept]!, branchOf[merged]!].sort((a, b) => branches[a]!.from - branches[b]!.from);
    const [first, second] = [pair[0]!, pair[1]!];
    branchOf[kept] = branches.length;
    branches.push({
      from: branches[first]!.from,
      to: branches[second]!.to,
      // Rounding may put a merge a bit below zero.
      height: Math.max(0, height),
      children: [first, second],
    });
  }
  return branches;
}

/**
 * The top of a dendrogram: the highest branches are divided first, until there are `most`.
 * @returns children after parents, the root first; nothing for no branches
 */
export function cutBranches(branches: readonly Branch[], most: number): Branch[] {
  const root = branches.at(-1);
  if (!root) return [];
  const kept: Branch[] = [{ ...root, children: null }];
  const open = [{ at: 0, of: root }];
  while (kept.length + 2 <= most) {
    const next = open.reduce<number>((best, { of }, place) => {
      if (!of.children) return best;
      return best < 0 || of.height > open[best]!.of.height ? place : best;
    }, -1);
    const [taken] = next < 0 ? [] : open.splice(next, 1);
    if (!taken?.of.children) break;
    const places = taken.of.children.map((child) => {
      const of = branches[child]!;
      kept.push({ ...of, children: null });
      open.push({ at: kept.length - 1, of });
      return kept.length - 1;
    });
    kept[taken.at]!.children = [places[0]!, places[1]!];
  }
  return kept;
}
