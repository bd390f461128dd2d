import type { SeedReport } from '#shared/domain/connection.ts';
import type { SeedRequest } from '#runs/data/postgres/seed/seed-dataset.ts';
import { stopFlag } from '#runs/threads/stop-flag.ts';
import type { Channel, TaskMessage } from './protocol.ts';
import { replyOf, type TaskReply } from '#runs/threads/task-reply.ts';
import { throttled } from './throttled.ts';

/** Writes a dataset into a database, in a thread. */
export function seedTask({ task, port, stop }: { task: SeedRequest } & Channel): Promise<TaskReply<SeedReport>> {
  const say = (message: TaskMessage) => port.postMessage(message);
  const onProgress = throttled((stage, done, total) => say({ type: 'progress', stage, done, total }));
  return replyOf(async () => {
    const { seedDataset } = await import('#runs/data/postgres/seed/seed-dataset.ts');
    return seedDataset(task, { onProgress, shouldStop: stopFlag(stop) });
  }, port);
}
