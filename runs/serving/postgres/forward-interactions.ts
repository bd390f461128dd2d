import { createHash } from 'node:crypto';
import { z } from 'zod';
import { findPlace, missingTables, quoted } from '#runs/data/postgres/seed/seed-schema.ts';
import type { Session } from '#runs/data/postgres/session.ts';
import type { StoredInteraction } from '../interaction-store.ts';
import type { ServingDatabase } from './serving-database.ts';

/** What waits on this host's disk for the database. */
export type Outbox = {
  /** Names this host's file, so that two hosts never use one id. */
  id: string;
  /** After what was passed on, oldest first. */
  next(limit: number): StoredInteraction[];
  waiting(): number;
  passedOn(sequence: number): Promise<void>;
};

export type Forwarder = {
  /** How many were passed on so far, and how many could not be, because their ids are no uuids. */
  counts(): { forwarded: number; skipped: number };
  /** Passes on what waits. @throws KindredError where the database is away: all of it waits on */
  forward(): Promise<void>;
  /** Resolves when nothing is being passed on any more. */
  close(): Promise<void>;
};

const batch = 500;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Passes interactions on to `user_interaction` (SPEC 3.1), each exactly once however often it is tried: its id is made of the host's file and
 * its place in it. While the database is away they wait on the disk, where they were acknowledged.
 */
export function createForwarder(
  database: ServingDatabase,
  outbox: Outbox,
  { schema, everyMs = 1000, onError }: { schema: string; everyMs?: number; onError(error: unknown): void },
): Forwarder {
  const counts = { forwarded: 0, skipped: 0 };
  let table: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let running = Promise.resolve();

  async function forward(): Promise<void> {
    while (!isClosed) {
      const waiting = outbox.next(batch);
      if (waiting.length === 0) return;
      const session = await database.session();
      table ??= await interactionTable(session, schema);
      const rows = waiting.filter(({ user, post }) => uuid.test(user) && uuid.test(post));
      if (rows.length > 0) await insert(session, table, rows, outbox.id);
      await outbox.passedOn(waiting.at(-1)!.sequence);
      counts.forwarded += rows.length;
      counts.skipped += waiting.length - rows.length;
    }
  }

  async function forwardAlways(): Promise<void> {
    await forward().catch((error: unknown) => {
      database.lost();
      onError(error);
    });
    if (!isClosed) plan();
  }

  function plan(): void {
    timer = setTimeout(() => {
      running = forwardAlways();
    }, everyMs).unref();
  }

  plan();
  return {
    counts: () => counts,
    forward,
    close() {
      isClosed = true;
      clearTimeout(timer);
      return running;
    },
  };
}

async function interactionTable(session: Session, schema: string): Promise<string> {
  const place = await findPlace(session, schema);
  const statements = missingTables(place).filter((statement) => statement.includes(quoted(schema, place.interactions)));
  if (!place.existing.has(place.interactions)) {
    for (const statement of statements) await session.ask(z.unknown(), 'making the table of interactions', statement);
  }
  return quoted(schema, place.interactions);
}

async function insert(
  session: Session,
  table: string,
  rows: readonly StoredInteraction[],
  host: string,
): Promise<void> {
  await session.ask(
    z.unknown(),
    'writing interactions',
    `insert into ${table} (id, user_id, post_id, interaction_type, metadata, created_at)
     select i::uuid, u::uuid, p::uuid, t, m::jsonb, a::timestamptz at time zone 'UTC'
       from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]), pg_catalog.unnest($3::text[]),
                       pg_catalog.unnest($4::text[]), pg_catalog.unnest($5::text[]), pg_catalog.unnest($6::text[])) as r(i, u, p, t, m, a)
     on conflict (id) do nothing`,
    [
      rows.map(({ sequence }) => idOf(host, sequence)),
      rows.map(({ user }) => user),
      rows.map(({ post }) => post),
      rows.map(({ type }) => type),
      rows.map(({ metadata }) => metadata),
      rows.map(({ at }) => new Date(at).toISOString()),
    ],
    60_000,
  );
}

/** A UUID of version 8 (RFC 9562) over the host's file and the place in it. */
function idOf(host: string, sequence: number): string {
  const bytes = createHash('sha256').update(`${host}\0${sequence}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
