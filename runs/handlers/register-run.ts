import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { isCost } from '#shared/domain/metric.ts';
import type { ParamValue, Run } from '#shared/domain/run.ts';
import { SplitKind } from '#shared/domain/split.ts';
import type { Lineage } from '#runs/bundle/bundle.ts';
import type { CoreContext } from './context.ts';
import { modelSource } from './model-source.ts';
import { configOf } from './run-data.ts';

export type RegisterRequest = { run: string; model: string; note: string; candidate: boolean };

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

async function registerOnce(context: CoreContext, run: Run, { model, note, candidate }: RegisterRequest) {
  const { store, analysis, clock, config, paths } = context;
  const by = config.who;
  const source = await modelSource(context, run);
  const dataset = await store.datasets.find(run.dataset.id);
  const version = await store.models.next({ name: model, kind: 'recommender' }, run.id);
  const registered = { at: Math.round(clock.now()), by, note };
  const bundle = await analysis.bundle({
    source,
    folder: paths.bundles,
    identity: {
      name: model,
      version,
      metrics: qualityOf(run),
      lineage: lineageOf(run, dataset, registered),
      createdBy: `kindred ${config.version}`,
    },
  });
  const facts = {
    run: { id: run.id, number: run.number, name: run.name },
    dataset: { name: dataset.name, version: dataset.version, fingerprint: dataset.fingerprint },
    split: run.split,
    algorithm: run.algorithm,
    config: configOf(run) as Record<string, ParamValue>,
    seed: run.seed,
    metrics: run.metrics,
    trained_at: run.finished_at,
    imported: null,
  };
  return store.models.register({
    model,
    kind: 'recommender',
    version,
    facts,
    note,
    by,
    candidate,
    bundle,
    created_at: registered.at,
  });
}

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
      source: dataset.recipe.source.split(':')[0]!,
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
