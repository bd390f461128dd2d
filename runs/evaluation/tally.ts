import { privateMemory, type Memory } from '#runs/matrix/memory.ts';
import { createColumns, slotsOf, type Columns } from './columns.ts';
import { accuracyMetrics, listMetrics } from './metrics/all.ts';
import type { Problem } from './problem.ts';
import { createTieSums, type TieSums } from './tie-bounds.ts';

/**
 * What has been measured: typed arrays only. Threads that each measure other users may fill one tally together:
 * rows and sums are each written by one thread, and what all threads count is counted atomically, in whole numbers.
 */
export type Tally = {
  accuracy: Columns;
  ties: TieSums;
  lists: Columns;
  /** Numbers of users and interactions, by `counted`. */
  counts: Int32Array;
  exposure: {
    /** Lists of each K that have an item, ks × items; `hit`: while it is held out for that user. */
    shown: Int32Array;
    hit: Int32Array;
    /** Evaluated users for whom an item is held out, and those who have it in train. */
    relevant: Int32Array;
    seen: Int32Array;
  };
};

/** Places in `counts`. */
export const counted = {
  evaluated: 0,
  /** Evaluated users whose list is not empty. */
  served: 1,
  unknownItems: 2,
  unknownUsers: 3,
  tiedAtCutoff: 4,
  tiedHeldOut: 5,
} as const;

/** The accuracy metrics that a problem has. */
export const accuracySlots = ({ ks, graded }: Problem) =>
  slotsOf(
    accuracyMetrics.filter((metric) => graded || !metric.graded),
    ks,
  );

/** The metrics of single lists that a problem has. */
export const listMetricsOf = ({ facts }: Problem) =>
  listMetrics.filter((metric) => facts.categories !== null || !metric.needsCategories);

/** Nothing measured yet. */
export function createTally(problem: Problem, memory: Memory = privateMemory): Tally {
  const { ks, test, facts } = problem;
  const keys = accuracySlots(problem).map((slot) => slot.key);
  const listKeys = slotsOf(listMetricsOf(problem), ks).map((slot) => slot.key);
  return {
    accuracy: createColumns(keys, test.rows, memory),
    ties: createTieSums(keys, test.rows, memory),
    lists: createColumns(listKeys, test.rows, memory),
    counts: memory.ints(Object.keys(counted).length),
    exposure: {
      shown: memory.ints(ks.length * facts.items),
      hit: memory.ints(ks.length * facts.items),
      relevant: memory.ints(facts.items),
      seen: memory.ints(facts.items),
    },
  };
}

/** Counts in an array that threads may share. */
export function count(counts: Int32Array, at: number, by = 1): void {
  Atomics.add(counts, at, by);
}
