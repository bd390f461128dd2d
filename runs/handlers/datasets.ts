import { join } from 'node:path';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import { Recipe, type Dataset } from '#shared/domain/dataset.ts';
import { sources } from '#runs/data/sources.ts';
import type { ConnectionService } from './connection-service.ts';
import type { CoreContext } from './context.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { DatasetJobs } from './dataset-jobs.ts';

const sampleName = 'six-groups';

export function datasetHandlers(
  { store, trainer, analysis, paths, emit }: CoreContext,
  jobs: DatasetJobs,
  connections: ConnectionService,
  files: DatasetFiles,
): Pick<Handlers, 'sources' | 'datasets'> {
  const insert = async (name: string, facts: Awaited<ReturnType<DatasetJobs['create']>>): Promise<Dataset> => {
    const dataset = await store.datasets.insert(name, facts);
    emit({ type: 'dataset.changed', dataset });
    return dataset;
  };

  async function create(name: string, recipe: Recipe): Promise<Dataset> {
    const targets = await connections.targetsOf(recipe);
    return insert(name, await jobs.create(name, { recipe, root: paths.datasets, targets }));
  }

  /** Newer rows are those beyond the bound that the version wrote down. */
  async function refresh({ name, version, recipe, fingerprint, profile }: Dataset): Promise<Dataset> {
    const { since, until, ...options } = recipe.options;
    if (until === undefined) throw notRefreshable(name, version, recipe);
    const facts = await jobs.create(name, {
      recipe: { ...recipe, options: { ...options, since: until } },
      root: paths.datasets,
      targets: await connections.targetsOf(recipe),
      base: {
        snapshotFolder: join(paths.datasets, fingerprint),
        types: profile.types,
        dropped: profile.dropped,
      },
    });
    const { since: _before, ...understood } = facts.recipe.options;
    const whole = since === undefined ? understood : { ...understood, since };
    return insert(name, { ...facts, recipe: { ...facts.recipe, options: whole } });
  }

  return {
    sources: {
      list: () =>
        sources.map(({ scheme, title, description, options }) => ({
          name: scheme,
          title,
          description,
          schema: z.toJSONSchema(options, { io: 'input' }),
        })),
      preview: files.preview,
    },
    datasets: {
      list: () => store.datasets.list(),
      show: ({ dataset }) => store.datasets.find(dataset),
      create: ({ name, recipe }) => create(name, recipe),
      underWay: () => jobs.underWay(),
      cancel: ({ name }) => ({ cancelled: jobs.cancel(name) }),
      export: files.export,
      refresh: async ({ dataset }) => refresh(await store.datasets.find(dataset)),
      async seed({ dataset, to, schema }) {
        const found = await store.datasets.find(dataset);
        const target = await connections.writableTarget(to);
        const snapshotFolder = join(paths.datasets, found.fingerprint);
        const of = `${found.name}@${found.version}`;
        return jobs.run(found.name, (report) => trainer.seed({ target, snapshotFolder, dataset: of, schema }, report));
      },
      async split({ dataset, split }) {
        const { recipe, fingerprint } = await store.datasets.find(dataset);
        const { weighting } = recipe;
        return analysis.split({ snapshotFolder: join(paths.datasets, fingerprint), split, weighting });
      },
      async openSample() {
        const existing = (await store.datasets.list()).find((dataset) => dataset.name === sampleName);
        return (
          existing ?? create(sampleName, Recipe.parse({ source: 'synthetic:groups', options: { preset: sampleName } }))
        );
      },
      async delete({ dataset }) {
        const found = await store.datasets.find(dataset);
        await store.datasets.delete(found.id);
        emit({ type: 'dataset.deleted', id: found.id });
        return { deleted: found };
      },
      deleted: () => store.datasets.deleted(),
      async restore({ dataset }) {
        const restored = await store.datasets.restore(dataset);
        emit({ type: 'dataset.changed', dataset: restored });
        return restored;
      },
    },
  };
}

const notRefreshable = (name: string, version: number, { source }: Recipe) =>
  new KindredError(
    'conflict',
    source.startsWith('postgres:')
      ? `Dataset "${name}" version ${version} was read without a column by which newer rows are told. Create it again with --set watermark=COLUMN (a time, or an id that grows).`
      : `Dataset "${name}" version ${version} comes from ${source}, which is read as a whole. Create a new version from it instead.`,
  );
