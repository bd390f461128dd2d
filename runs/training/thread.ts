import { Worker } from 'node:worker_threads';
import { fromWire, KindredError } from '#shared/api/errors.ts';
import { cancelled } from '#runs/matrix/pass.ts';
import type { ThreadReply } from './answer-requests.ts';

/** One thread, started with its first request and kept for the next ones. */
export type Thread<Request> = {
  /**
   * Requests are answered one after the other.
   * @throws KindredError internal where the thread fails or ends (the next request gets a new one), cancelled after `close`
   */
  ask(request: Request): Promise<void>;
  /** Ends the thread for good. */
  close(): Promise<void>;
};

/**
 * @param workerUrl the file of the thread, which calls `answerRequests`
 * @param name its name, and what it does as the end of "A thread that"
 */
export function createThread<Request>(workerUrl: URL, { name, does }: { name: string; does: string }): Thread<Request> {
  let worker: Worker | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(workerUrl, { name });
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  async function askNow(request: Request): Promise<void> {
    if (closed) throw cancelled();
    const asked = (worker ??= start());
    asked.ref();
    try {
      const reply = await replyOf(asked, request, does);
      if (!reply.ok) throw fromWire(reply.error);
    } catch (error) {
      throw closed ? cancelled() : error;
    } finally {
      // An idle thread keeps no process alive.
      asked.unref();
    }
  }

  return {
    ask(request) {
      const answered = last.then(() => askNow(request));
      last = answered.catch(() => undefined);
      return answered;
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}

/** Sends a request and waits for the reply, or for the thread's end in place of one. */
function replyOf(worker: Worker, request: unknown, does: string): Promise<ThreadReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadReply>();
  const fail = (reason: string, cause?: Error) =>
    reject(new KindredError('internal', `A thread that ${does} ${reason}. Train again.`, { cause }));
  const onError = (error: Error) => fail(`failed: ${error.message}`, error);
  const onExit = (code: number) => fail(`ended early (exit code ${code})`);
  worker.once('message', resolve).once('error', onError).once('exit', onExit);
  worker.postMessage(request);
  return promise.finally(() => worker.off('message', resolve).off('error', onError).off('exit', onExit));
}
