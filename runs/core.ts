import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { AppEvent } from '#shared/api/api.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import { openArtifacts } from '#runs/artifacts/artifact-store.ts';
import { createMatrixViews } from '#runs/artifacts/matrix-views.ts';
import { createAnalysis } from '#runs/training/analysis.ts';
import { createPreviews } from '#runs/training/previews.ts';
import { createTrainer, shareOut } from '#runs/training/trainer.ts';
import { usableMemory } from '#runs/training/usable-memory.ts';
import { systemClock, type Clock } from '#runs/tracking/clock.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { fileSecrets } from '#runs/secrets/file-secrets.ts';
import type { SecretStore } from '#runs/secrets/secret-store.ts';
import { algorithmHandlers } from '#runs/handlers/algorithms.ts';
import type { ByteAnswer } from '#runs/handlers/byte-answer.ts';
import { bytesHandler, uploadHandler } from '#runs/handlers/bytes.ts';
import { createConnectionService } from '#runs/handlers/connection-service.ts';
import { connectionHandlers } from '#runs/handlers/connections.ts';
import type { CoreContext } from '#runs/handlers/context.ts';
import { createDatasetFiles } from '#runs/handlers/dataset-files.ts';
import { createDatasetJobs } from '#runs/handlers/dataset-jobs.ts';
import { createDemoPostgres } from '#runs/handlers/demo-postgres.ts';
import { datasetHandlers } from '#runs/handlers/datasets.ts';
import { purgeDeleted } from '#runs/handlers/purge-deleted.ts';
import { matrixHandlers } from '#runs/handlers/matrix.ts';
import { followRegistry } from '#runs/handlers/follow-registry.ts';
import { modelHandlers } from '#runs/handlers/models.ts';
import { createPerformancePort, type CorePerformancePort } from '#runs/handlers/performance-port.ts';
import { createRetraining } from '#runs/handlers/retraining/retraining.ts';
import { createRunLifecycle } from '#runs/handlers/run-lifecycle.ts';
import { performanceHandlers } from '#runs/handlers/performance.ts';
import { runHandlers } from '#runs/handlers/runs.ts';
import { servedModels, servedSlots } from '#runs/handlers/served-slots.ts';
import { servingHandlers } from '#runs/handlers/serving.ts';
import { studioHandlers } from '#runs/handlers/studio.ts';
import { createSweeps } from '#runs/handlers/sweeps/create-sweeps.ts';
import { sweepHandlers } from '#runs/handlers/sweeps/sweep-handlers.ts';
import { systemHandlers } from '#runs/handlers/system.ts';
import { userGroupHandlers } from '#runs/handlers/user-groups.ts';
import { viewHandlers } from '#runs/handlers/views.ts';
import { listHandlers } from '#runs/handlers/lists.ts';
import { userHandlers } from '#runs/handlers/users.ts';
import { createUploads } from '#runs/handlers/uploads.ts';
import type { UploadReply } from '#shared/domain/upload.ts';
import { noServing } from '#runs/serving/no-serving.ts';
import type { ServingHost } from '#runs/serving/serving-host.ts';

export type { ByteAnswer, ByteStream } from '#runs/handlers/byte-answer.ts';

export type CoreConfig = {
  /** The data folder (DESIGN 6); made where it is absent. */
  home: string;
  version: string;
  /** Entry files of the worker threads, in source or bundled. */
  workers: { training: URL; kernel: URL; evaluate: URL; matrix: URL; analysis: URL };
  /** Processors to use; all of them unless said. */
  threads?: number;
  /** Refuse a run whose estimate is above; what `usableMemory` leaves unless said. */
  memoryLimitBytes?: number;
  /** Refuse uploads of larger files; 16 GB unless said. */
  uploadLimitBytes?: number;
  clock?: Clock;
  /** Where passwords of databases are kept; in a folder of the data folder that only this user may read, unless said. */
  secrets?: SecretStore;
  /** Who decides, for the history of models: the user of this computer. */
  who?: string;
  /** The serving API that this host offers; the core ends it when it closes. */
  serving?: ServingHost;
  /** Whether this host stays and follows the plans of retraining. */
  schedules?: boolean;
  log?: (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;
};

/** The core as hosts see it: the contract's handlers, its events, bytes by path, and an end. */
export type Core = {
  handlers: Handlers;
  listen(listener: (event: AppEvent) => void): () => void;
  /** Matrix windows, artifacts and exports, which travel beside the contract. */
  bytes(path: string, query: Record<string, string>): Promise<ByteAnswer>;
  /** Takes a part of a file that was dropped on the page. */
  upload(path: string, query: Record<string, string>, part: Uint8Array): Promise<UploadReply>;
  /** What a serving API may ask about query performance. */
  performance: CorePerformancePort;
  /** Runs that are queued or run in this process. */
  activeRuns(): number;
  /** Ends threads and the store; runs that still train become INTERRUPTED and keep what they logged. */
  close(): Promise<void>;
};

const defaultUploadBytes = 16e9;

/** Opens the data folder and joins the rooms into the contract. */
export async function createCore(config: CoreConfig): Promise<Core> {
  const paths = foldersOf(config.home);
  await mkdir(config.home, { recursive: true });
  const clock = config.clock ?? systemClock;
  const log = config.log ?? (() => {});
  const store = await openStore({ file: paths.database, backups: paths.backups, clock });

  const listeners = new Set<(event: AppEvent) => void>();
  const threads = config.threads ?? availableParallelism();
  const serving = config.serving ?? noServing;
  const follower = followRegistry(
    serving,
    (model) => servedSlots(context, model),
    () => performancePort.active(),
    log,
  );
  listeners.add(follower.hear);
  const context: CoreContext = {
    config: { ...config, threads, who: config.who ?? 'unknown' },
    memoryLimit: () => config.memoryLimitBytes ?? usableMemory(),
    paths,
    clock,
    log,
    store,
    artifacts: openArtifacts(paths.artifacts),
    trainer: createTrainer({
      worker: config.workers.training,
      kernelWorker: config.workers.kernel,
      evaluateWorker: config.workers.evaluate,
      ...shareOut(threads),
    }),
    analysis: createAnalysis({ worker: config.workers.analysis }),
    previews: createPreviews({ worker: config.workers.analysis }),
    views: createMatrixViews({ workerUrl: config.workers.matrix }),
    emit: (event) => listeners.forEach((listener) => listener(event)),
    served: follower.settled,
  };

  const stopListening = serving.listen((status) => context.emit({ type: 'serving.changed', status }));

  const secrets = config.secrets ?? fileSecrets(paths.secrets);
  const connections = createConnectionService(store, secrets, process.env);
  const datasetJobs = createDatasetJobs(context);
  const demoPostgres = createDemoPostgres(context, datasetJobs, connections);
  const datasetFiles = createDatasetFiles(context, datasetJobs);
  const lifecycle = createRunLifecycle(context);
  await lifecycle.reconcile();
  const sweeps = createSweeps(context, lifecycle);
  await store.sweeps.reconcile();
  await purgeDeleted(context);
  const datasets = datasetHandlers(context, datasetJobs, connections, datasetFiles);
  const models = modelHandlers(context);
  const performance = performanceHandlers(context, lifecycle, datasetJobs, connections);
  const performancePort = createPerformancePort({
    context,
    lifecycle,
    performance,
    models: models.models,
    connections,
  });
  listeners.add(performancePort.hear);
  serving.usePort(performancePort);
  const parts = { context, lifecycle, datasets: datasets.datasets, setAlias: models.models.setAlias };
  const retraining = createRetraining(parts);
  listeners.add((event) => {
    if (event.type === 'retraining.changed' && event.retraining.ended_at !== null) {
      serving.retrained(event.retraining.outcome);
    }
    if (event.type !== 'resync') return;
    void retraining.reload().catch((error: unknown) => log('error', 'Plans of retraining were not read', error));
  });
  if (config.schedules) await retraining.startSchedule();

  return {
    handlers: {
      system: systemHandlers(context),
      ...datasets,
      connections: connectionHandlers(context, connections),
      demo: { postgres: () => demoPostgres.open() },
      ...algorithmHandlers(context, lifecycle),
      ...runHandlers(context, lifecycle),
      sweeps: sweepHandlers(sweeps),
      lists: listHandlers(context),
      users: userHandlers(context),
      ...models,
      retraining: retraining.handlers,
      ...viewHandlers(context),
      ...userGroupHandlers(context),
      matrix: matrixHandlers(context),
      studio: studioHandlers(context),
      performance,
      serving: servingHandlers(serving, (model) => servedModels(context, model, performancePort.active)),
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    bytes: bytesHandler(context, datasetFiles),
    upload: uploadHandler(createUploads(paths.uploads, { fileBytes: config.uploadLimitBytes ?? defaultUploadBytes })),
    performance: performancePort,
    activeRuns: () => lifecycle.active(),
    async close() {
      stopListening();
      await sweeps.stop();
      await Promise.all([lifecycle.close(), datasetJobs.close(), serving.close()]);
      await sweeps.close();
      await retraining.close();
      await Promise.all([
        context.trainer.close(),
        context.analysis.close(),
        context.previews.close(),
        context.views.close(),
      ]);
      await demoPostgres.close();
      await store.close();
    },
  };
}

/** Where things are in the data folder. */
export function foldersOf(home: string): CoreContext['paths'] {
  return {
    home,
    database: join(home, 'kindred.db'),
    artifacts: join(home, 'artifacts'),
    datasets: join(home, 'datasets'),
    bundles: join(home, 'bundles'),
    backups: join(home, 'backups'),
    secrets: join(home, 'secrets'),
    temporary: join(home, 'tmp'),
    uploads: join(home, 'uploads'),
  };
}
