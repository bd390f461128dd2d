import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { setTimeout as wait } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { KindredError } from '#shared/api/errors.ts';
import type { SeedReport } from '#shared/domain/connection.ts';
import type { DatasetFacts } from '#runs/data/create-dataset.ts';
import type { SeedRequest } from '#runs/data/postgres/seed/seed-dataset.ts';
import type { Exported } from '#runs/data/export/export-dataset.ts';
import type {
  CreateDatasetTask,
  EvaluateTask,
  ExportDatasetTask,
  TaskMessage,
  Threads,
  TrainTask,
} from './protocol.ts';
import type { QueryTrainThreadTask } from './query-train-task.ts';
import { newStop, raiseStop } from '#runs/threads/stop-flag.ts';
import { valueOf, type TaskReply } from '#runs/threads/task-reply.ts';

export type TrainerOptions = {
  worker: URL;
  kernelWorker: URL;
  evaluateWorker: URL;
  /** Tasks at a time; each may use `threads` threads for its matrix products and its evaluation. */
  concurrency: number;
  threads: number;
};

/** A task that is queued or runs. */
export type Job<T> = {
  /** Settles when the task's thread has said its last word; everything it reported has been handed on by then. */
  done: Promise<T>;
  /** Resolves when the task leaves the queue. */
  started: Promise<void>;
  /** Raises the stop flag; a thread that does not notice within a second is ended. */
  stop(): void;
};

export type OnMessage = (message: TaskMessage) => void;

/** How long a thread may take to notice the flag before it is ended. */
const graceMs = 1000;

/** How many tasks run at a time on these processors, and how many threads each may use. */
export function shareOut(processors: number): { concurrency: number; threads: number } {
  const concurrency = Math.max(1, processors >> 1);
  return { concurrency, threads: Math.max(1, Math.floor(processors / concurrency)) };
}

/** Training threads and their queue. Threads are kept warm between tasks. */
export function createTrainer({ worker, kernelWorker, evaluateWorker, concurrency, threads }: TrainerOptions) {
  // With Piscina's atomics an idle thread sleeps without its event loop, and the close of its port would never be told.
  const pool = new Piscina({
    filename: worker.href,
    minThreads: 0,
    maxThreads: concurrency,
    idleTimeout: 60_000,
    atomics: 'disabled',
  });

  const ofEach: Threads = { threads, kernelWorker: kernelWorker.href, evaluateWorker: evaluateWorker.href };

  function run<Task, T>(name: string, task: Task, onMessage: OnMessage): Job<T> {
    const { port1, port2 } = new MessageChannel();
    const stop = newStop();
    const abort = new AbortController();
    const started = Promise.withResolvers<void>();
    let running = false;
    port1.on('message', (message: TaskMessage) => {
      running = true;
      started.resolve();
      if (message.type !== 'started') onMessage(message);
    });
    const closed = once(port1, 'close');

    async function finish(): Promise<T> {
      try {
        const reply: TaskReply<T> = await pool.run(
          { task, port: port2, stop },
          { name, transferList: [port2], signal: abort.signal },
        );
        // The port closes after its last message was delivered.
        await closed;
        return valueOf(reply);
      } catch (error) {
        if (abort.signal.aborted) throw new KindredError('cancelled', 'The run was cancelled.');
        throw error;
      } finally {
        port1.close();
        started.resolve();
      }
    }

    return {
      done: finish(),
      started: started.promise,
      stop() {
        raiseStop(stop);
        if (running) void wait(graceMs, undefined, { ref: false }).then(() => abort.abort());
        else abort.abort();
      },
    };
  }

  return {
    train: (task: Omit<TrainTask, keyof Threads>, onMessage: OnMessage): Job<null> =>
      run('trainTask', { ...task, ...ofEach }, onMessage),
    evaluate: (task: Omit<EvaluateTask, keyof Threads>, onMessage: OnMessage): Job<null> =>
      run('evaluateTask', { ...task, ...ofEach }, onMessage),
    /** A model of query performance. */
    trainQueries: (task: QueryTrainThreadTask, onMessage: OnMessage): Job<null> =>
      run('queryTrainTask', task, onMessage),
    createDataset: (task: CreateDatasetTask, onMessage: OnMessage): Job<DatasetFacts> =>
      run<CreateDatasetTask, DatasetFacts>('createDatasetTask', task, onMessage),
    exportDataset: (task: ExportDatasetTask, onMessage: OnMessage): Job<Exported> =>
      run<ExportDatasetTask, Exported>('exportDatasetTask', task, onMessage),
    seed: (task: SeedRequest, onMessage: OnMessage): Job<SeedReport> =>
      run<SeedRequest, SeedReport>('seedTask', task, onMessage),
    close: () => pool.destroy(),
  };
}

export type Trainer = ReturnType<typeof createTrainer>;
