import { once } from 'node:events';
import type { Submittable } from 'pg';
import type { z } from 'zod';
import { databaseError, type Phase } from './database-error.ts';
import { openSocket, withLimit } from './open-socket.ts';
import type { SignedIn } from './sign-in.ts';
import { startTls, tlsModeOf } from './start-tls.ts';
import type { ConnectionTarget } from './target.ts';

/** Longest that a question to the catalogue may take at the server, in milliseconds. */
export const questionLimitMs = 10_000;
/** How much later than the server we give up ourselves. */
const graceMs = 2_000;

/** One signed-in connection. Everything happens in transactions that read one state of the database. */
export type Session = {
  target: ConnectionTarget;
  /**
   * One statement with its values, by the extended protocol, which takes one statement only.
   * @param limitMs how long an answer is waited for; the server has its own limit (`inSnapshot`)
   * @throws KindredError that names the database and the phase
   */
  ask<Row>(
    row: z.ZodType<Row>,
    phase: Phase,
    text: string,
    values?: readonly unknown[],
    limitMs?: number,
  ): Promise<Row[]>;
  /** The columns that a statement gives, without running it for rows. */
  describe(phase: Phase, text: string): Promise<Field[]>;
  /** Runs something that speaks the protocol itself, such as a COPY. */
  submit<Q extends Submittable>(query: Q): Q;
  /** Asks the server to stop what runs, over a connection of its own as the protocol wants it. Never rejects. */
  cancel(): Promise<void>;
  /** Ends the connection; at once where the server does not answer. Never rejects. */
  close(): Promise<void>;
};

/** A column of a result: the oid of its type, and the type's modifier (a length, a precision). */
export type Field = { name: string; oid: number; modifier: number };

/** @param signal ends what is asked, here and at the server */
export function sessionOf(target: ConnectionTarget, { client, socket }: SignedIn, signal: AbortSignal): Session {
  // node-postgres has the two numbers that a cancel request carries, and its types leave them out.
  const keys: { processID?: unknown; secretKey?: unknown } = client as object;

  const cancel = async (): Promise<void> => {
    const { processID, secretKey } = keys;
    if (typeof processID !== 'number' || typeof secretKey !== 'number') return;
    await sendCancel(target, processID, secretKey).catch(() => {});
  };

  async function run(phase: Phase, text: string, values: readonly unknown[], limitMs = questionLimitMs) {
    const query = { text, values: [...values], queryMode: 'extended' };
    try {
      return await withLimit(client.query(query), signal, limitMs + graceMs);
    } catch (error) {
      if (signal.aborted) void cancel();
      throw databaseError(error, target, phase);
    }
  }

  return {
    target,
    ask: async (row, phase, text, values = [], limitMs = questionLimitMs) =>
      row.array().parse((await run(phase, text, values, limitMs)).rows),
    async describe(phase, text) {
      const { fields } = await run(phase, text, []);
      return fields.map(({ name, dataTypeID, dataTypeModifier }) => ({
        name,
        oid: dataTypeID,
        modifier: dataTypeModifier,
      }));
    },
    submit: (query) => client.query(query),
    cancel,
    async close() {
      await withLimit(client.end(), new AbortController().signal, 500).catch(() => {});
      socket.destroy();
    },
  };
}

/** A cancel request is the only thing said on its connection; the server answers by closing it. */
async function sendCancel(target: ConnectionTarget, processId: number, secretKey: number): Promise<void> {
  const { signal } = new AbortController();
  const plain = await openSocket(target, signal);
  // Once asked, a server that offers TLS takes nothing else.
  const socket = tlsModeOf(target) === 'disable' ? plain : (await startTls(target, plain, signal)).socket;
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(80_877_102, 4);
  request.writeInt32BE(processId, 8);
  request.writeInt32BE(secretKey, 12);
  socket.resume().end(request);
  await withLimit(once(socket, 'close'), signal).catch(() => {});
  socket.destroy();
}
