import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { SeedReport } from '#shared/domain/connection.ts';
import { readEvents, readSnapshot } from '../../snapshot.ts';
import { openSession } from '../open-session.ts';
import type { Session } from '../session.ts';
import { configure } from '../snapshot.ts';
import { watchStop } from '../stop-signal.ts';
import { placeOf, type ConnectionTarget } from '../target.ts';
import { copyIn, type CopyInContext } from './copy-in.ts';
import { interactionColumns, postColumns, userColumns, type SeedData, type SeedTable } from './seed-columns.ts';
import {
  findPlace,
  missingIndexes,
  missingTables,
  patience,
  quoted,
  refuseForeign,
  summary,
  tableNames,
  type SeedPlace,
} from './seed-schema.ts';

export type SeedRequest = {
  target: ConnectionTarget;
  snapshotFolder: string;
  /** `shop@3`, for the ledger. */
  dataset: string;
  schema: string;
};

/**
 * Writes a stored dataset into the tables of a feed (SPEC 3.1), which are made where they are absent; rows that Kindred wrote before are
 * replaced. All in one transaction: afterwards there is everything, or what was there before.
 * @throws KindredError conflict where a table holds rows of others, cancelled, or of the database
 */
export async function seedDataset(request: SeedRequest, context: CopyInContext): Promise<SeedReport> {
  const started = performance.now();
  const stop = watchStop(context.shouldStop);
  const { target, schema, dataset } = request;
  context.onProgress(`Connecting to ${target.address}`, 0, 1);
  try {
    const session = await openSession({ ...target, read_only: false }, undefined, stop.signal);
    try {
      const data = readData(request.snapshotFolder);
      const tables = await inWriting(session, () => write(session, data, { schema, dataset }, context));
      return { place: placeOf(target), schema, tables, duration_ms: performance.now() - started };
    } finally {
      await session.close();
    }
  } finally {
    stop.end();
  }
}

function readData(folder: string): SeedData {
  const { fingerprint, interactions, attributes } = readSnapshot(folder);
  return { fingerprint, interactions, events: readEvents(folder), ...attributes };
}

/** One transaction that happens as a whole or not at all. */
async function inWriting<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const say = (text: string) => session.ask(z.unknown(), 'writing', text, [], patience);
  await say('begin isolation level repeatable read read write');
  try {
    await configure(session, {
      search_path: '',
      lock_timeout: '5s',
      statement_timeout: `${patience}ms`,
      timezone: 'UTC',
    });
    const result = await work();
    await say('commit');
    return result;
  } catch (error) {
    // Where the connection is gone, so is the transaction.
    await session.ask(z.unknown(), 'writing', 'rollback', [], 0).catch(() => {});
    throw error;
  }
}

async function write(
  session: Session,
  data: SeedData,
  { schema, dataset }: Pick<SeedRequest, 'schema' | 'dataset'>,
  context: CopyInContext,
): Promise<SeedReport['tables']> {
  const run = (phase: string, text: string, values?: readonly unknown[]) =>
    session.ask(z.unknown(), phase, text, values, patience);
  const place = await findPlace(session, schema);
  const { users, posts, ledger } = tableNames;
  const whole: [name: string, table: SeedTable][] = [
    [users, userColumns(data)],
    [posts, postColumns(data)],
    [place.interactions, interactionColumns(data)],
  ];
  const seeds: typeof whole = [];
  for (const [name, table] of whole) seeds.push([name, await fitting(session, place, name, table)]);
  await refuseForeign(session, place);

  await run('making the schema', `create schema if not exists ${quoted(schema)}`);
  for (const statement of missingTables(place)) await run('making the tables', statement);
  const emptied = seeds.map(([name]) => name).filter((name) => place.existing.has(name));
  if (emptied.length > 0) {
    await run('emptying the tables', `truncate ${emptied.map((name) => quoted(schema, name)).join(', ')}`);
  }
  for (const [name, table] of seeds) await copyIn(session, quoted(schema, name), table, context);

  context.onProgress('Making the indexes', 0, 1);
  for (const statement of missingIndexes(place)) await run('making the indexes', statement);
  for (const [name, { rows }] of seeds) {
    // Interactions are told by their ids.
    const checksum = name === place.interactions ? '' : (await summary(session, schema, name)).checksum;
    await run(
      'writing down what was seeded',
      `insert into ${quoted(schema, ledger)} (table_name, dataset, fingerprint, "rows", checksum) values ($1, $2, $3, $4, $5)
       on conflict (table_name) do update set dataset = excluded.dataset, fingerprint = excluded.fingerprint,
         "rows" = excluded."rows", checksum = excluded.checksum, seeded_at = now()`,
      [name, dataset, data.fingerprint, rows, checksum],
    );
    await run('counting', `analyze ${quoted(schema, name)}`);
  }
  context.onProgress('Making the indexes', 1, 1);
  return seeds.map(([name, { rows }]) => ({ name, rows, created: !place.existing.has(name) }));
}

/** The columns that a table of somebody else's making has; the id at least, and all of an interaction. */
async function fitting(
  session: Session,
  { schema, existing, interactions }: SeedPlace,
  name: string,
  table: SeedTable,
) {
  if (!existing.has(name)) return table;
  const found = await session.ask(
    z.object({ name: z.string(), type: z.string() }),
    'looking at the tables to seed',
    `select a.attname::text as name, pg_catalog.format_type(a.atttypid, null) as type
       from pg_catalog.pg_attribute as a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [quoted(schema, name)],
  );
  const types = new Map(found.map((column) => [column.name, column.type]));
  const columns = table.columns.filter((column) => isWritable(column.name, types.get(column.name)));
  const needed = name === interactions ? ['id', 'user_id', 'post_id', 'interaction_type', 'created_at'] : ['id'];
  const missing = needed.find((column) => !columns.some((one) => one.name === column));
  if (missing === undefined) return { ...table, columns };
  throw new KindredError(
    'conflict',
    `The table ${schema}.${name} in ${placeOf(session.target)} has no column "${missing}" of the type that the feed's has (${types.get(missing) ?? 'none'}). Seed another schema (--schema NAME).`,
  );
}

/** Binary values fit one type only. */
function isWritable(name: string, type: string | undefined): boolean {
  if (type === undefined) return false;
  if (name === 'id' || name.endsWith('_id')) return type === 'uuid';
  if (name === 'created_at') return type.startsWith('timestamp');
  if (name === 'metadata') return type === 'jsonb';
  return name === 'topics' ? type === 'text[]' : ['text', 'character varying', 'character'].includes(type);
}
