import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, Submittable } from 'pg';
import { databaseError, type Phase } from './database-error.ts';
import { cancelled } from './open-socket.ts';
import type { Session } from './session.ts';

/** Once rows come, a silence this long means that nothing more will, in milliseconds. */
const silenceMs = 30_000;
/** How much longer than the server we wait for its first row, in milliseconds. */
const graceMs = 2000;
/** How long a cancel request may hold up the end, in milliseconds. */
const cancelMs = 500;
/** How often a stop, and a silence, are looked for. */
const watchMs = 100;

export type CopyOptions = {
  phase: Phase;
  /** Longest time until the first row, in milliseconds; the server is told the same. */
  firstRowMs: number;
  shouldStop(): boolean;
};

/**
 * Runs `copy … to stdout (format binary)` and hands each row's message on as it comes. Rows are taken in the turn of the event loop in which
 * the socket has them, so what `onRow` has not yet taken waits in the network, not in memory.
 * A stop is noticed within a second, whatever the server does, and stops the statement there.
 * @throws KindredError cancelled, or of what went wrong
 */
export async function copyOut(
  session: Session,
  text: string,
  onRow: (message: Uint8Array) => void,
  { phase, firstRowMs, shouldStop }: CopyOptions,
): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const started = performance.now();
  let isHeard = false;
  let lastAt: number | undefined;
  let failure: unknown;
  const fail = (error: unknown): void => ended.reject((failure ??= error));

  const query: CopyQuery = {
    // By the extended protocol, which takes exactly one statement.
    submit(connection) {
      connection.parse({ name: '', text, types: [] }, true);
      connection.bind({}, true);
      connection.execute({}, true);
      connection.sync();
    },
    handleCopyData({ chunk }) {
      isHeard = true;
      if (failure !== undefined) return;
      try {
        onRow(chunk);
      } catch (error) {
        fail(error);
      }
    },
    handleError: (error) => ended.reject(error),
    handleReadyForQuery: () => ended.resolve(),
    handleCommandComplete() {},
    handleRowDescription() {},
    handleDataRow() {},
    handlePortalSuspended() {},
    handleEmptyQuery() {},
  };

  const watch = setInterval(() => {
    // Once a turn and not once a row: the clock costs as much as the row.
    if (isHeard) lastAt = performance.now();
    isHeard = false;
    const silent = performance.now() - (lastAt ?? started);
    const isStopped = shouldStop();
    if (!isStopped && silent < (lastAt === undefined ? firstRowMs + graceMs : Math.min(silenceMs, firstRowMs))) return;
    fail(isStopped ? cancelled() : new Error('timeout: no more data came'));
  }, watchMs);
  try {
    session.submit(query);
    await ended.promise;
  } catch (error) {
    // Where we gave up, the server still works: it is told to stop, and not waited for where it does not listen.
    if (failure !== undefined) await Promise.race([session.cancel(), wait(cancelMs)]);
    throw databaseError(error, session.target, phase);
  } finally {
    clearInterval(watch);
  }
}

/** What node-postgres calls on whatever it runs, as far as a COPY hears of it. */
type CopyQuery = Submittable & {
  submit(connection: Connection): void;
  handleCopyData(message: { chunk: Uint8Array }): void;
  handleError(error: unknown): void;
  handleReadyForQuery(): void;
  handleCommandComplete(): void;
  handleRowDescription(): void;
  handleDataRow(): void;
  handlePortalSuspended(): void;
  handleEmptyQuery(): void;
};
