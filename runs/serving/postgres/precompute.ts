import type { Session } from '#runs/data/postgres/session.ts';
import type { ServedModel } from '../served-model.ts';
import { createChain } from '../chain.ts';
import { createTrending } from '../trending.ts';
import {
  findRecommendations,
  isIdOf,
  removeExpired,
  replaceLists,
  type PrecomputedRow,
} from './recommendation-table.ts';

export type PrecomputeOptions = {
  schema: string;
  users: readonly string[];
  /** Items of a list. */
  limit: number;
  /** How long lists are good for, in milliseconds. */
  ttlMs: number;
  /** Users in one transaction. */
  batch: number;
  now: number;
  onProgress(done: number, total: number): void;
  shouldStop(): boolean;
};

export type PrecomputeReport = { users: number; rows: number; skipped: number; expired: number };

/**
 * Writes the first items of each user, by the model and its cold-start policy, and takes expired rows away. Stopped in the middle, what was
 * written stays whole: a user has the old list or the new one.
 */
export async function precompute(
  session: Session,
  model: ServedModel,
  options: PrecomputeOptions,
): Promise<PrecomputeReport> {
  const { limit, now, ttlMs, batch, onProgress, shouldStop } = options;
  const table = await findRecommendations(session, options.schema, true);
  const fail = (_source: unknown, error: unknown): never => {
    throw error;
  };
  const chain = createChain(model, { trending: createTrending(now), fallbacks: [], onError: fail });
  const users = options.users.filter((user) => isIdOf(table, user));
  const report = { users: 0, rows: 0, skipped: options.users.length - users.length, expired: 0 };
  for (let from = 0; from < users.length && !shouldStop(); from += batch) {
    const some = users.slice(from, from + batch);
    const rows = some.flatMap((user): PrecomputedRow[] => {
      const { posts, scores } = chain.rank(
        { user, session: null, limit, offset: 0, exclude: [], excludeSeen: true },
        [],
      );
      return posts.flatMap((post, n) => (isIdOf(table, post) ? [{ user, post, score: scores[n]! }] : []));
    });
    await replaceLists(session, table, some, rows, { generatedAt: now, expiresAt: now + ttlMs });
    report.users += some.length;
    report.rows += rows.length;
    onProgress(Math.min(from + batch, users.length), users.length);
  }
  report.expired = await removeExpired(session, table, now);
  return report;
}
