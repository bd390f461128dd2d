import type { MessagePort } from 'node:worker_threads';
import { fromWire, toWire, type WireError } from '#shared/api/errors.ts';

/** A thread's last word. Errors cross threads as plain data, so that code and details survive. */
export type TaskReply<T> = { ok: true; value: T } | { ok: false; error: WireError; stack?: string };

/** Runs a task in a thread, says on its port that it started, and closes the port after the last message. */
export async function replyOf<T>(run: () => T | Promise<T>, port?: MessagePort): Promise<TaskReply<T>> {
  try {
    port?.postMessage({ type: 'started' });
    return { ok: true, value: await run() };
  } catch (error) {
    const stack = error instanceof Error ? error.stack : undefined;
    return { ok: false, error: toWire(error), ...(stack && { stack }) };
  } finally {
    port?.close();
  }
}

/** The value of a reply. @throws the KindredError that the task threw */
export function valueOf<T>(reply: TaskReply<T>): T {
  if (reply.ok) return reply.value;
  throw fromWire(reply.error);
}
