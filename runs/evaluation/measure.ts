import { createAccuracy } from './accuracy.ts';
import { createCandidates } from './candidates.ts';
import { createExposure } from './exposure.ts';
import { createHeldOut } from './held-out.ts';
import { createLists } from './lists.ts';
import type { Problem } from './problem.ts';
import { count, counted, type Tally } from './tally.ts';
import { createTopList } from './top-list.ts';

/** Whatever ranks items for a user; a model with its cold-start policy (`runs/models/recommender.ts`). */
export type Ranker = {
  /**
   * Scores of all items, unmasked; an item at −∞ is never listed, and NaN is refused.
   * @returns false where nothing can be recommended to this user (the `empty` cold-start policy)
   */
  score(user: number, out: Float64Array): boolean;
};

/** Measures users from … to − 1; `from` is a multiple of `usersAGroup`, and so is `to` unless it is the end. */
export type Measure = (from: number, to: number) => void;

/** Ranks the candidates of users with held-out items, and adds what every metric needs to the tally. */
export function createMeasure(ranker: Ranker, problem: Problem, tally: Tally): Measure {
  const { facts, test, unknownItems, unknownUsers } = problem;
  const { train } = facts;
  const { counts } = tally;
  const heldOut = createHeldOut(train, test, unknownItems);
  const candidates = createCandidates(train, test, problem);
  const top = createTopList(problem.ks.at(-1)!, facts.items);
  const parts = [createAccuracy, createLists, createExposure].map((create) => create(problem, heldOut, top, tally));

  function measureUser(user: number): void {
    const relevant = heldOut.load(user);
    count(counts, counted.unknownItems, heldOut.unknown);
    if (relevant === 0) return;
    if (train.indptr[user] === train.indptr[user + 1]) {
      count(counts, counted.unknownUsers);
      if (unknownUsers === 'skip') return;
    }
    count(counts, counted.evaluated);
    if (ranker.score(user, candidates.scores)) top.select(candidates.mask(user, heldOut));
    else top.clear();
    for (const part of parts) part.add(user);
  }

  return (from, to) => {
    for (let user = from; user < to; user++) measureUser(user);
  };
}
