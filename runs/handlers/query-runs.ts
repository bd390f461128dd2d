import { join } from 'node:path';
import type { Estimate } from '#shared/domain/estimate.ts';
import { paramOfOption, type ParamValue, type Run } from '#shared/domain/run.ts';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { QuerySplit, QueryTrainRequest } from '#shared/domain/query-training.ts';
import { findQueryAlgorithm, parseQueryConfig } from '#runs/performance/algorithms/algorithms.ts';
import { estimateQueryRun, type PlannedQueryRun } from '#runs/performance/estimate.ts';
import { querySplitFingerprint } from '#runs/performance/split-queries.ts';
import { refuseTooLarge } from '#runs/training/estimate.ts';
import type { CoreContext } from './context.ts';
import type { RunLifecycle } from './run-lifecycle.ts';

type Plan = { dataset: QueryDataset; config: Record<string, unknown>; estimate: Estimate };

/** Checks everything that can be checked before a run exists: data, config. */
export async function planQueryRun({ store, memoryLimit }: CoreContext, request: QueryTrainRequest): Promise<Plan> {
  const dataset = await store.queryDatasets.find(request.dataset);
  const algorithm = findQueryAlgorithm(request.algorithm);
  const config = parseQueryConfig(algorithm, request.config);
  const planned = { ...request, algorithm, config, samples: dataset.samples };
  return { dataset, config, estimate: estimateQueryRun(planned, memoryLimit()) };
}

/** Queues runs about query performance; they live as every run does. @throws KindredError before any of them exists */
export async function startQueryRuns(
  context: CoreContext,
  lifecycle: RunLifecycle,
  request: QueryTrainRequest,
): Promise<Run[]> {
  const { trainer, paths } = context;
  const { dataset, config, estimate } = await planQueryRun(context, request);
  refuseTooLarge(request.algorithm, estimate);
  const runs: Run[] = [];
  for (let offset = 0; offset < request.seeds; offset++) {
    const seed = request.seed + offset;
    const asked = {
      name: request.name ?? nameOf(request, config),
      experiment: request.experiment,
      kind: 'query_performance' as const,
      algorithm: request.algorithm,
      dataset,
      split: {
        kind: 'by-query' as const,
        fingerprint: querySplitFingerprint(dataset.fingerprint, request.split),
        candidates: 'all',
      },
      ks: [],
      seed,
      params: paramsOf(dataset, request, config, seed),
      tags: request.tags,
      note: request.note,
      parent_id: null,
    };
    const { algorithm, preparation, split, learning_curve, permutations } = request;
    const task = { algorithm, config, preparation, split, learning_curve, permutations, seed };
    const files = { snapshotFolder: join(paths.datasets, dataset.fingerprint), artifactsRoot: paths.artifacts };
    runs.push(
      await lifecycle.begin(asked, estimate, {
        start: (_run, onMessage) => trainer.trainQueries({ ...task, ...files }, onMessage),
      }),
    );
  }
  return runs;
}

/** Everything that a run logs of how it was asked for; enough to train it again. */
function paramsOf(
  dataset: QueryDataset,
  { algorithm, preparation, split, learning_curve, permutations }: QueryTrainRequest,
  config: Record<string, unknown>,
  seed: number,
): Record<string, ParamValue> {
  const { seed: split_seed, ...shares } = split;
  return {
    algorithm,
    ...Object.fromEntries(Object.entries(config).map(([key, value]) => [paramOfOption(key), value as ParamValue])),
    ...preparation,
    split: 'by-query',
    ...shares,
    split_seed,
    learning_curve,
    permutations,
    seed,
    source: dataset.recipe.source,
    dataset_fingerprint: dataset.fingerprint,
    n_queries: dataset.queries,
    n_samples: dataset.samples,
  };
}

/** `ridge alpha=10`: the algorithm and what was set on purpose. */
function nameOf({ algorithm, config: asked }: QueryTrainRequest, config: Record<string, unknown>): string {
  const set = Object.keys(asked).map((key) => `${key}=${String(config[key])}`);
  return [algorithm, ...set].join(' ').slice(0, 100);
}

/** What a run was asked for, as an estimate needs it. @throws KindredError where this version would no longer train it */
export function plannedOf({ algorithm: name, params }: Run, samples: number): PlannedQueryRun {
  const algorithm = findQueryAlgorithm(name);
  const given = Object.keys(algorithm.config.shape).filter((key) => paramOfOption(key) in params);
  const of = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, params[key]]));
  return {
    algorithm,
    config: parseQueryConfig(algorithm, Object.fromEntries(given.map((key) => [key, params[paramOfOption(key)]]))),
    split: QuerySplit.parse(of(['test_share', 'calibration_share', 'n_folds'])),
    ...Repeats.parse(of(['learning_curve', 'permutations'])),
    samples,
  };
}

const Repeats = QueryTrainRequest.pick({ learning_curve: true, permutations: true });
