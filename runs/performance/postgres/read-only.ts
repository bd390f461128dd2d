import { z } from 'zod';
import { openSession } from '#runs/data/postgres/open-session.ts';
import { questionLimitMs, type Session } from '#runs/data/postgres/session.ts';
import { configure } from '#runs/data/postgres/snapshot.ts';
import type { ConnectionTarget } from '#runs/data/postgres/target.ts';

/** What a transaction that only looks is told; the planner keeps the settings of the role, so that plans are those that its queries get. */
const settings = { lock_timeout: '2s', idle_in_transaction_session_timeout: '60s' };

/**
 * Asks over a connection of its own in one READ ONLY transaction with a time limit. Unlike a snapshot of rows it keeps the search path and the
 * planner's settings of the role.
 */
export async function readOnly<T>(
  target: ConnectionTarget,
  work: (session: Session) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const session = await openSession({ ...target, read_only: true }, undefined, signal);
  const say = (text: string) => session.ask(z.unknown(), 'starting a read-only transaction', text);
  try {
    await say('begin isolation level read committed read only');
    await configure(session, { ...settings, statement_timeout: `${questionLimitMs}ms` });
    const result = await work(session);
    await say('commit');
    return result;
  } finally {
    await session.close();
  }
}

/** Runs a part whose failure must not end the transaction around it. */
export async function attempt<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const say = (text: string) => session.ask(z.unknown(), 'marking a place in the transaction', text);
  await say('savepoint kindred_attempt');
  try {
    const result = await work();
    await say('release savepoint kindred_attempt');
    return result;
  } catch (error) {
    await say('rollback to savepoint kindred_attempt');
    throw error;
  }
}
