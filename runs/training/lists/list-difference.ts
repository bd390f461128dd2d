import type { ChangedPair, DifferenceInfo, DifferenceRequest } from '#shared/domain/list-comparison.ts';
import type { MatrixOrder, WindowAxes } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { SideOrders } from '#runs/artifacts/matrices.ts';
import { createMatrixView, type MatrixView } from '#runs/artifacts/matrix-view.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { rowLength } from '#runs/matrix/csr.ts';
import { createSimilarRows } from '#runs/matrix/similar-rows.ts';
import { userRow, type Lens } from '../lens/lens.ts';
import { listMatrix, type RunLists } from './run-lists.ts';

/** Parts of the histogram; odd, so that 0 is in the middle of one. */
const parts = 41;
const named = 20;
/** Cosines of lists of different length are equal only up to it. */
const rounding = 1e-12;

/** The similarity of users by their lists under two runs, in orders of the first. */
export type ListDifference = {
  info(): DifferenceInfo;
  axes(query: Shape): WindowAxes;
  window(query: Shape & Pick<DifferenceRequest, 'side'>): MatrixWindow;
};

type Shape = Pick<DifferenceRequest, 'r0' | 'r1' | 'c0' | 'c1' | 'h' | 'w' | 'order'>;

const offered: readonly MatrixOrder[] = ['dataset', 'group', 'cluster', 'optimal'];

export function createListDifference(lens: Lens, a: RunLists, b: RunLists, k: number): ListDifference {
  const [ofA, ofB] = [listMatrix(a, k, lens.train.cols), listMatrix(b, k, lens.train.cols)];
  // What A orders, B takes over: both views read one map.
  const orders: SideOrders = new Map();
  const views = { a: viewOf(lens, a, ofA, orders), b: viewOf(lens, b, ofB, orders) };
  let info: DifferenceInfo | undefined;

  const windowOf = (side: 'a' | 'b', query: Shape) => {
    views.a.order(query.order);
    return views[side].window({ ...query, agg: 'mean' });
  };
  return {
    info: () => (info ??= { ...describe(views.a, k, a), ...changes(lens, a, ofA, ofB) }),
    axes: (query) => views.a.axes(query),
    window({ side, ...query }) {
      if (side !== 'difference') return windowOf(side, query);
      return minus(windowOf('b', query), windowOf('a', query));
    },
  };
}

function viewOf(
  { userIds, itemIds, snapshot: { groups } }: Lens,
  { users }: RunLists,
  ratings: Csr,
  orders: SideOrders,
) {
  return createMatrixView({
    kind: 'user_similarity_matrix',
    ratings,
    userIds: Array.from(users, (user) => userIds.id(user)),
    itemIds: itemIds.ids,
    groups: groups && { ...groups, ofUser: users.map((user) => groups.ofUser[user]!) },
    userOrders: orders,
  });
}

function describe(view: MatrixView, k: number, { users, sampled }: RunLists) {
  const { orders, groups } = view.info();
  return { k, users: users.length, sampled, orders: orders.filter((order) => offered.includes(order)), groups };
}

/** Cell by cell; no data where either has none. */
function minus(b: MatrixWindow, a: MatrixWindow): MatrixWindow {
  return { ...b, values: b.values.map((value, cell) => value - a.values[cell]!) };
}

/** Every pair of users once. */
function changes(
  lens: Lens,
  { users }: RunLists,
  a: Csr,
  b: Csr,
): Pick<DifferenceInfo, 'pairs' | 'most' | 'histogram' | 'changed'> {
  const [similarA, similarB] = [createSimilarRows(() => a), createSimilarRows(() => b)];
  const filled = Uint8Array.from({ length: a.rows }, (_, row) =>
    Number(rowLength(a, row) > 0 && rowLength(b, row) > 0),
  );
  const [inA, inB] = [new Float64Array(a.rows), new Float64Array(a.rows)];
  const histogram = Array.from({ length: parts }, () => 0);
  const greatest = createGreatest();
  let pairs = 0;
  for (let row = 0; row < a.rows; row++) {
    if (filled[row] === 0) continue;
    inA.fill(0);
    inB.fill(0);
    similarA.add(row, inA);
    similarB.add(row, inB);
    for (let other = row + 1; other < a.rows; other++) {
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
