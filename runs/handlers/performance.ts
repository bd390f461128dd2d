import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '#shared/api/rpc.ts';
import { QueryOptions } from '#shared/domain/query-dataset.ts';
import { readFeatures } from '#shared/domain/query-features.ts';
import type { ConnectionService } from './connection-service.ts';
import type { CoreContext } from './context.ts';
import type { DatasetJobs } from './dataset-jobs.ts';
import { correctionFor } from './measured-estimate.ts';
import { createQueryDataset } from './query-datasets.ts';
import { queryModelOf, queryReportOf } from './query-models.ts';
import { planQueryRun, startQueryRuns } from './query-runs.ts';
import type { RunLifecycle } from './run-lifecycle.ts';
import { queryChanges } from '#runs/training/query-changes.ts';
import { queryAlgorithms } from '#runs/performance/algorithms/algorithms.ts';
import { predict } from '#runs/performance/query-model.ts';
import { samplePage } from '#runs/performance/sample-page.ts';
import { readQuerySnapshot } from '#runs/performance/snapshot.ts';

/** The driver is loaded when a database is asked for the first time. */
const postgres = () => import('#runs/performance/look-at-queries.ts');

/** The second model family: samples of queries, models of their execution times. */
export function performanceHandlers(
  context: CoreContext,
  lifecycle: RunLifecycle,
  jobs: DatasetJobs,
  connections: ConnectionService,
): Handlers['performance'] {
  const { store, paths, emit } = context;
  return {
    source: () => ({
      name: 'postgres',
      title: 'Postgres statistics',
      description:
        'Execution times of queries from pg_stat_statements, looked at several times, or from a table of query metrics; what is known of each before it is executed comes from EXPLAIN.',
      schema: z.toJSONSchema(QueryOptions, { io: 'input' }),
    }),
    algorithms: () =>
      queryAlgorithms.map(({ name, title, description, config }) => ({
        name,
        title,
        description,
        schema: z.toJSONSchema(config, { io: 'input' }),
      })),
    check: async ({ target }) => (await postgres()).checkStatements(await connections.targetOf(target)),
    explain: async ({ target, sql }) => (await postgres()).describeQuery(await connections.targetOf(target), sql),
    datasets: () => store.queryDatasets.list(),
    dataset: ({ dataset }) => store.queryDatasets.find(dataset),
    async createDataset({ name, recipe }) {
      const facts = await createQueryDataset(context, jobs, connections, { name, recipe });
      const dataset = await store.queryDatasets.insert(name, facts);
      emit({ type: 'queryDataset.changed', dataset });
      return dataset;
    },
    async deleteDataset({ dataset }) {
      const found = await store.queryDatasets.find(dataset);
      await store.queryDatasets.delete(found.id);
      emit({ type: 'dataset.deleted', id: found.id });
      return { deleted: found };
    },
    deletedDatasets: () => store.queryDatasets.deleted(),
    async restoreDataset({ dataset }) {
      const restored = await store.queryDatasets.restore(dataset);
      emit({ type: 'queryDataset.changed', dataset: restored });
      return restored;
    },
    async samples({ dataset, ...page }) {
      const { fingerprint } = await store.queryDatasets.find(dataset);
      return samplePage(readQuerySnapshot(join(paths.datasets, fingerprint)), page);
    },
    async estimate(request) {
      const { estimate } = await planQueryRun(context, request);
      const { correct, runs } = await correctionFor(context, 'query_performance', request.algorithm);
      return { ...correct(estimate), measured_runs: runs };
    },
    train: async (request) => ({ runs: await startQueryRuns(context, lifecycle, request) }),
    async changes({ a, b }) {
      const [ofA, ofB] = await Promise.all(
        [a, b].map(async (run) => queryReportOf(context, await store.runs.find(run))),
      );
      return queryChanges(ofA!, ofB!);
    },
    report: async ({ run }) => queryReportOf(context, await store.runs.find(run)),
    async predict({ run, query }) {
      const model = await queryModelOf(context, await store.runs.find(run));
      if ('features' in query) return predict(model, readFeatures(query.features));
      const plan = await (await postgres()).describeQuery(await connections.targetOf(query.target), query.sql);
      return predict(model, plan.features);
    },
  };
}
