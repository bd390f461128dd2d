import { KindredError } from '#shared/api/errors.ts';
import type { SplitSpec } from '#shared/domain/split.ts';
import { createRandom, type Random } from '#runs/matrix/random.ts';
import type { Interactions } from '../interactions.ts';
import type { Pairs } from '../pairs.ts';

/** Part that each pair is held out in: 1, 2, …; 0 for always in train. */
export type Parts = Uint8Array;

/**
 * The newest events, at least the share asked for: all events of the time where the cut falls are held out together.
 * Where that would leave nothing to learn from, they all stay in train instead.
 * @returns 1 for each row that is held out
 */
export function newestRows({ times }: Interactions, testShare: number): Uint8Array {
  if (!times) {
    throw new KindredError(
      'conflict',
      'This dataset has no times, so it cannot be split by time. Use the split random, leave-one-out or folds.',
    );
  }
  const sorted = times.slice().sort();
  const held = Math.min(sorted.length - 1, Math.max(1, Math.round(testShare * sorted.length)));
  const cut = sorted[sorted.length - held]!;
  const includesAll = cut === sorted[0];
  return Uint8Array.from(times, (time) => (time > cut || (time === cut && !includesAll) ? 1 : 0));
}

/** The item of each user's newest event; of several at that time the one with the smallest id. Without times a seeded choice. */
export function latestOfUsers(interactions: Interactions, pairs: Pairs, seed: number): Parts {
  const { times } = interactions;
  const { starts, order } = pairs;
  const newestOf = (pair: number): number => {
    let newest = -Infinity;
    for (let at = starts[pair]!; at < starts[pair + 1]!; at++) newest = Math.max(newest, times![order[at]!]!);
    return newest;
  };
  return assignByUser(interactions, pairs, (parts, from, to, user) => {
    let chosen = from;
    if (times) {
      let newest = newestOf(from);
      for (let pair = from + 1; pair < to; pair++) {
        const time = newestOf(pair);
        if (time <= newest) continue;
        newest = time;
        chosen = pair;
      }
    } else {
      chosen += randomOf(seed, interactions, user).below(to - from);
    }
    parts[chosen] = 1;
  });
}

/** `test_share` of each user's items, at least one and never all. A user's part does not depend on other users. */
export function randomOfUsers(interactions: Interactions, pairs: Pairs, { test_share, seed }: SplitSpec): Parts {
  return assignByUser(interactions, pairs, (parts, from, to, user) => {
    const count = to - from;
    const held = Math.min(count - 1, Math.max(1, Math.round(test_share * count)));
    for (const pair of shuffled(from, count, randomOf(seed, interactions, user)).subarray(0, held)) parts[pair] = 1;
  });
}

/** Each of a user's items in one fold, in turn from a random one, so that folds are equally large. */
export function foldsByUser(interactions: Interactions, pairs: Pairs, { n_folds, seed }: SplitSpec): Parts {
  return assignByUser(interactions, pairs, (parts, from, to, user) => {
    const random = randomOf(seed, interactions, user);
    const first = random.below(n_folds);
    shuffled(from, to - from, random).forEach((pair, index) => (parts[pair] = 1 + ((first + index) % n_folds)));
  });
}

type Assign = (parts: Parts, from: number, to: number, user: number) => void;

/** Users with fewer than two items keep theirs in train. */
function assignByUser({ userIds }: Interactions, { indptr, items }: Pairs, assign: Assign): Parts {
  const parts = new Uint8Array(items.length);
  for (let user = 0; user < userIds.size; user++) {
    const from = indptr[user]!;
    const to = indptr[user + 1]!;
    if (to - from >= 2) assign(parts, from, to, user);
  }
  return parts;
}

const randomOf = (seed: number, { userIds }: Interactions, user: number): Random =>
  createRandom(seed, `split of ${userIds.id(user)}`);

const shuffled = (from: number, count: number, random: Random): Int32Array =>
  random.shuffle(Int32Array.from({ length: count }, (_, index) => from + index));
