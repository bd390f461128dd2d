import { Piscina } from 'piscina';
import { valueOf, type TaskReply } from '#runs/threads/task-reply.ts';
import type { AppendTask, ServedBundle } from './helper-worker.ts';
import type { AppendResult } from './interaction-store.ts';

/** The threads of `helper-worker`: one that writes interactions, and one more while a bundle is read. */
export type Helpers = {
  append(task: AppendTask): Promise<AppendResult[]>;
  /** Reading and hashing 15 MB takes longer than anybody should wait for a recommendation. */
  readBundle(file: string): Promise<ServedBundle>;
  close(): Promise<void>;
};

/** @param worker  `helper-worker`, in source or bundled */
export function createHelpers(worker: URL): Helpers {
  const pool = new Piscina({
    filename: worker.href,
    minThreads: 1,
    maxThreads: 2,
    idleTimeout: 10_000,
    atomics: 'disabled',
  });
  const run = async <T>(name: string, task: object): Promise<T> =>
    valueOf((await pool.run(task, { name })) as TaskReply<T>);

  return {
    append: (task) => run('appendTask', task),
    readBundle: (file) => run('readBundleTask', { file }),
    close: () => pool.destroy(),
  };
}
