import type { Session } from '#runs/data/postgres/session.ts';
import type { Precomputed } from '../precomputed.ts';
import { findRecommendations, isIdOf, readList, type RecommendationTable } from './recommendation-table.ts';
import type { ServingDatabase } from './serving-database.ts';

/** A connection that is late so often is made anew. */
const maxLateInRow = 3;

export type PrecomputedOptions = {
  schema: string;
  order: Precomputed['order'];
  /** How long a request waits for the database, in milliseconds; 50 unless said. */
  budgetMs?: number;
  now: () => number;
  /** Told when reading fails, not for each request. */
  onError(error: unknown): void;
};

/**
 * Lists of `user_recommendation`, within a budget: a database that is slow or away costs a request no more than that, and soon nothing.
 * @param databases  as many connections as are used at most; one is made when all that are there are busy
 */
export function precomputedLists(
  databases: readonly ServingDatabase[],
  { schema, order, budgetMs = 50, now, onError }: PrecomputedOptions,
): Precomputed {
  const busy = new Set<ServingDatabase>();
  const lateInRow = new Map<ServingDatabase, number>();
  let table: RecommendationTable | null = null;

  /** A connection that nobody uses; null while there is none, and one more is made behind it. */
  function take(): { database: ServingDatabase; session: Session } | null {
    for (const database of databases) {
      if (busy.has(database)) continue;
      const session = database.ready(onError);
      return session && { database, session };
    }
    return null;
  }

  async function read(session: Session, user: string) {
    table ??= await findRecommendations(session, schema, false);
    if (!isIdOf(table, user)) return null;
    const rows = await readList(session, table, user, now());
    return rows.length === 0 ? null : rows.map((row) => ({ ...row, reason: 'collaborative_filtering' as const }));
  }

  function fail(database: ServingDatabase, error: unknown): null {
    lateInRow.delete(database);
    database.lost();
    onError(error);
    return null;
  }

  /** Null where the answer is late: one slow answer is no reason to give the connection up. It stays busy until the answer came. */
  async function readInTime(database: ServingDatabase, session: Session, user: string) {
    busy.add(database);
    const found = read(session, user).finally(() => busy.delete(database));
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), budgetMs);
    const first = await Promise.race([late, found]).finally(() => clearTimeout(timer));
    if (first !== 'late') {
      lateInRow.delete(database);
      return first;
    }
    // Nobody waits for it any more; an answer that never comes ends the connection.
    found.catch((error: unknown) => fail(database, error));
    const times = (lateInRow.get(database) ?? 0) + 1;
    lateInRow.set(database, times);
    if (times >= maxLateInRow) throw new Error(`The database was late ${times} times in a row (${budgetMs} ms).`);
    return null;
  }

  databases[0]?.ready(onError);
  return {
    order,
    async read(user) {
      const taken = take();
      if (!taken) return null;
      return readInTime(taken.database, taken.session, user).catch((error: unknown) => fail(taken.database, error));
    },
  };
}
