import { z } from 'zod';
import type { Session } from './session.ts';

/** What a transaction is told about itself; names that this server does not know are left out. */
const settings = {
  // Nothing is found by accident: every name is written with its schema.
  search_path: '',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '60s',
  // Times without a zone and dates mean the same everywhere.
  timezone: 'UTC',
  datestyle: 'ISO',
  bytea_output: 'hex',
  // Rows in the order in which they lie in the table: scans that join others in the middle, or gather from several processes, do not keep it.
  synchronize_seqscans: 'off',
  max_parallel_workers_per_gather: '0',
  // Compiling takes longer than the casts that it would speed up.
  jit: 'off',
};

/**
 * Everything that `work` asks sees one state of the database, and nothing of it can write. Where it fails, the session is to be closed, which
 * ends the transaction too.
 * @param statementMs longest time for one statement at the server
 */
export async function inSnapshot<T>(session: Session, statementMs: number, work: () => Promise<T>): Promise<T> {
  const phase = 'starting a read-only transaction';
  const say = (text: string) => session.ask(z.unknown(), phase, text);
  await say('begin isolation level repeatable read read only');
  await say('set local default_transaction_read_only=on');
  await configure(session, { ...settings, statement_timeout: `${Math.ceil(statementMs)}ms` });
  const result = await work();
  await say('commit');
  return result;
}

export async function configure(session: Session, values: Readonly<Record<string, string>>): Promise<void> {
  await session.ask(
    z.unknown(),
    'setting up the session',
    `select pg_catalog.set_config(s.name, v.value, true)
       from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) as v(name, value)
       join pg_catalog.pg_settings as s on pg_catalog.lower(s.name) = v.name`,
    [Object.keys(values), Object.values(values)],
  );
}
