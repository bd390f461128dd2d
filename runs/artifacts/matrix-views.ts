import { Piscina } from 'piscina';
import { fromWire, KindredError } from '#shared/api/errors.ts';
import type { MatrixInfo, MatrixKind, WindowAxes, WindowRequest } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { MatrixAnswers, MatrixReply, MatrixSource, MatrixTask } from './matrix-protocol.ts';

/** The matrices of runs, answered by a thread of their own so that the core's stays free. */
export type MatrixViews = {
  info(source: MatrixSource, kind: MatrixKind): Promise<MatrixInfo>;
  axes(source: MatrixSource, request: WindowRequest): Promise<WindowAxes>;
  window(source: MatrixSource, request: WindowRequest): Promise<MatrixWindow>;
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

  async function ask<K extends keyof MatrixAnswers>(task: MatrixTask & { ask: K }): Promise<MatrixAnswers[K]> {
    if (closed) throw new KindredError('unavailable', 'Kindred is closing and answers no more questions.');
    const reply = await pool.run(task).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new KindredError('unavailable', `The matrix thread stopped (${reason}). Ask again: it starts anew.`);
    });
    if (!reply.ok) throw fromWire(reply.error);
    return reply.value as MatrixAnswers[K];
  }

  return {
    info: (source, kind) => ask({ source, ask: 'info', kind }),
    axes: (source, request) => ask({ source, ask: 'axes', request }),
    window: (source, request) => ask({ source, ask: 'window', request }),
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}
