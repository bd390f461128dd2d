import type { DatasetProgress } from '#shared/domain/dataset-progress.ts';
import { KindredError } from '#shared/api/errors.ts';
import type { DatasetFacts } from '#runs/data/create-dataset.ts';
import type { CreateDatasetTask, TaskMessage } from '#runs/training/protocol.ts';
import type { Job } from '#runs/training/trainer.ts';
import type { CoreContext } from './context.ts';

/** Datasets that are being created, by name. What they report is told to everyone who listens. */
export function createDatasetJobs({ trainer, emit }: CoreContext) {
  const jobs = new Map<string, Job<unknown>>();
  const progress = new Map<string, DatasetProgress>();

  /** @throws KindredError conflict while another one is created under the name */
  async function run<T>(name: string, start: (report: (message: TaskMessage) => void) => Job<T>): Promise<T> {
    if (jobs.has(name)) {
      throw new KindredError('conflict', `A version of "${name}" is being created. Wait for it, or cancel it first.`);
    }
    const job = start((message) => report(name, message));
    jobs.set(name, job);
    try {
      const done = await job.done;
      end(name, null);
      return done;
    } catch (error) {
      end(name, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  function end(name: string, error: string | null): void {
    jobs.delete(name);
    progress.delete(name);
    emit({ type: 'dataset.ended', name, error });
  }

  function report(name: string, message: TaskMessage): void {
    if (message.type === 'warning') emit({ type: 'dataset.warning', name, message: message.message });
    if (message.type === 'progress') {
      const { stage, done, total, note } = message;
      const reached = { name, stage, done, total, ...(note !== undefined && { note }) };
      progress.set(name, reached);
      emit({ type: 'dataset.progress', ...reached });
    }
  }

  return {
    run,
    underWay: (): DatasetProgress[] =>
      [...jobs.keys()].map((name) => progress.get(name) ?? { name, stage: 'Starting', done: 0, total: 0 }),
    create: (name: string, task: CreateDatasetTask): Promise<DatasetFacts> =>
      run(name, (onMessage) => trainer.createDataset(task, onMessage)),
    cancel(name: string): boolean {
      jobs.get(name)?.stop();
      return jobs.has(name);
    },
    /** Stops all of them, so that no server goes on working for nobody. */
    async close(): Promise<void> {
      const ending = [...jobs.values()];
      for (const job of ending) job.stop();
      await Promise.allSettled(ending.map(({ done }) => done));
    },
  };
}

export type DatasetJobs = ReturnType<typeof createDatasetJobs>;
