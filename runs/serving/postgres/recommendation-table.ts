import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { refuseName } from '#runs/data/postgres/find-table.ts';
import { findPlace, missingTables, quoted, tableNames } from '#runs/data/postgres/seed/seed-schema.ts';
import type { Session } from '#runs/data/postgres/session.ts';

/** `user_recommendation` (SPEC 3.1) in a schema, with the type of its ids. */
export type RecommendationTable = {
  /** Quoted, with its schema. */
  name: string;
  /** `uuid` in the feed; text elsewhere. Ids that are none are left out. */
  idType: 'uuid' | 'text';
};

export type PrecomputedRow = { user: string; post: string; score: number };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isIdOf = ({ idType }: RecommendationTable, id: string): boolean => idType === 'text' || uuid.test(id);

/**
 * Finds the table.
 * @param canMake  whether it is made where it is absent
 * @throws KindredError not_found where it is absent, conflict where its ids are neither uuid nor text
 */
export async function findRecommendations(
  session: Session,
  schema: string,
  canMake: boolean,
): Promise<RecommendationTable> {
  refuseName('schema', schema);
  const place = await findPlace(session, schema);
  if (!place.existing.has(tableNames.recommendations)) {
    if (!canMake)
      throw new KindredError(
        'not_found',
        `There is no table ${schema}.${tableNames.recommendations}. "kindred precompute" makes it.`,
      );
    for (const statement of missingTables(place)) {
      if (statement.includes(tableNames.recommendations))
        await session.ask(z.unknown(), 'making user_recommendation', statement);
    }
  }
  return { name: quoted(schema, tableNames.recommendations), idType: await idTypeOf(session, schema) };
}

async function idTypeOf(session: Session, schema: string): Promise<RecommendationTable['idType']> {
  const columns = await session.ask(
    z.object({ type: z.string() }),
    'looking at user_recommendation',
    `select pg_catalog.format_type(a.atttypid, null) as type from pg_catalog.pg_attribute as a
       join pg_catalog.pg_class as c on c.oid = a.attrelid join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = $2 and a.attname in ('user_id', 'post_id') and not a.attisdropped`,
    [schema, tableNames.recommendations],
  );
  const types = new Set(columns.map(({ type }) => type));
  if (columns.length === 2 && types.size === 1) {
    const [type] = types;
    if (type === 'uuid') return 'uuid';
    if (type === 'text' || type?.startsWith('character varying')) return 'text';
  }
  throw new KindredError(
    'conflict',
    `${schema}.${tableNames.recommendations} has no user_id and post_id of uuid or text.`,
  );
}

/**
 * Replaces the lists of these users in one transaction: whoever reads sees a user's old list or the new one.
 * @param expiresAt  milliseconds since 1970
 */
export async function replaceLists(
  session: Session,
  { name, idType }: RecommendationTable,
  users: readonly string[],
  rows: readonly PrecomputedRow[],
  times: { generatedAt: number; expiresAt: number },
): Promise<void> {
  const phase = 'writing recommendations';
  const say = (text: string, values: unknown[] = []) => session.ask(z.unknown(), phase, text, values, 60_000);
  await say('begin');
  await say(`delete from ${name} where user_id = any($1::text[]::${idType}[])`, [users]);
  await say(
    `insert into ${name} (id, user_id, post_id, score, generated_at, expires_at)
     select pg_catalog.gen_random_uuid(), u::${idType}, p::${idType}, s, $4::timestamptz at time zone 'UTC', $5::timestamptz at time zone 'UTC'
       from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]), pg_catalog.unnest($3::float8[])) as r(u, p, s)`,
    [
      rows.map((row) => row.user),
      rows.map((row) => row.post),
      rows.map((row) => row.score),
      iso(times.generatedAt),
      iso(times.expiresAt),
    ],
  );
  await say('commit');
}

const iso = (ms: number) => new Date(ms).toISOString();

/** Takes expired rows away, some thousands at a time, so that nobody waits for a lock. @returns how many */
export async function removeExpired(
  session: Session,
  { name }: RecommendationTable,
  now: number,
  atOnce = 5000,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const rows = await session.ask(
      z.unknown(),
      'removing expired recommendations',
      `delete from ${name} where ctid = any(array(select ctid from ${name} where expires_at <= $1::timestamptz at time zone 'UTC' limit $2)) returning 1`,
      [iso(now), atOnce],
      60_000,
    );
    removed += rows.length;
    if (rows.length < atOnce) return removed;
  }
}

/** Requests have stopped waiting long before; then the connection is given up, in milliseconds. */
const readLimitMs = 1000;

/** What has not expired of a user's list: best first, equal scores by post id. */
export function readList(session: Session, { name, idType }: RecommendationTable, user: string, now: number) {
  return session.ask(
    z.object({ post: z.string(), score: z.number() }),
    'reading recommendations',
    `select post_id::text as post, score from ${name}
      where user_id = $1::${idType} and expires_at > $2::timestamptz at time zone 'UTC'
      order by score desc, post_id limit 1000`,
    [user, iso(now)],
    readLimitMs,
  );
}
