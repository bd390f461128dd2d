import pg from 'pg';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { refuseName } from '../find-table.ts';
import type { Session } from '../session.ts';
import { placeOf } from '../target.ts';
import { ownIds } from './seed-ids.ts';

/** The tables of a feed (SPEC 3.1), and one in which Kindred writes down what it put there. */
export const tableNames = {
  users: 'users',
  posts: 'posts',
  recommendations: 'user_recommendation',
  ledger: 'kindred_seed',
} as const;
const interactionSpellings = ['user_interaction', 'user_interactions'] as const;

export type SeedPlace = {
  schema: string;
  /** By the spelling that is there. */
  interactions: string;
  /** Tables that were there before. */
  existing: ReadonlySet<string>;
};

const phase = 'looking at the tables to seed';
/** Counting and indexing take as long as they take. */
export const patience = 3_600_000;

export const quoted = (...parts: string[]): string => parts.map((part) => pg.escapeIdentifier(part)).join('.');

/** Which of the tables are there. */
export async function findPlace(session: Session, schema: string): Promise<SeedPlace> {
  refuseName('schema', schema);
  const wanted = [...Object.values(tableNames), ...interactionSpellings];
  const rows = await session.ask(
    z.object({ name: z.string() }),
    phase,
    `select c.relname::text as name from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = any($2::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
    [schema, wanted],
  );
  const existing = new Set(rows.map(({ name }) => name));
  const interactions = interactionSpellings.find((spelling) => existing.has(spelling)) ?? interactionSpellings[0];
  return { schema, interactions, existing };
}

/**
 * Every row that is there must be one that Kindred wrote: interactions by their ids, users and posts by what was written down of them.
 * @throws KindredError conflict naming the table and how many rows are not ours
 */
export async function refuseForeign(session: Session, { schema, interactions, existing }: SeedPlace): Promise<void> {
  if (existing.has(interactions)) {
    const table = quoted(schema, interactions);
    const foreign = await countWhere(session, table, `id < '${ownIds.from}' or id > '${ownIds.to}'`);
    if (foreign > 0) throw foreignRows(session, schema, interactions, foreign);
  }
  for (const name of [tableNames.users, tableNames.posts]) {
    if (!existing.has(name)) continue;
    const there = await summary(session, schema, name);
    const own = existing.has(tableNames.ledger) ? await written(session, schema, name) : null;
    if (there.rows === 0 || (own?.rows === there.rows && own.checksum === there.checksum)) continue;
    throw foreignRows(session, schema, name, Math.max(1, there.rows - (own?.rows ?? 0)));
  }
}

const Summary = z.object({ rows: z.coerce.number(), checksum: z.string() });

/** Rows, and a sum over their ids that changes with any of them. */
export async function summary(session: Session, schema: string, table: string): Promise<z.infer<typeof Summary>> {
  const [found] = await session.ask(
    Summary,
    phase,
    `select pg_catalog.count(*)::text as rows,
            coalesce(pg_catalog.sum(('x' || pg_catalog.left(pg_catalog.md5(id::text), 8))::pg_catalog.bit(32)::pg_catalog.int8), 0)::text as checksum
       from ${quoted(schema, table)}`,
    [],
    patience,
  );
  return found ?? { rows: 0, checksum: '0' };
}

async function written(session: Session, schema: string, table: string) {
  const [row] = await session.ask(
    Summary,
    phase,
    `select "rows"::text as rows, checksum from ${quoted(schema, tableNames.ledger)} where table_name = $1`,
    [table],
  );
  return row ?? null;
}

async function countWhere(session: Session, table: string, condition: string): Promise<number> {
  const [row] = await session.ask(
    z.object({ n: z.coerce.number() }),
    phase,
    `select pg_catalog.count(*)::text as n from ${table} where ${condition}`,
    [],
    patience,
  );
  return row?.n ?? 0;
}

const foreignRows = (session: Session, schema: string, table: string, rows: number) =>
  new KindredError(
    'conflict',
    `The table ${schema}.${table} in ${placeOf(session.target)} holds ${rows} rows that Kindred did not write, and nothing there was changed. Seed another schema (--schema NAME) or another database.`,
    { details: { table, rows } },
  );

/** The statements that make what is not there, each by itself. */
export function missingTables({ schema, interactions, existing }: SeedPlace): string[] {
  const definitions: Record<string, string> = {
    [tableNames.users]: `id uuid primary key, name text, created_at timestamp, topics text[]`,
    [tableNames.posts]: `id uuid primary key, user_id uuid, content text, created_at timestamp, topics text[]`,
    [interactions]: `id uuid primary key, user_id uuid not null, post_id uuid not null, interaction_type varchar(50) not null, metadata jsonb, created_at timestamp not null`,
    [tableNames.recommendations]: `id uuid primary key, user_id uuid, post_id uuid, score float not null, generated_at timestamp, expires_at timestamp not null, unique (user_id, post_id)`,
    [tableNames.ledger]: `table_name text primary key, dataset text not null, fingerprint text not null, "rows" bigint not null, checksum text not null, seeded_at timestamptz not null default now()`,
  };
  return Object.entries(definitions)
    .filter(([name]) => !existing.has(name))
    .map(([name, columns]) => `create table ${quoted(schema, name)} (${columns})`);
}

/** Indexes of the tables that were made, put on after the rows. */
export function missingIndexes({ schema, interactions, existing }: SeedPlace): string[] {
  const indexes: [table: string, columns: string][] = [
    [interactions, 'user_id, created_at'],
    [interactions, 'post_id, created_at'],
    [interactions, 'created_at'],
    [tableNames.recommendations, 'user_id, score desc'],
    [tableNames.recommendations, 'user_id, expires_at'],
    [tableNames.recommendations, 'expires_at'],
  ];
  return indexes
    .filter(([table]) => !existing.has(table))
    .map(([table, columns]) => `create index on ${quoted(schema, table)} (${columns})`);
}
