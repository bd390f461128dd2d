import { rbo, rboP } from '#shared/domain/rank-overlap.ts';
import type { ListComparison } from '#shared/domain/list-comparison.ts';
import { userRow, type Lens } from '../lens/lens.ts';
import { listAt, type RunLists } from './run-lists.ts';

/** Parts of the histogram of RBO. */
const parts = 20;
/** Users that are named. */
const named = 20;

type Changed = { user: number; common: number; rbo: number };

/** How much the first k items of two runs agree for each user. */
export function compareLists(lens: Lens, a: RunLists, b: RunLists, k: number): ListComparison {
  const overlap = Array.from({ length: k + 1 }, () => 0);
  const histogram = Array.from({ length: parts }, () => 0);
  const each: Changed[] = [];
  let identical = 0;
  a.users.forEach((user, row) => {
    const [ofA, ofB] = [listAt(a, row, k), listAt(b, row, k)];
    if (ofA.length === 0 && ofB.length === 0) return;
    const common = ofA.filter((item) => ofB.includes(item)).length;
    const agreement = rbo(Array.from(ofA, String), Array.from(ofB, String), k, rboP);
    overlap[common]! += 1;
    histogram[Math.min(parts - 1, Math.floor(agreement * parts))]! += 1;
    if (ofA.length === ofB.length && ofA.every((item, rank) => item === ofB[rank])) identical += 1;
    each.push({ user, common, rbo: agreement });
  });
  const mean = (valueOf: (one: Changed) => number) =>
    each.length === 0 ? 0 : each.reduce((sum, one) => sum + valueOf(one), 0) / each.length;
  return {
    k,
    p: rboP,
    users: each.length,
    sampled: a.sampled,
    mean_overlap: mean(({ common }) => common / k),
    mean_rbo: mean((one) => one.rbo),
    overlap,
    rbo: histogram,
    identical,
    changed: each
      .toSorted((x, y) => x.rbo - y.rbo || x.user - y.user)
      .slice(0, named)
      .map(({ user, ...agreement }) => ({ ...userRow(lens, user), ...agreement })),
  };
}
