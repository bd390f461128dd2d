import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import type { Connection } from '#shared/domain/connection.ts';
import { Recipe, type Dataset } from '#shared/domain/dataset.ts';
import type { DemoDatabase } from '#runs/data/postgres/demo-database.ts';
import type { ConnectionService } from './connection-service.ts';
import type { CoreContext } from './context.ts';
import type { DatasetJobs } from './dataset-jobs.ts';

const connectionName = 'Demo Postgres';
const datasetName = 'demo-feed';
const feed = {
  source: 'synthetic:feed',
  options: { users: 1500, items: 600, interactions: 60_000, days: 30, seed: 1 },
};

/** A Postgres for people who have none: started when it is asked for, ended with the core. */
export function createDemoPostgres(
  { store, trainer, paths, emit }: CoreContext,
  jobs: DatasetJobs,
  connections: ConnectionService,
) {
  let running: Promise<DemoDatabase> | undefined;
  let isClosed = false;

  function database(): Promise<DemoDatabase> {
    if (isClosed) throw new KindredError('unavailable', 'Kindred is closing.');
    running ??= import('#runs/data/postgres/demo-database.ts')
      .then(({ openDemoDatabase }) => openDemoDatabase(paths.home))
      .catch((error: unknown) => {
        running = undefined;
        throw error;
      });
    return running;
  }

  /** The same connection each time; its port and password change with each start. */
  async function saveConnection({ reader }: DemoDatabase): Promise<Connection> {
    const known = (await connections.list()).find(({ name }) => name === connectionName);
    const saved = await connections.save({ connection: known?.id, name: connectionName, ...reader });
    emit({ type: 'connections.changed' });
    return saved;
  }

  async function seed({ owner, isEmpty }: DemoDatabase): Promise<void> {
    if (!isEmpty) return;
    const { fingerprint } = await jobs.create(datasetName, { recipe: Recipe.parse(feed), root: paths.datasets });
    const snapshotFolder = join(paths.datasets, fingerprint);
    await jobs.run(datasetName, (report) =>
      trainer.seed({ target: owner, snapshotFolder, dataset: datasetName, schema: 'public' }, report),
    );
    // What was generated has done its work, unless a dataset is the same.
    const isUsed = [...(await store.datasets.list()), ...(await store.datasets.deleted())].some(
      (dataset) => dataset.fingerprint === fingerprint,
    );
    if (!isUsed) await rm(snapshotFolder, { recursive: true, force: true });
  }

  return {
    /** Starts it where it does not run, fills it where it is empty, and reads it like any other database. */
    async open(): Promise<{ connection: Connection; dataset: Dataset }> {
      const found = await database();
      const connection = await saveConnection(found);
      await seed(found);
      const recipe = Recipe.parse({ source: `postgres:${connectionName}` });
      const targets = await connections.targetsOf(recipe);
      const facts = await jobs.create(datasetName, { recipe, root: paths.datasets, targets });
      const dataset = await store.datasets.insert(datasetName, facts);
      emit({ type: 'dataset.changed', dataset });
      return { connection, dataset };
    },
    async close(): Promise<void> {
      isClosed = true;
      const found = await running?.catch(() => undefined);
      await found?.stop();
    },
  };
}

export type DemoPostgres = ReturnType<typeof createDemoPostgres>;
