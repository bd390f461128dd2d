import { openArtifacts } from '#runs/artifacts/artifact-store.ts';
import { createDataset, type DatasetFacts } from '#runs/data/create-dataset.ts';
import { exportDataset, type Exported } from '#runs/data/export/export-dataset.ts';
import { readEvents, readSnapshot } from '#runs/data/snapshot.ts';
import type { BaseVersion } from '#runs/data/source.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { evaluateRun } from './evaluate-run.ts';
import { createEvaluator } from './evaluator.ts';
import type { TrainHooks } from './hooks.ts';
import { parallelCompute } from './parallel-compute.ts';
import type {
  Channel,
  CreateDatasetTask,
  EvaluateTask,
  ExportDatasetTask,
  TaskMessage,
  Threads,
  TrainTask,
} from './protocol.ts';
import { stopFlag } from '#runs/threads/stop-flag.ts';
import { replyOf, type TaskReply } from '#runs/threads/task-reply.ts';
import { openSpillFile } from './spill-file.ts';
import { throttled } from './throttled.ts';
import { train } from './train.ts';

export { queryTrainTask } from './query-train-task.ts';
export { seedTask } from './seed-task.ts';

/** The training thread's tasks, by name; Piscina runs one at a time in each thread. */
export const trainTask = ({ task, ...channel }: { task: TrainTask } & Channel): Promise<TaskReply<null>> =>
  withHooks(task, channel, (hooks) => train(task, hooks), task.spill);

export const evaluateTask = ({ task, ...channel }: { task: EvaluateTask } & Channel): Promise<TaskReply<null>> =>
  withHooks(task, channel, (hooks) => evaluateRun(task, hooks));

/** Gives a run's work its threads and the core's ear. */
function withHooks(
  task: Threads & { artifactsRoot: string },
  { port, stop }: Channel,
  work: (hooks: TrainHooks) => Promise<void>,
  spilled?: TrainTask['spill'],
): Promise<TaskReply<null>> {
  return replyOf(async () => {
    const shouldStop = stopFlag(stop);
    const say = (message: TaskMessage) => port.postMessage(message);
    const artifacts = openArtifacts(task.artifactsRoot);
    const spill = spilled && { bytes: spilled.bytes, open: () => openSpillFile(spilled.folder) };
    const parallel =
      task.threads > 1
        ? parallelCompute(task.threads, new URL(task.kernelWorker), shouldStop, { ...(spill && { spill }) })
        : null;
    const evaluator = createEvaluator({ threads: task.threads, workerUrl: new URL(task.evaluateWorker) });
    try {
      await work({
        compute: parallel ?? localCompute(shouldStop, undefined, spill),
        evaluator,
        shouldStop,
        onProgress: throttled((stage, done, total) => say({ type: 'progress', stage, done, total })),
        onParams: (params) => say({ type: 'params', params }),
        onMetrics: (entries) => say({ type: 'metrics', entries }),
        async onFile(name, bytes, contentType) {
          say({ type: 'artifact', artifact: { name, content_type: contentType, ...(await artifacts.put(bytes)) } });
        },
      });
      return null;
    } finally {
      await Promise.all([parallel?.close(), evaluator.close()]);
    }
  }, port);
}

export function createDatasetTask({
  task,
  port,
  stop,
}: { task: CreateDatasetTask } & Channel): Promise<TaskReply<DatasetFacts>> {
  const say = (message: TaskMessage) => port.postMessage(message);
  const { recipe, root, base, targets } = task;
  return replyOf(
    () =>
      createDataset(recipe, root, {
        ...(targets && { targets }),
        ...(base && { base: baseOf(base) }),
        onProgress: throttled((stage, done, total, note) =>
          say({ type: 'progress', stage, done, total, ...(note !== undefined && { note }) }),
        ),
        onWarning: (message) => say({ type: 'warning', message }),
        shouldStop: stopFlag(stop),
      }),
    port,
  );
}

export function exportDatasetTask({
  task,
  port,
  stop,
}: { task: ExportDatasetTask } & Channel): Promise<TaskReply<Exported>> {
  const onProgress = throttled((stage, done, total) =>
    port.postMessage({ type: 'progress', stage, done, total } satisfies TaskMessage),
  );
  return replyOf(() => exportDataset(task, { onProgress, shouldStop: stopFlag(stop) }), port);
}

function baseOf({ snapshotFolder, types, dropped }: NonNullable<CreateDatasetTask['base']>): BaseVersion {
  return { snapshot: readSnapshot(snapshotFolder), events: readEvents(snapshotFolder), types, dropped };
}
