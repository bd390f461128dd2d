import { KindredError } from '#shared/api/errors.ts';
import type { AppEvent } from '#shared/api/api.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import type { ModelVersion, RegistryEvent } from '#shared/domain/model-version.ts';
import { QueryTrainRequest } from '#shared/domain/query-training.ts';
import type { Run } from '#shared/domain/run.ts';
import { unknownJob, type PerformanceJob, type PerformancePort } from '#runs/serving/performance/port.ts';
import type { ServedFile } from '#runs/serving/serving-host.ts';
import { bundleOf } from './bundles.ts';
import type { ConnectionService } from './connection-service.ts';
import type { CoreContext } from './context.ts';
import type { RunLifecycle } from './run-lifecycle.ts';

/** The tag of a run that was asked for over HTTP: the model that it becomes a version of. */
const jobTag = 'performance_job';
/** Makes a version that is live in its own model the one that answers. */
const activeAlias = 'active';

export type CorePerformancePort = PerformancePort & {
  /** The bundle of the version that answers; null where none does. */
  active(): Promise<ServedFile | null>;
  /** Makes a version of what a job has trained. */
  hear(event: AppEvent): void;
};

type Parts = {
  context: CoreContext;
  lifecycle: RunLifecycle;
  performance: Handlers['performance'];
  models: Handlers['models'];
  connections: ConnectionService;
};

/** What the serving API may ask of the core about query performance. */
export function createPerformancePort({
  context,
  lifecycle,
  performance,
  models,
  connections,
}: Parts): CorePerformancePort {
  const { store, log } = context;

  const versions = async (): Promise<ModelVersion[]> =>
    (await store.models.list('query_performance'))
      .flatMap((model) => model.versions)
      .sort((a, b) => b.created_at - a.created_at || b.version - a.version);

  /** Versions that are being made, by run: whoever asks meanwhile waits for the same one. */
  const making = new Map<string, Promise<ModelVersion>>();

  const versionFrom = async (run: Run): Promise<ModelVersion | undefined> =>
    (await versions()).find((version) => version.imported === null && version.run.id === run.id);

  /** The version that a finished job became; made now where whoever trained it ended before it was. */
  async function versionOf(run: Run): Promise<ModelVersion | null> {
    const found = await versionFrom(run);
    if (found || run.status !== 'FINISHED') return found ?? null;
    const made = making.get(run.id) ?? makeVersion(run).finally(() => making.delete(run.id));
    making.set(run.id, made);
    return made;
  }

  async function makeVersion(run: Run): Promise<ModelVersion> {
    try {
      const asked = { run: run.id, model: run.tags[jobTag]!, note: '', candidate: true };
      return (await models.register(asked)) as ModelVersion;
    } catch (error) {
      const made = await versionFrom(run);
      // Another process was quicker.
      if (made) return made;
      throw error;
    }
  }

  async function jobOf(run: Run): Promise<PerformanceJob> {
    const version = await versionOf(run);
    return { run: lifecycle.withProgress(run), model: run.tags[jobTag]!, modelVersion: version?.model_version ?? null };
  }

  return {
    refusal: null,
    async train({ model, note, ...request }) {
      // Refused before anything is trained: a name that is one of recommenders.
      await store.models.next({ name: model, kind: 'query_performance' }, null);
      const asked = QueryTrainRequest.parse({ ...request, note, tags: { [jobTag]: model } });
      const { runs } = await performance.train(asked);
      return { run: runs[0]!, model, modelVersion: null };
    },
    async job(id) {
      await lifecycle.reconcile();
      const run = await store.runs.find(id).catch(() => null);
      if (run?.id !== id || run.tags[jobTag] === undefined) throw unknownJob(id);
      return jobOf(run);
    },
    models: async () => ({ versions: await versions() }),
    async activate({ version: ref, note, override_reason }) {
      const version = await store.models.version(ref);
      const active = await activeVersion(context);
      if (active?.id === version.id) return null;
      if (version.status !== 'live')
        await models.promote({ version: version.id, note, group_limit: 0, override_reason });
      else await pointAt(version, note);
      return null;
    },
    async explain({ sql, connection }) {
      const target = connection === undefined ? await usualTarget() : { connection };
      return performance.explain({ target, sql }) as Promise<Awaited<ReturnType<PerformancePort['explain']>>>;
    },
    async active() {
      const version = await activeVersion(context);
      if (!version) return null;
      const { path: file, sha256 } = bundleOf(context, version);
      return { version: version.model_version, file, sha256 };
    },
    hear(event) {
      if (event.type !== 'run.changed' || event.run.status !== 'FINISHED' || !(jobTag in event.run.tags)) return;
      versionOf(event.run).catch((error: unknown) =>
        log('error', `Job ${event.run.id} did not become a version`, error),
      );
    },
  };

  /** Live already, and another model was promoted since. */
  async function pointAt({ model, version }: ModelVersion, note: string): Promise<void> {
    await models.setAlias({ model, alias: activeAlias, version: null, note });
    await models.setAlias({ model, alias: activeAlias, version, note });
  }

  /** The saved connection that the active model learned from, else the only one that there is. */
  async function usualTarget(): Promise<{ connection: string }> {
    const saved = await connections.list();
    const version = await activeVersion(context);
    const dataset =
      version &&
      (await store.queryDatasets.list()).find(({ fingerprint }) => fingerprint === version.dataset.fingerprint);
    const source = dataset?.recipe.source.replace(/^postgres:/, '');
    const own =
      saved.find(({ id, name }) => name === source || id === source) ?? (saved.length === 1 ? saved[0] : undefined);
    if (own) return { connection: own.id };
    const names = saved.map(({ name }) => `"${name}"`).join(', ');
    throw new KindredError(
      'invalid_input',
      saved.length === 0
        ? 'There is no saved connection to explain this at. Save one with "kindred connections save", or send the features.'
        : `Name the connection to explain this at: ${names}.`,
    );
  }
}

/** Of all models of the kind, the one that was promoted, rolled back or activated last. */
async function activeVersion({ store }: CoreContext): Promise<ModelVersion | null> {
  const isChoice = ({ kind, alias }: RegistryEvent) =>
    kind === 'promoted' || kind === 'rolled_back' || (kind === 'alias_set' && alias === activeAlias);
  let newest: { sequence: number; version: ModelVersion } | null = null;
  for (const { name, aliases, versions } of await store.models.list('query_performance')) {
    const version = versions.find((each) => each.version === aliases['live']);
    const chosen = version && (await store.models.history(name)).find(isChoice);
    if (chosen && chosen.sequence > (newest?.sequence ?? -1)) newest = { sequence: chosen.sequence, version };
  }
  return newest?.version ?? null;
}
