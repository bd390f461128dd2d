import { KindredError } from '#shared/api/errors.ts';
import type { Run } from '#shared/domain/run.ts';
import { queryReportFile } from '#runs/performance/report-files.ts';
import { isModelFile } from '#runs/training/model-files.ts';
import type { TrainedRunSource } from '#runs/training/trained-run.ts';
import type { LensSource } from '#runs/training/lens/lens.ts';
import type { CoreContext } from './context.ts';
import { configOf, dataOf, measuredSplit } from './run-data.ts';

/** What a finished run's model is made of again. @throws KindredError conflict where the run has none */
export async function modelSource({ store, paths }: CoreContext, run: Run): Promise<TrainedRunSource> {
  const files = (await store.runs.artifacts(run.id)).filter((file) => isModelFile(file.name));
  if (run.status !== 'FINISHED' || files.length === 0) {
    throw new KindredError(
      'conflict',
      `Run ${run.number} has no model: it is ${run.status}. Choose a run that finished.`,
    );
  }
  return {
    ...dataOf(run, await store.datasets.find(run.dataset.id), paths.datasets),
    id: run.id,
    algorithm: run.algorithm,
    config: configOf(run),
    seed: run.seed,
    artifactsRoot: paths.artifacts,
    files: Object.fromEntries(files.map((file) => [file.name, file.sha256])),
  };
}

/** The same with what was held out, for looking at single users. @throws as `modelSource` */
export async function lensSource(context: CoreContext, run: Run): Promise<LensSource> {
  return { ...(await modelSource(context, run)), measured: measuredSplit(run) };
}

/** The hash of a file of a run; null where it has none of that name. */
export async function fileOf({ store }: CoreContext, run: Run, name: string): Promise<string | null> {
  const files = await store.runs.artifacts(run.id);
  return files.find((file) => file.name === name)?.sha256 ?? null;
}

/** The file with a run's values a user, or a query; null where it has none. */
export const perUserFile = (context: CoreContext, run: Run): Promise<string | null> =>
  fileOf(context, run, run.kind === 'recommender' ? 'per_user_metrics.bin' : queryReportFile);
