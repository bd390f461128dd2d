import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { findPlace, quoted } from '#runs/data/postgres/seed/seed-schema.ts';
import type { Session } from '#runs/data/postgres/session.ts';

/** Reading all of a large table takes as long as it takes, in milliseconds. */
const patienceMs = 600_000;

/**
 * Users with an interaction since a time, in the order of their ids.
 * @param since  milliseconds since 1970
 * @throws KindredError not_found where the schema has no table of interactions
 */
export async function activeUsers(session: Session, schema: string, since: number): Promise<string[]> {
  const { interactions, existing } = await findPlace(session, schema);
  if (!existing.has(interactions)) {
    throw new KindredError(
      'not_found',
      `There is no table ${schema}.${interactions}, so nobody knows who is active. Use --users all.`,
    );
  }
  const rows = await session.ask(
    z.object({ user: z.string() }),
    'looking for active users',
    `select distinct user_id::text as user from ${quoted(schema, interactions)}
      where created_at > $1::timestamptz at time zone 'UTC' order by 1`,
    [new Date(since).toISOString()],
    patienceMs,
  );
  return rows.map(({ user }) => user);
}
