import type {
  ChangedPair,
  DifferenceInfo,
  DifferenceRequest,
  DifferenceSource,
} from '#shared/domain/list-comparison.ts';
import type { MatrixOrder, WindowAxes } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { SideOrders } from '#runs/artifacts/matrices.ts';
import { userRow, type Lens } from '../lens/lens.ts';
import { neighbourGraph } from '../lens/neighbourhood.ts';
import type { RunLists } from './run-lists.ts';
import { listSide, neighbourSide, type Shape, type SimilaritySide } from './similarity-side.ts';

/** Parts of the histogram; odd, so that 0 is in the middle of one. */
const parts = 41;
const named = 20;
/** Cosines of lists of different length are equal only up to it. */
const rounding = 1e-12;

/** The similarity of users under two runs, in orders of the first. */
export type SimilarityDifference = {
  info(): DifferenceInfo;
  axes(query: Shape): WindowAxes;
  window(query: Shape & Pick<DifferenceRequest, 'side'>): MatrixWindow;
};

const offered: readonly MatrixOrder[] = ['dataset', 'group', 'cluster', 'optimal'];

type Compared = { lens: Lens; lists: RunLists };

/** @throws KindredError conflict where the source is neighbours and either model has none */
export function createDifference(a: Compared, b: Compared, k: number, source: DifferenceSource): SimilarityDifference {
  // What A orders, B takes over: both views read one map.
  const orders: SideOrders = new Map();
  const sideOf = ({ lens, lists }: Compared) =>
    source === 'lists' ? listSide(lens, lists, k, orders) : neighbourSide(lens, lists.users, orders);
  const sides = { a: sideOf(a), b: sideOf(b) };
  const sources: DifferenceSource[] =
    neighbourGraph(a.lens) && neighbourGraph(b.lens) ? ['lists', 'neighbours'] : ['lists'];
  const { users, sampled } = a.lists;
  let info: DifferenceInfo | undefined;

  const describe = (): DifferenceInfo => {
    const { orders: all, groups } = sides.a.view.info();
    const found = changes(a.lens, users, sides.a, sides.b);
    return {
      k,
      source,
      sources,
      users: users.length,
      sampled,
      groups,
      orders: all.filter((order) => offered.includes(order)),
      ...found,
    };
  };
  const windowOf = (side: 'a' | 'b', query: Shape) => {
    sides.a.view.order(query.order);
    return sides[side].window(query);
  };
  return {
    info: () => (info ??= describe()),
    axes: (query) => sides.a.view.axes(query),
    window({ side, ...query }) {
      if (side !== 'difference') return windowOf(side, query);
      return minus(windowOf('b', query), windowOf('a', query));
    },
  };
}

/** Cell by cell; no data where either has none. */
function minus(b: MatrixWindow, a: MatrixWindow): MatrixWindow {
  return { ...b, values: b.values.map((value, cell) => value - a.values[cell]!) };
}

/** Every pair of users once. */
function changes(
  lens: Lens,
  users: Int32Array,
  a: SimilaritySide,
  b: SimilaritySide,
): Pick<DifferenceInfo, 'pairs' | 'most' | 'histogram' | 'changed'> {
  const filled = a.filled.map((inA, row) => inA & b.filled[row]!);
  const [inA, inB] = [new Float64Array(users.length), new Float64Array(users.length)];
  const histogram = Array.from({ length: parts }, () => 0);
  const greatest = createGreatest();
  let pairs = 0;
  for (let row = 0; row < users.length; row++) {
    if (filled[row] === 0) continue;
    inA.fill(0);
    inB.fill(0);
    a.add(row, inA);
    b.add(row, inB);
    for (let other = row + 1; other < users.length; other++) {
      if (filled[other] === 0) continue;
      const difference = inB[other]! - inA[other]!;
      const delta = Math.abs(difference) < rounding ? 0 : difference;
      pairs += 1;
      histogram[Math.min(parts - 1, Math.floor(((delta + 1) / 2) * parts))]! += 1;
      greatest.offer({ row, other, a: inA[other]!, b: inB[other]!, delta });
    }
  }
  const found = greatest.sorted();
  return {
    pairs,
    most: Math.abs(found[0]?.delta ?? 0),
    histogram,
    changed: found
      .filter(({ delta }) => delta !== 0)
      .map(({ row, other, ...values }): ChangedPair => ({
        users: [userRow(lens, users[row]!), userRow(lens, users[other]!)],
        ...values,
      })),
  };
}

type Pair = { row: number; other: number; a: number; b: number; delta: number };

/** Keeps the pairs that changed most; equal ones go to those that were offered first. */
function createGreatest() {
  let kept: Pair[] = [];
  let least = 0;
  const sorted = () => kept.toSorted((x, y) => Math.abs(y.delta) - Math.abs(x.delta)).slice(0, named);
  return {
    sorted,
    offer(pair: Pair) {
      if (Math.abs(pair.delta) <= least && kept.length >= named) return;
      kept.push(pair);
      if (kept.length < 8 * named) return;
      kept = sorted();
      least = Math.abs(kept.at(-1)!.delta);
    },
  };
}
