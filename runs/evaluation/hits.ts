import type { HeldOut } from './held-out.ts';
import type { TopList } from './top-list.ts';

/**
 * Where a user's relevant items stand in a ranking, as groups of equal scores, best first: group g comes after
 * `before[g]` candidates and has `size[g]` of them, `relevant[g]` relevant ones, whose gains sum to `linear[g]` and
 * `exponential[g]`. Groups without a relevant item and those past the longest list add nothing and are left out.
 * An order without ties has groups of one; so each metric is written once, as the mean over the orders within groups.
 */
export type Hits = {
  groups: number;
  before: Int32Array;
  size: Int32Array;
  relevant: Int32Array;
  linear: Float64Array;
  exponential: Float64Array;
  /** What a perfect ranking would find. */
  heldOut: HeldOut;
};

export function createHits(longest: number, heldOut: HeldOut): Hits {
  return {
    groups: 0,
    before: new Int32Array(longest),
    size: new Int32Array(longest),
    relevant: new Int32Array(longest),
    linear: new Float64Array(longest),
    exponential: new Float64Array(longest),
    heldOut,
  };
}

/** Gain 2^w − 1, divided by 2^(the user's greatest w): every nDCG stays the same, and no weight overflows. */
export function exponentialGain(weight: number, greatest: number): number {
  return 2 ** (weight - greatest) - 2 ** -greatest;
}

/** The order of the list itself: score descending, then the smaller index. */
export function hitsById(hits: Hits, top: TopList): void {
  hits.groups = 0;
  const { gain } = hits.heldOut;
  for (let rank = 0; rank < top.length; rank++) {
    const item = top.items[rank]!;
    if (gain[item]! > 0) pushItem(hits, rank, item);
  }
}

/**
 * All orders of equal scores at once, also of those that the end of the list cuts through.
 * @returns whether the order matters: some relevant item ties with one that is not, or is of another gain
 */
export function hitsByScore(hits: Hits, top: TopList): boolean {
  hits.groups = 0;
  const { items, length, scores } = top;
  let matters = false;
  for (let from = 0, to = 0; from < length; from = to) {
    const score = scores[items[from]!]!;
    const g = openGroup(hits, from);
    for (; to < length && scores[items[to]!] === score; to++) addRelevant(hits, g, items[to]!);
    hits.size[g] = to - from;
    if (to === length && top.tiedOutside > 0) widenLast(hits, g, top, score);
    if (hits.relevant[g] === 0) continue;
    hits.groups += 1;
    matters ||= hits.size[g]! > (hits.heldOut.graded ? 1 : hits.relevant[g]!);
  }
  return matters;
}

/** The best (or worst) of the orders of equal scores: relevant items first, greatest gain first (or the reverse). */
export function hitsAtBound(hits: Hits, top: TopList, byScore: Hits, bound: 'optimistic' | 'pessimistic'): void {
  hits.groups = 0;
  const { items, count } = hits.heldOut;
  for (let g = 0; g < byScore.groups; g++) {
    const score = scoreOfGroup(byScore, g, top);
    const best = bound === 'optimistic';
    let rank = byScore.before[g]! + (best ? 0 : byScore.size[g]! - byScore.relevant[g]!);
    for (let i = 0; i < count && rank < hits.before.length; i++) {
      const item = items[best ? i : count - 1 - i]!;
      if (top.scores[item] === score) pushItem(hits, rank++, item);
    }
  }
}

const scoreOfGroup = (byScore: Hits, g: number, top: TopList): number => top.scores[top.items[byScore.before[g]!]!]!;

function openGroup(hits: Hits, before: number): number {
  const g = hits.groups;
  hits.before[g] = before;
  hits.size[g] = 0;
  hits.relevant[g] = 0;
  hits.linear[g] = 0;
  hits.exponential[g] = 0;
  return g;
}

function addRelevant(hits: Hits, g: number, item: number): void {
  const { gain, items, graded } = hits.heldOut;
  const weight = gain[item]!;
  if (weight <= 0) return;
  hits.relevant[g]! += 1;
  if (!graded) return;
  hits.linear[g]! += weight;
  hits.exponential[g]! += exponentialGain(weight, gain[items[0]!]!);
}

function pushItem(hits: Hits, before: number, item: number): void {
  const g = openGroup(hits, before);
  hits.size[g] = 1;
  addRelevant(hits, g, item);
  hits.groups += 1;
}

/** The last group of a full list goes on outside of it. */
function widenLast(hits: Hits, g: number, top: TopList, score: number): void {
  const inside = hits.size[g]!;
  const { items, count } = hits.heldOut;
  openGroup(hits, hits.before[g]!);
  hits.size[g] = inside + top.tiedOutside;
  for (let i = 0; i < count; i++) if (top.scores[items[i]!] === score) addRelevant(hits, g, items[i]!);
}
