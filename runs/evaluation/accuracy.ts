import type { HeldOut } from './held-out.ts';
import { createHits, hitsAtBound, hitsById, hitsByScore, type Hits } from './hits.ts';
import { setValue } from './columns.ts';
import type { Problem } from './problem.ts';
import { accuracySlots, count, counted, type Tally } from './tally.ts';
import { addCase, addSure, type TieCase } from './tie-bounds.ts';
import type { TopList } from './top-list.ts';

/**
 * All accuracy metrics over the users that are added one after another, each under every case of ties.
 * Reported where scores are equal: in full ranking the value of the list as served, among few candidates the mean over all orders.
 */
export function createAccuracy(problem: Problem, heldOut: HeldOut, top: TopList, tally: Tally) {
  const { accuracy: columns, ties, counts } = tally;
  const slots = accuracySlots(problem);
  const longest = problem.ks.at(-1)!;
  const byScore = createHits(longest, heldOut);
  const oneOrder = createHits(longest, heldOut);

  const valueAt = (hits: Hits, slot: number) => slots[slot]!.metric.value(hits, slots[slot]!.k);

  function addDecided(user: number): void {
    for (let slot = 0; slot < slots.length; slot++) {
      const value = valueAt(byScore, slot);
      setValue(columns, slot, user, value);
      addSure(ties, slot, user, value);
    }
  }

  function addAll(of: TieCase, user: number, hits: Hits): void {
    for (let slot = 0; slot < slots.length; slot++) addCase(ties, of, slot, user, valueAt(hits, slot));
  }

  function addUndecided(user: number): void {
    count(counts, counted.tiedHeldOut);
    addAll('expected', user, byScore);
    for (const bound of ['optimistic', 'pessimistic'] as const) {
      hitsAtBound(oneOrder, top, byScore, bound);
      addAll(bound, user, oneOrder);
    }
    const asServed = problem.candidates === 'all';
    if (asServed) hitsById(oneOrder, top);
    const reported = asServed ? oneOrder : byScore;
    for (let slot = 0; slot < slots.length; slot++) setValue(columns, slot, user, valueAt(reported, slot));
  }

  return {
    add(user: number): void {
      if (top.tiedOutside > 0) count(counts, counted.tiedAtCutoff);
      if (hitsByScore(byScore, top)) addUndecided(user);
      else addDecided(user);
    },
  };
}
