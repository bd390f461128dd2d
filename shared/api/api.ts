import { z } from 'zod';
import { ConnectionStage } from '#shared/domain/connection.ts';
import { DatasetProgress } from '#shared/domain/dataset-progress.ts';
import { Dataset } from '#shared/domain/dataset.ts';
import { MetricValue } from '#shared/domain/metric.ts';
import { ModelName, RegistryEvent } from '#shared/domain/model-version.ts';
import { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Retraining } from '#shared/domain/retraining.ts';
import { Run } from '#shared/domain/run.ts';
import { ServingStatus } from '#shared/domain/serving.ts';
import { Sweep } from '#shared/domain/sweep.ts';
import { algorithms } from './calls/algorithms.ts';
import { connections } from './calls/connections.ts';
import { datasets } from './calls/datasets.ts';
import { demo } from './calls/demo.ts';
import { experiments } from './calls/experiments.ts';
import { lists } from './calls/lists.ts';
import { matrix } from './calls/matrix.ts';
import { models } from './calls/models.ts';
import { performance } from './calls/performance.ts';
import { retraining } from './calls/retraining.ts';
import { runs } from './calls/runs.ts';
import { serving } from './calls/serving.ts';
import { sources } from './calls/sources.ts';
import { studio } from './calls/studio.ts';
import { sweeps } from './calls/sweeps.ts';
import { system } from './calls/system.ts';
import { userGroups } from './calls/user-groups.ts';
import { users } from './calls/users.ts';
import { views } from './calls/views.ts';

/** What the workbench, the command line and the web host can ask of the core. */
export const api = {
  system,
  sources,
  datasets,
  studio,
  connections,
  demo,
  algorithms,
  experiments,
  runs,
  userGroups,
  views,
  lists,
  users,
  sweeps,
  models,
  retraining,
  matrix,
  performance,
  serving,
};
export type Api = typeof api;

/** What the core tells everyone who listens. */
export const AppEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run.changed'), run: Run }),
  z.object({ type: z.literal('run.progress'), id: z.string(), stage: z.string(), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('run.metric'), id: z.string(), name: z.string(), step: z.int(), value: MetricValue }),
  z.object({ type: z.literal('sweep.changed'), sweep: Sweep }),
  z.object({ type: z.literal('dataset.changed'), dataset: Dataset }),
  /** A version of query samples was made. */
  z.object({ type: z.literal('queryDataset.changed'), dataset: QueryDataset }),
  /** A version was registered, promoted or rolled back, or an alias was moved. */
  z.object({ type: z.literal('model.changed'), model: ModelName, event: RegistryEvent }),
  z.object({ type: z.literal('retraining.changed'), retraining: Retraining }),
  z.object({ type: z.literal('dataset.deleted'), id: z.string() }),
  DatasetProgress.extend({ type: z.literal('dataset.progress') }),
  /** What was done under the name of a dataset is over; the sentence says why it failed, null where it did not. */
  z.object({ type: z.literal('dataset.ended'), name: z.string(), error: z.string().nullable() }),
  /** What must be said of a dataset although it is created. */
  z.object({ type: z.literal('dataset.warning'), name: z.string(), message: z.string() }),
  z.object({ type: z.literal('connection.stage'), id: z.string(), stage: ConnectionStage }),
  z.object({ type: z.literal('connections.changed') }),
  /** The application's menu asks the page to run one of its commands (`shared/domain/workbench-command.ts`). */
  z.object({ type: z.literal('command.asked'), id: z.string() }),
  /** The serving API started, stopped, failed or changed what it serves. */
  z.object({ type: z.literal('serving.changed'), status: ServingStatus }),
  /** The connection was away: whatever was read before may be old. */
  z.object({ type: z.literal('resync') }),
]);
export type AppEvent = z.infer<typeof AppEvent>;
