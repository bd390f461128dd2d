import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { isCost } from '#shared/domain/metric.ts';
import type { Kind } from '#shared/domain/kind.ts';
import { paramOfOption, type ParamValue, type Run } from '#shared/domain/run.ts';
import { SplitKind } from '#shared/domain/split.ts';
import type { Lineage } from '#runs/bundle/bundle.ts';
import { storeQueryBundle, type StoredBundle } from '#runs/bundle/store-bundle.ts';
import { findQueryAlgorithm } from '#runs/performance/algorithms/algorithms.ts';
import { saveQueryModel } from '#runs/performance/query-model.ts';
import { exampleQueries } from '#runs/performance/restore-bundle.ts';
import type { CoreContext } from './context.ts';
import { modelSource } from './model-source.ts';
import { queryModelOf } from './query-models.ts';
import { configOf } from './run-data.ts';

export type RegisterRequest = { run: string; model?: string | undefined; note: string; candidate: boolean };

/** A version under a name, not yet registered. */
type Wanted = { name: string; registered: Lineage['registered'] };
type Made = { bundle: StoredBundle; version: number; config: Record<string, unknown> };

/** Another process may take the number meanwhile: then the bundle is made again, under the next one. */
const attempts = 5;

/**
 * Makes a finished run the next version of a model: the bundle first, then the version, so that no version is without one.
 * @throws KindredError conflict where the run did not finish, or is a version of the model already
 */
export async function registerRun(context: CoreContext, request: RegisterRequest): Promise<ModelVersion> {
  const run = await context.store.runs.find(request.run);
  for (let attempt = 1; ; attempt++) {
    try {
      return await registerOnce(context, run, request);
    } catch (error) {
      if (attempt === attempts || !wasTaken(error)) throw error;
    }
  }
}

/** The model that a run becomes a version of, unless said. */
const usualModel: Readonly<Record<Kind, string>> = {
  recommender: 'collaborative_filtering',
  query_performance: 'query_performance',
};

async function registerOnce(context: CoreContext, run: Run, { model: wanted, note, candidate }: RegisterRequest) {
  const { store, clock, config } = context;
  const { kind } = run;
  const model = wanted ?? usualModel[kind];
  const by = config.who;
  const make = kind === 'recommender' ? recommenderBundle : queryBundle;
  const registered = { at: Math.round(clock.now()), by, note };
  const { bundle, version, ...made } = await make(context, run, { name: model, registered });
  const facts = {
    run: { id: run.id, number: run.number, name: run.name },
    dataset: { name: run.dataset.name, version: run.dataset.version, fingerprint: run.dataset.fingerprint },
    split: run.split,
    algorithm: run.algorithm,
    config: made.config as Record<string, ParamValue>,
    seed: run.seed,
    metrics: run.metrics,
    trained_at: run.finished_at,
    imported: null,
  };
  return store.models.register({ model, kind, version, facts, note, by, candidate, bundle, created_at: registered.at });
}

async function recommenderBundle(context: CoreContext, run: Run, { name, registered }: Wanted): Promise<Made> {
  const { store, analysis, config, paths } = context;
  const source = await modelSource(context, run);
  const dataset = await store.datasets.find(run.dataset.id);
  const version = await store.models.next({ name, kind: run.kind }, run.id);
  const bundle = await analysis.bundle({
    source,
    folder: paths.bundles,
    identity: {
      name,
      version,
      metrics: qualityOf(run),
      lineage: lineageOf(run, dataset, registered),
      createdBy: `kindred ${config.version}`,
    },
  });
  return { bundle, version, config: configOf(run) };
}

async function queryBundle(context: CoreContext, run: Run, { name, registered }: Wanted): Promise<Made> {
  const { store, config: core, paths } = context;
  const model = await queryModelOf(context, run);
  const { version: ofDataset, fingerprint, recipe, queries, samples, ...dataset } = await store.queryDatasets.find(run.dataset.id); // prettier-ignore
  const version = await store.models.next({ name, kind: run.kind }, run.id);
  const config = queryConfigOf(run);
  const bundle = await storeQueryBundle(paths.bundles, {
    name,
    version,
    algorithm: run.algorithm,
    config,
    seed: run.seed,
    saved: saveQueryModel(model),
    examples: exampleQueries(model),
    metrics: qualityOf(run),
    lineage: {
      run: { id: run.id, number: run.number, name: run.name },
      trained_at: run.finished_at,
      dataset: { name: dataset.name, version: ofDataset, fingerprint, source: kindOfSource(recipe), queries, samples },
      split: { kind: 'by-query', fingerprint: run.split.fingerprint },
      registered,
    },
    createdBy: `kindred ${core.version}`,
  });
  return { bundle, version, config };
}

/** The algorithm's part of the params of a run about queries. */
function queryConfigOf({ algorithm, params }: Run): Record<string, unknown> {
  const keys = Object.keys(findQueryAlgorithm(algorithm).config.shape);
  return Object.fromEntries(
    keys.filter((key) => paramOfOption(key) in params).map((key) => [key, params[paramOfOption(key)]]),
  );
}

/** An address could name people, folders and hosts. */
const kindOfSource = ({ source }: { source: string }): string => source.split(':')[0]!;

/** Metrics of the model, without times and sizes that differ each time it is trained. */
const qualityOf = ({ metrics }: Run): Run['metrics'] =>
  Object.fromEntries(Object.entries(metrics).filter(([name]) => !isCost(name)));

function lineageOf(run: Run, dataset: Dataset, registered: Lineage['registered']): Lineage {
  return {
    run: { id: run.id, number: run.number, name: run.name },
    trained_at: run.finished_at,
    trained_on: run.params['model_trained_on'] === 'all interactions' ? 'all interactions' : 'training part',
    dataset: {
      name: dataset.name,
      version: dataset.version,
      fingerprint: dataset.fingerprint,
      source: kindOfSource(dataset.recipe),
      interactions: dataset.interactions,
    },
    split: { ...run.split, kind: SplitKind.parse(run.split.kind) },
    registered,
  };
}

const wasTaken = (error: unknown): boolean =>
  error instanceof KindredError &&
  typeof error.details === 'object' &&
  error.details !== null &&
  'taken' in error.details;
