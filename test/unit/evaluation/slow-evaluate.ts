import type { Csr } from '#runs/matrix/csr.ts';
import { denseOf } from '../../support/matrices.ts';

/** The slow and obvious evaluation: full sorts, every order of equal scores, and each formula as it is written in books. */
export type SlowInput = {
  train: Csr;
  test: Csr;
  scores: (number[] | null)[];
  unknownItems?: 'keep' | 'drop';
  unknownUsers?: 'skip' | 'cold_start';
  /** null: the whole catalogue; otherwise the negatives of each user. */
  negatives: number[][] | null;
  k: number;
  /** Length of the list that MRR looks at. */
  longest: number;
};

export type SlowUser = {
  /** As served: score descending, then index. */
  list: number[];
  relevant: Map<number, number>;
  /** Every order of the candidates by score. */
  orders: number[][];
  seen: number[];
};

export function slowUsers(input: SlowInput): (SlowUser | null)[] {
  const { train, test, scores, negatives, unknownItems, unknownUsers } = input;
  const trained = denseOf(train);
  const isUnknown = (item: number) => trained.every((row) => row[item] === 0);
  return denseOf(test).map((row, user) => {
    const seen = trained[user]!.flatMap((value, item) => (value === 0 ? [] : [item]));
    const relevant = new Map(row.map((weight, item) => [item, weight] as const).filter(([, weight]) => weight > 0));
    for (const item of seen) relevant.delete(item);
    if (unknownItems === 'drop') for (const item of [...relevant.keys()].filter(isUnknown)) relevant.delete(item);
    if (relevant.size === 0 || (unknownUsers === 'skip' && seen.length === 0)) return null;
    const own = scores[user];
    const among = negatives ? new Set([...negatives[user]!, ...relevant.keys()]) : new Set(row.keys());
    const candidates = [...among].filter((item) => !seen.includes(item) && own && (negatives || own[item]! > 0));
    const list = candidates.sort((a, b) => own![b]! - own![a]! || a - b);
    return { list, relevant, orders: ordersOf(list, (item) => own![item]!), seen };
  });
}

/** All orders of a sorted list that only exchange items of equal score. */
function ordersOf(list: readonly number[], scoreOf: (item: number) => number): number[][] {
  if (list.length === 0) return [[]];
  const first = list.filter((item) => scoreOf(item) === scoreOf(list[0]!));
  return first.flatMap((item) =>
    ordersOf(
      list.filter((other) => other !== item),
      scoreOf,
    ).map((rest) => [item, ...rest]),
  );
}

const discount = (rank: number) => 1 / Math.log2(rank + 1);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]) => sum(values) / values.length;

/** Accuracy of one order of the candidates. */
export function accuracyOf(order: readonly number[], relevant: Map<number, number>, k: number, longest: number) {
  const hit = (item: number) => relevant.has(item);
  const list = order.slice(0, k);
  const hits = list.filter(hit).length;
  const precision = hits / k;
  const recall = hits / relevant.size;
  const first = order.slice(0, longest).findIndex(hit);
  const gainOf = (gain: (weight: number) => number) => {
    const gains = list.map((item) => gain(relevant.get(item) ?? 0));
    const ideal = [...relevant.values()]
      .map(gain)
      .sort((a, b) => b - a)
      .slice(0, k);
    const dcg = (values: number[]) => sum(values.map((value, index) => value * discount(index + 1)));
    return dcg(gains) / dcg(ideal);
  };
  const precisions = list.map((item, i) => (hit(item) ? list.slice(0, i + 1).filter(hit).length / (i + 1) : 0));
  return {
    [`precision@${k}`]: precision,
    [`recall@${k}`]: recall,
    [`f1@${k}`]: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    [`hit_rate@${k}`]: hits > 0 ? 1 : 0,
    [`map@${k}`]: sum(precisions) / Math.min(k, relevant.size),
    [`ndcg@${k}`]: gainOf((weight) => (weight > 0 ? 1 : 0)),
    [`ndcg_linear@${k}`]: gainOf((weight) => weight),
    [`ndcg_exp@${k}`]: gainOf((weight) => 2 ** weight - 1),
    mrr: first === -1 ? 0 : 1 / (first + 1),
  };
}

/** Users of each item in train, and whether the more popular items hold 80 % of interactions already. */
function popularityOf(train: Csr) {
  const dense = denseOf(train);
  const items = Array.from({ length: train.cols }, (_, item) => item);
  const usersOf = items.map((item) => dense.flatMap((row, user) => (row[item] === 0 ? [] : [user])));
  const degree = usersOf.map((users) => users.length);
  const byPopularity = items.toSorted((a, b) => degree[b]! - degree[a]! || a - b);
  const before = (item: number) => byPopularity.slice(0, byPopularity.indexOf(item)).map((other) => degree[other]!);
  const isTail = (item: number) => sum(before(item)) >= 0.8 * sum(degree);
  return { items, usersOf, degree, byPopularity, isTail, trained: dense.filter((row) => row.some(Boolean)).length };
}

/** Beyond-accuracy values of one user's list; NaN where undefined. */
export function listValuesOf(user: SlowUser, { train, k }: SlowInput) {
  const { usersOf, degree, byPopularity, isTail, trained } = popularityOf(train);
  const total = sum(degree);
  const list = user.list.slice(0, k);
  const hits = list.filter((item) => user.relevant.has(item));
  const popular = byPopularity.filter((item) => user.list.includes(item)).slice(0, k);
  const cosine = (i: number, j: number) => {
    const both = usersOf[i]!.filter((u) => usersOf[j]!.includes(u)).length;
    return both === 0 ? 0 : both / Math.sqrt(degree[i]! * degree[j]!);
  };
  const pairs = list.flatMap((i, at) => list.slice(at + 1).map((j) => 1 - cosine(i, j)));
  const profile = mean(user.seen.map((item) => degree[item]!));
  const discounted = (value: (item: number) => number) =>
    sum(hits.map((item) => discount(list.indexOf(item) + 1) * value(item))) /
    sum(Array.from({ length: k }, (_, i) => discount(i + 1)));
  return {
    [`novelty@${k}`]: mean(list.filter((item) => degree[item]! > 0).map((item) => -Math.log2(degree[item]! / trained))),
    [`diversity@${k}`]: mean(pairs),
    [`arp@${k}`]: mean(list.map((item) => degree[item]!)),
    [`tail_share@${k}`]: mean(list.map((item) => Number(isTail(item)))),
    [`aclt@${k}`]: list.filter(isTail).length,
    [`popularity_lift@${k}`]: (mean(list.map((item) => degree[item]!)) - profile) / profile,
    [`serendipity@${k}`]: hits.filter((item) => !popular.includes(item)).length / k,
    [`epc@${k}`]: discounted((item) => 1 - degree[item]! / trained),
    [`efd@${k}`]: discounted((item) => (degree[item]! > 0 ? -Math.log2(degree[item]! / total) : 0)),
  };
}

/** Values of all lists together. */
export function exposureOf(users: readonly SlowUser[], { train, k }: SlowInput) {
  const { items, isTail } = popularityOf(train);
  const lists = users.map(({ list }) => list.slice(0, k));
  const shown = items.map((item) => lists.filter((list) => list.includes(item)).length);
  const shares = shown.filter((count) => count > 0).map((count) => count / sum(shown));
  const pairs = users.flatMap((_, u) => lists.slice(u + 1).map((other) => [lists[u]!, other] as const));
  const overlap = pairs.map(([a, b]) => 1 - a.filter((item) => b.includes(item)).length / k);
  const gaps = shown.flatMap((a) => shown.map((b) => Math.abs(a - b)));
  /** Distance of head and tail from their mean, by that mean: the standard deviation of two values. */
  const bias = (part: (user: SlowUser, item: number) => boolean, whole: (user: SlowUser, item: number) => boolean) => {
    const [head, tail] = [false, true].map((group) => {
      const pairsOf = (of: typeof whole) =>
        sum(users.map((user) => items.filter((item) => isTail(item) === group && of(user, item)).length));
      return pairsOf(part) / pairsOf(whole);
    });
    const middle = (head! + tail!) / 2;
    return Math.sqrt(((head! - middle) ** 2 + (tail! - middle) ** 2) / 2) / middle;
  };
  const isShown = (user: SlowUser, item: number) => user.list.slice(0, k).includes(item);
  return {
    [`pop_rsp@${k}`]: bias(isShown, (user, item) => !user.seen.includes(item)),
    [`pop_reo@${k}`]: bias(
      (user, item) => isShown(user, item) && user.relevant.has(item),
      (user, item) => user.relevant.has(item),
    ),
    [`coverage@${k}`]: shown.filter((count) => count > 0).length / items.length,
    [`user_coverage@${k}`]: lists.filter((list) => list.length > 0).length / users.length,
    [`personalisation@${k}`]: mean(overlap),
    // Gini as half the relative mean absolute difference.
    [`gini@${k}`]: mean(gaps) / 2 / mean(shown),
    [`entropy@${k}`]: shares.length === 0 ? NaN : sum(shares.map((p) => -p * Math.log2(p))),
    [`herfindahl@${k}`]: shares.length === 0 ? NaN : 1 - sum(shares.map((p) => p ** 2)),
  };
}
