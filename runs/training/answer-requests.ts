import { parentPort } from 'node:worker_threads';
import { toWire, type WireError } from '#shared/api/errors.ts';

/** The last word of a thread on a request. What it made is in the arrays that it was given. */
export type ThreadReply = { ok: true } | { ok: false; error: WireError };

/** A thread's side of `createThread`: does what it is asked, one request after the other. */
export function answerRequests<Request>(work: (request: Request) => void): void {
  parentPort?.on('message', (request: Request) => parentPort?.postMessage(replyOf(work, request)));
}

function replyOf<Request>(work: (request: Request) => void, request: Request): ThreadReply {
  try {
    work(request);
    return { ok: true };
  } catch (error) {
    return { ok: false, error: toWire(error) };
  }
}
