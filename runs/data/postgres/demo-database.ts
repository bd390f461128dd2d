import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import type { ConnectionSettings } from '#shared/domain/connection.ts';
import { startLocalServer, type LocalServer } from './local-server.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';
import { targetOf, type ConnectionTarget } from './target.ts';

const database = 'feed';
const reader = 'kindred_reader';

export type DemoDatabase = {
  /** For filling it. */
  owner: ConnectionTarget;
  /** For reading it: a role that may select and nothing else. */
  reader: { settings: ConnectionSettings; password: string };
  isEmpty: boolean;
  stop(): Promise<void>;
};

/**
 * A real Postgres below the data folder with a database for a feed and a role that may only read it.
 * @throws KindredError as `startLocalServer`
 */
export async function openDemoDatabase(home: string): Promise<DemoDatabase> {
  const server = await startLocalServer({ folder: join(home, 'demo-postgres') });
  try {
    const password = randomBytes(24).toString('base64url');
    await withSession(targetIn(server, 'postgres'), (session) => makeDatabase(session));
    const owner = targetIn(server, database);
    const isEmpty = await withSession(owner, (session) => makeReader(session, password));
    const { host, port } = server;
    const settings = { host, port, database, user: reader, tls: 'disable' as const, read_only: true };
    return { owner, reader: { settings, password }, isEmpty, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const targetIn = ({ host, port, user, password }: LocalServer, name: string): ConnectionTarget =>
  targetOf({ host, port, user, database: name, read_only: false }, password);

async function withSession<T>(target: ConnectionTarget, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(target);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

const phase = 'preparing the demo database';

async function makeDatabase(session: Session): Promise<void> {
  const found = await session.ask(z.unknown(), phase, 'select 1 from pg_catalog.pg_database where datname = $1', [
    database,
  ]);
  if (found.length === 0) await session.ask(z.unknown(), phase, `create database ${pg.escapeIdentifier(database)}`);
}

/** @returns whether there is no feed in it yet */
async function makeReader(session: Session, password: string): Promise<boolean> {
  const run = (text: string) => session.ask(z.unknown(), phase, text);
  const found = await session.ask(z.unknown(), phase, 'select 1 from pg_catalog.pg_roles where rolname = $1', [reader]);
  const verb = found.length === 0 ? 'create' : 'alter';
  await run(`${verb} role ${reader} login password ${pg.escapeLiteral(password)}`);
  // Tables that are made later by the owner may be read as well.
  await run(`alter default privileges in schema public grant select on tables to ${reader}`);
  const tables = await run(
    `select 1 from pg_catalog.pg_tables where schemaname = 'public' and tablename = 'user_interaction'`,
  );
  return tables.length === 0;
}
