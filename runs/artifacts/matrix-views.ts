import { Piscina } from 'piscina';
import { fromWire, KindredError } from '#shared/api/errors.ts';
import type { MatrixAsk, MatrixQuestions, MatrixReply, MatrixSource, MatrixTask } from './matrix-protocol.ts';

/** The matrices of runs, answered by a thread of their own so that the core's stays free. */
export type MatrixViews = {
  [A in MatrixAsk]: (source: MatrixSource, query: MatrixQuestions[A]['query']) => Promise<MatrixQuestions[A]['answer']>;
} & { close(): Promise<void> };

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
    async (source: MatrixSource, query: MatrixQuestions[A]['query']): Promise<MatrixQuestions[A]['answer']> => {
      if (closed) throw new KindredError('unavailable', 'Kindred is closing and answers no more questions.');
      const reply = await pool.run({ source, ask, query } as MatrixTask).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new KindredError('unavailable', `The matrix thread stopped (${reason}). Ask again: it starts anew.`);
      });
      if (!reply.ok) throw fromWire(reply.error);
      return reply.value as MatrixQuestions[A]['answer'];
    };

  return {
    info: asking('info'),
    axes: asking('axes'),
    window: asking('window'),
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
