import { Piscina } from 'piscina';
import { newStop, raiseStop } from '#runs/threads/stop-flag.ts';
import { fromWire, KindredError } from '#shared/api/errors.ts';
import type { MatrixAsk, MatrixQuestions, MatrixReply, MatrixSource, MatrixTask } from './matrix-protocol.ts';

/** The matrices of runs, answered by a thread of their own so that the core's stays free. */
export type MatrixViews = {
  [A in Exclude<MatrixAsk, 'window'>]: (
    source: MatrixSource,
    query: MatrixQuestions[A]['query'],
  ) => Promise<MatrixQuestions[A]['answer']>;
} & {
  /**
   * As the other questions.
   * @param id  by which `cancelWindow` ends it
   */
  window(
    source: MatrixSource | Promise<MatrixSource>,
    query: MatrixQuestions['window']['query'],
    id?: string,
  ): Promise<MatrixQuestions['window']['answer']>;
  /** Ends a question for a window, under way or waiting for its turn, so that the next one has the thread. @returns whether there was one */
  cancelWindow(id: string): boolean;
  close(): Promise<void>;
};

/**
 * One thread, started with the first question and again after it died. It keeps matrices for as long as it lives, and does not hold
 * the process open.
 * @param options.workerUrl  `matrix-worker`, in source or bundled
 * @throws KindredError (from each question) what the view throws; unavailable when the thread died over the question or is closed
 */
export function createMatrixViews({ workerUrl }: { workerUrl: URL }): MatrixViews {
  const pool = new Piscina<MatrixTask, MatrixReply>({
    filename: workerUrl.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Infinity,
  });

  // The pool itself would start a new thread for a late question.
  let closed = false;

  const asking =
    <A extends MatrixAsk>(ask: A) =>
    async (
      source: MatrixSource,
      query: MatrixQuestions[A]['query'],
      stop?: SharedArrayBuffer,
    ): Promise<MatrixQuestions[A]['answer']> => {
      if (closed) throw new KindredError('unavailable', 'Kindred is closing and answers no more questions.');
      const reply = await pool.run({ source, ask, query, stop } as MatrixTask).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new KindredError('unavailable', `The matrix thread stopped (${reason}). Ask again: it starts anew.`);
      });
      if (!reply.ok) throw fromWire(reply.error);
      return reply.value as MatrixQuestions[A]['answer'];
    };

  const windows = new Map<string, SharedArrayBuffer>();
  const askWindow = asking('window');

  return {
    info: asking('info'),
    axes: asking('axes'),
    async window(source, query, id) {
      if (id === undefined) return askWindow(await source, query);
      const stop = newStop();
      windows.set(id, stop);
      try {
        return await askWindow(await source, query, stop);
      } finally {
        if (windows.get(id) === stop) windows.delete(id);
      }
    },
    cancelWindow(id) {
      const stop = windows.get(id);
      if (stop) raiseStop(stop);
      return stop !== undefined;
    },
    find: asking('find'),
    members: asking('members'),
    pair: asking('pair'),
    tree: asking('tree'),
    similarity: asking('similarity'),
    table: asking('table'),
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}
