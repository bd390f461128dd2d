import { cosineDistances, type Merge } from './average-linkage.ts';
import type { Csr } from './csr.ts';

/** A subtree: its leaves, and its two branches unless it is one leaf. */
type Node = { leaves: Int32Array; branches: readonly [Node, Node] | null };

/**
 * The order of a dendrogram's leaves with the least sum of cosine distances between neighbours, of all orders that turning branches
 * can give (Bar-Joseph, Gifford & Jaakkola 2001). O(n³) time, 3·n² × 8 bytes: for at most a thousand rows.
 * Equal sums go to the leaf that comes first in the tree.
 * @param unit    rows of length 1
 * @param merges  of `averageLinkage(unit)`
 */
export function optimalLeafOrder(unit: Csr, merges: readonly Merge[]): Int32Array {
  const n = unit.rows;
  const root = treeOf(n, merges);
  if (!root) return new Int32Array(0);
  const distances = cosineDistances(unit);
  // costs[u·n + w]: least sum over orders of the smallest subtree with both, u leftmost and w rightmost.
  const costs = new Float64Array(n * n);
  const reach = new Float64Array(n * n);
  for (const node of innerNodes(root)) fillCosts(node, n, distances, costs, reach);
  return Int32Array.from(backtrack(root, ...bestEnds(root, n, costs), n, distances, costs));
}

function treeOf(n: number, merges: readonly Merge[]): Node | null {
  const nodes: Node[] = Array.from({ length: n }, (_, row) => ({ leaves: Int32Array.of(row), branches: null }));
  for (const [kept, merged] of merges) {
    const [a, b] = [nodes[kept]!, nodes[merged]!];
    nodes[kept] = { leaves: Int32Array.from([...a.leaves, ...b.leaves]), branches: [a, b] };
  }
  return nodes.find(({ leaves }) => leaves.length === n) ?? null;
}

/** Children before parents, without recursion: a tree may be as deep as it has leaves. */
function innerNodes(root: Node): Node[] {
  const found: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!node.branches) continue;
    found.push(node);
    open.push(...node.branches);
  }
  return found.reverse();
}

/** Pairs of (one end, the other end) that orders of a subtree can have: its two branches either way, a leaf with itself. */
const ends = ({ leaves, branches }: Node): readonly (readonly [Int32Array, Int32Array])[] =>
  branches
    ? [
        [branches[0].leaves, branches[1].leaves],
        [branches[1].leaves, branches[0].leaves],
      ]
    : [[leaves, leaves]];

/** In two steps: the left branch up to a leaf of the right one, then through the right branch. */
function fillCosts(node: Node, n: number, distances: Float64Array, costs: Float64Array, reach: Float64Array): void {
  const [left, right] = node.branches!;
  for (const [outer, inner] of ends(left)) {
    for (const u of outer) {
      for (const k of right.leaves) {
        let least = Infinity;
        for (const m of inner) {
          const cost = costs[u * n + m]! + distances[m * n + k]!;
          if (cost < least) least = cost;
        }
        reach[u * n + k] = least;
      }
    }
  }
  for (const [inner, outer] of ends(right)) {
    for (const u of left.leaves) {
      for (const w of outer) {
        let least = Infinity;
        for (const k of inner) {
          const cost = reach[u * n + k]! + costs[k * n + w]!;
          if (cost < least) least = cost;
        }
        costs[u * n + w] = least;
        costs[w * n + u] = least;
      }
    }
  }
}

function bestEnds({ leaves, branches }: Node, n: number, costs: Float64Array): [number, number] {
  if (!branches) return [leaves[0]!, leaves[0]!];
  let best: [number, number] = [branches[0].leaves[0]!, branches[1].leaves[0]!];
  for (const u of branches[0].leaves) {
    for (const w of branches[1].leaves) if (costs[u * n + w]! < costs[best[0] * n + best[1]]!) best = [u, w];
  }
  return best;
}

/** The leaves of a subtree in their best order from `first` to `last`. */
function backtrack(
  root: Node,
  first: number,
  last: number,
  n: number,
  distances: Float64Array,
  costs: Float64Array,
): number[] {
  const order: number[] = [];
  const open = [{ node: root, first, last }];
  for (let part = open.pop(); part; part = open.pop()) {
    const { node } = part;
    if (!node.branches) {
      order.push(part.first);
      continue;
    }
    const [a, b] = node.branches;
    const [left, right] = a.leaves.includes(part.first) ? [a, b] : [b, a];
    const [m, k] = meeting(left, right, part.first, part.last, n, distances, costs);
    // The left part is taken next.
    open.push({ node: right, first: k, last: part.last }, { node: left, first: part.first, last: m });
  }
  return order;
}

/** The leaves at which two branches meet. */
function meeting(
  left: Node,
  right: Node,
  first: number,
  last: number,
  n: number,
  distances: Float64Array,
  costs: Float64Array,
): [number, number] {
  const opposite = (node: Node, leaf: number) => ends(node).find(([outer]) => outer.includes(leaf))![1];
  let least = Infinity;
  let best: [number, number] = [first, last];
  for (const m of opposite(left, first)) {
    for (const k of opposite(right, last)) {
      const cost = costs[first * n + m]! + distances[m * n + k]! + costs[k * n + last]!;
      if (cost < least) [least, best] = [cost, [m, k]];
    }
  }
  return best;
}
