import type { Memory } from '#runs/matrix/memory.ts';
import { addTo, createSums, totals, type Sums } from './sums.ts';

/** Which of the orders of equal scores a value is of: the best, the worst, or the mean over all. */
export type TieCase = 'optimistic' | 'pessimistic' | 'expected';

/** Of each accuracy metric, by its name. */
export type TieBounds = Record<string, Record<TieCase, number>>;

const everyCase: readonly TieCase[] = ['optimistic', 'pessimistic', 'expected'];

/** Sums of each metric under each case; one value of each case is added for every evaluated user. */
export type TieSums = { keys: readonly string[]; cases: Record<TieCase, Sums> };

export function createTieSums(keys: readonly string[], users: number, memory: Memory): TieSums {
  const sums = () => createSums(keys.length, users, memory);
  return { keys, cases: { optimistic: sums(), pessimistic: sums(), expected: sums() } };
}

export function addCase({ cases }: TieSums, of: TieCase, column: number, user: number, value: number): void {
  addTo(cases[of], column, user, value);
}

/** The same value in every case: the order of this user's equal scores does not matter. */
export function addSure({ cases }: TieSums, column: number, user: number, value: number): void {
  for (const of of everyCase) addTo(cases[of], column, user, value);
}

/** @param users how many were added */
export function boundsOf({ keys, cases }: TieSums, users: number): TieBounds {
  const [best, worst, mean] = everyCase.map((of) => totals(cases[of]));
  return Object.fromEntries(
    keys.map((key, column) => [
      key,
      {
        optimistic: best![column]! / users,
        pessimistic: worst![column]! / users,
        expected: mean![column]! / users,
      },
    ]),
  );
}
