import type { DatasetProfile, Histogram } from '#shared/domain/dataset.ts';
import { checksOf } from './checks.ts';
import type { Interactions } from './interactions.ts';
import { pairsOf, type Pairs } from './pairs.ts';
import type { SourceData } from './source.ts';

/** What a person wants to know of a dataset before using it, and what estimates are made from. */
export function profileOf(data: SourceData, pairs: Pairs = pairsOf(data.interactions, null)): DatasetProfile {
  const { users, items, weights, times, userIds, itemIds } = data.interactions;
  const activity = countsOf(users, userIds.size);
  const popularity = countsOf(items, itemIds.size);
  const span = times && boundsOf(times);
  return {
    types: data.types,
    duplicates: users.length - pairs.items.length,
    first_at: span && span.min,
    last_at: span && span.max,
    activity: histogramOf(activity),
    popularity: histogramOf(popularity),
    gini: giniOf(popularity),
    cold_users: activity.filter((count) => count === 1 || count === 2).length,
    user_pairs: sumOfSquares(countsOf(pairs.items, itemIds.size)),
    item_pairs: sumOfSquares(pairs.indptr.subarray(1).map((end, user) => end - pairs.indptr[user]!)),
    dropped: data.dropped,
    rejected: null,
    weights: weights.length > 0 ? boundsOf(weights) : null,
    leakage: leakageOf(data.interactions),
    checks: checksOf(data),
  };
}

/** Without each user's last interaction, the newest that is left; then how many of the last ones are older than it. */
function leakageOf({ users, times, userIds }: Interactions): number | null {
  if (!times || times.length === 0) return null;
  const last = new Float64Array(userIds.size).fill(-Infinity);
  users.forEach((user, row) => (last[user] = Math.max(last[user]!, times[row]!)));
  const held = new Uint8Array(userIds.size);
  let newest = -Infinity;
  users.forEach((user, row) => {
    // Of several at the last time of a user, one is held out.
    if (times[row] === last[user] && held[user] === 0) held[user] = 1;
    else newest = Math.max(newest, times[row]!);
  });
  const active = last.filter((time) => time > -Infinity);
  return active.filter((time) => time < newest).length / active.length;
}

const sumOfSquares = (counts: Int32Array): number => counts.reduce((sum, count) => sum + count * count, 0);

function countsOf(indices: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const index of indices) counts[index]! += 1;
  return counts;
}

function boundsOf(column: Float64Array): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of column) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min, max };
}

/** Bars on powers of two: 1, 2–3, 4–7, …; one for 0 in front where something has no interaction. */
export function histogramOf(counts: Int32Array): Histogram {
  const greatest = counts.reduce((most, count) => Math.max(most, count), 1);
  const edges = counts.includes(0) ? [0, 1] : [1];
  while (edges.at(-1)! <= greatest) edges.push(edges.at(-1)! * 2);
  const bars = edges.slice(1).fill(0);
  for (const count of counts) bars[edges.findLastIndex((edge) => edge <= count)]! += 1;
  return { edges, counts: bars };
}

/** Gini coefficient over all items, Σ(2r − n − 1)·c / (n·Σc), c ascending with rank r: 0 even, 1 all on one. */
export function giniOf(counts: Int32Array): number {
  const sorted = counts.slice().sort();
  const n = sorted.length;
  let weighted = 0;
  let total = 0;
  sorted.forEach((count, index) => {
    weighted += (2 * (index + 1) - n - 1) * count;
    total += count;
  });
  return total === 0 ? 0 : weighted / (n * total);
}
