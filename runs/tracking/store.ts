import type { Kind } from '#shared/domain/kind.ts';
import type { RetrainSettings } from '#shared/domain/retraining.ts';
import type { GroupQuery, RunQuery } from '#shared/domain/run-query.ts';
import type { Artifact, ParamValue } from '#shared/domain/run.ts';
import type { SweepRequest, SweepStatus } from '#shared/domain/sweep.ts';
import type { ViewPage } from '#shared/domain/saved-view.ts';
import { backupTo } from './backup.ts';
import { finishRun, setRunDeleted, startRun, updateRun, type Ending, type RunPatch } from './change-run.ts';
import { readSettings, type Connection } from './connect.ts';
import {
  deleteConnection,
  findConnection,
  listConnections,
  saveConnection,
  type ConnectionChange,
} from './connections.ts';
import type { StoreContext } from './context.ts';
import { createRun, type NewRun } from './create-run.ts';
import { datasetsOf, interactionDatasets, queryDatasets } from './datasets.ts';
import { purgeDatasets } from './deleted-datasets.ts';
import { ensureExperiment, listExperiments } from './experiments.ts';
import { findRun } from './find-run.ts';
import { groupRuns } from './group-runs.ts';
import { heartbeat } from './lease.ts';
import { listRuns } from './list-runs.ts';
import { createLoggedValues } from './logged-values.ts';
import { logMetrics, metricHistory, type MetricEntry } from './log-metrics.ts';
import { logParams } from './log-params.ts';
import { schemaVersion } from './migrations.ts';
import { promoteVersion, rollBack, setAlias, type Promotion, type Signature } from './models/aliases.ts';
import { findModel, findVersion, listModels } from './models/find-model.ts';
import { modelHistory } from './models/model-events.ts';
import { nextVersion, registerVersion, type NamedModel, type NewVersion } from './models/register-version.ts';
import { bundlesOfVersions } from './models/version-files.ts';
import { reconcile } from './reconcile.ts';
import { deletePlan, findPlan, listPlans, savePlan } from './retrain-plans.ts';
import {
  beginRetraining,
  changeRetraining,
  endAbandonedRetrainings,
  retrainingsOf,
  type RetrainingPatch,
} from './retrainings.ts';
import { runColumns } from './run-columns.ts';
import { addArtifact, addSplit, artifactsOf, contents, type SplitFacts } from './run-files.ts';
import { createSweep, endSweep, findSweep, listSweeps, reconcileSweeps, resumeSweep, runsOfSweep } from './sweeps.ts';
import { verifyStore } from './verify.ts';
import { deleteUserGroup, listUserGroups, saveUserGroup, type NewUserGroup } from './user-groups.ts';
import { deleteView, listViews, renameView, saveView, type ViewChange } from './views.ts';

/**
 * The tracking store: every question that the core asks of it, each in a file of its own.
 * A write has been committed, and survives a loss of power, when its promise resolves.
 */
export function storeOver(connection: Connection, opened: Omit<StoreContext, 'logged'>) {
  const context: StoreContext = { ...opened, logged: createLoggedValues() };
  const { sqlite } = connection;
  let seen = dataVersion();

  function dataVersion(): unknown {
    return sqlite.pragma('data_version', { simple: true });
  }

  return {
    experiments: {
      list: (kind: Kind) => listExperiments(context, kind),
      ensure: (name: string, kind: Kind) => ensureExperiment(context, name, kind),
    },
    /** Datasets of interactions. */
    datasets: {
      ...datasetsOf(context, interactionDatasets),
      /** Of every kind. */
      purge: (before: number) => purgeDatasets(context, before),
    },
    /** Datasets of query samples. */
    queryDatasets: datasetsOf(context, queryDatasets),
    runs: {
      create: (run: NewRun) => createRun(context, run),
      find: (ref: string) => findRun(context, ref),
      list: (query: RunQuery) => listRuns(context, query),
      grouped: (query: GroupQuery) => groupRuns(context, query),
      columns: (query: Pick<RunQuery, 'kind' | 'filter' | 'deleted'>) => runColumns(context, query),
      start: (id: string) => startRun(context, id),
      heartbeat: (ids: readonly string[]) => heartbeat(context, ids),
      logParams: (id: string, params: Readonly<Record<string, ParamValue>>) => logParams(context, id, params),
      logMetrics: (id: string, entries: readonly MetricEntry[]) => logMetrics(context, id, entries),
      finish: (id: string, ending: Ending) => finishRun(context, id, ending),
      update: (id: string, patch: RunPatch) => updateRun(context, id, patch),
      setDeleted: (id: string, deleted: boolean) => setRunDeleted(context, id, deleted),
      history: (id: string, metric: string) => metricHistory(context, id, metric),
      addArtifact: (id: string, artifact: Artifact) => addArtifact(context, id, artifact),
      artifacts: (id: string) => artifactsOf(context, id),
      addSplit: (id: string, split: SplitFacts) => addSplit(context, id, split),
    },
    sweeps: {
      list: () => listSweeps(context),
      find: (ref: string) => findSweep(context, ref),
      runs: (id: string) => runsOfSweep(context, id),
      create: (name: string, request: SweepRequest) => createSweep(context, name, request),
      resume: (id: string) => resumeSweep(context, id),
      end: (id: string, status: Exclude<SweepStatus, 'RUNNING'>, error?: string) =>
        endSweep(context, id, status, error),
      reconcile: () => reconcileSweeps(context),
    },
    connections: {
      list: () => listConnections(context),
      find: (ref: string) => findConnection(context, ref),
      save: (change: ConnectionChange) => saveConnection(context, change),
      delete: (id: string) => deleteConnection(context, id),
    },
    userGroups: {
      list: (datasetId: string) => listUserGroups(context, datasetId),
      save: (group: NewUserGroup) => saveUserGroup(context, group),
      delete: (id: string) => deleteUserGroup(context, id),
    },
    views: {
      list: (page: ViewPage) => listViews(context, page),
      save: (view: ViewChange) => saveView(context, view),
      rename: (id: string, name: string) => renameView(context, id, name),
      delete: (id: string) => deleteView(context, id),
    },
    models: {
      list: (kind?: Kind) => listModels(context, kind),
      find: (name: string) => findModel(context, name),
      version: (ref: string, otherwise?: readonly string[]) => findVersion(context, ref, otherwise),
      next: (model: NamedModel, runId: string | null) => nextVersion(context, model, runId),
      register: (version: NewVersion) => registerVersion(context, version),
      promote: (promotion: Promotion) => promoteVersion(context, promotion),
      rollBack: (model: string, signature: Signature) => rollBack(context, model, signature),
      setAlias: (model: string, alias: string, version: number | null, signature: Signature) =>
        setAlias(context, model, alias, version, signature),
      history: (model: string) => modelHistory(context, model),
      bundles: () => bundlesOfVersions(context),
    },
    retraining: {
      plans: () => listPlans(context),
      plan: (model: string) => findPlan(context, model),
      savePlan: (plan: { model: string; by: string; settings: RetrainSettings }) => savePlan(context, plan),
      deletePlan: (model: string) => deletePlan(context, model),
      begin: (asked: { model: string; dueAt: number | null }) => beginRetraining(context, asked),
      change: (id: string, patch: RetrainingPatch) => changeRetraining(context, id, patch),
      history: (model: string, limit: number) => retrainingsOf(context, model, limit),
      endAbandoned: () => endAbandonedRetrainings(context),
    },
    /** Runs whose owner is gone become INTERRUPTED; returns them. */
    reconcile: () => reconcile(context),
    /** What is wrong with the store, a sentence each. */
    verify: () => verifyStore(context),
    contents: () => contents(context),
    backup: (to: string) => backupTo(sqlite, context.store, to),
    /** Whether another process wrote to the store since this was last asked. */
    async changedElsewhere(): Promise<boolean> {
      const before = seen;
      seen = dataVersion();
      return seen !== before;
    },
    schemaVersion,
    /** SQLite's settings as they are now, for diagnostics. */
    settings: () => readSettings(sqlite),
    /** What must be said of this store although it works. */
    warnings: connection.warnings,
    async close(): Promise<void> {
      await context.db.destroy();
      sqlite.close();
    },
  };
}

export type Store = ReturnType<typeof storeOver>;
