import { openArtifacts } from '#runs/artifacts/artifact-store.ts';
import { replyOf, type TaskReply } from '#runs/threads/task-reply.ts';
import { trainQueries, type QueryTrainTask } from '#runs/performance/train-queries.ts';
import { modelFiles, type RunFile } from './model-files.ts';
import { stopFlag } from '#runs/threads/stop-flag.ts';
import type { Channel, TaskMessage } from './protocol.ts';
import { throttled } from './throttled.ts';

export type QueryTrainThreadTask = QueryTrainTask & {
  /** Where artifact files are written; the core writes their rows. */
  artifactsRoot: string;
};

/** Trains a model of query performance, in a thread. */
export function queryTrainTask({
  task,
  port,
  stop,
}: { task: QueryTrainThreadTask } & Channel): Promise<TaskReply<null>> {
  const say = (message: TaskMessage) => port.postMessage(message);
  return replyOf(async () => {
    const artifacts = openArtifacts(task.artifactsRoot);
    const store = async (files: readonly RunFile[]) => {
      for (const { name, bytes, contentType } of files) {
        say({ type: 'artifact', artifact: { name, content_type: contentType, ...(await artifacts.put(bytes)) } });
      }
    };
    await trainQueries(task, {
      onProgress: throttled((stage, done, total) => say({ type: 'progress', stage, done, total })),
      onParams: (params) => say({ type: 'params', params }),
      onMetrics: (entries) => say({ type: 'metrics', entries }),
      onFiles: store,
      onModel: (saved) => store(modelFiles(saved)),
      shouldStop: stopFlag(stop),
    });
    return null;
  }, port);
}
