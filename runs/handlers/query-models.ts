import { KindredError } from '#shared/api/errors.ts';
import type { Run } from '#shared/domain/run.ts';
import { QueryRunReport } from '#shared/domain/query-report.ts';
import { findQueryAlgorithm } from '#runs/performance/algorithms/algorithms.ts';
import { loadQueryModel, type QueryModel } from '#runs/performance/query-model.ts';
import { queryReportFile } from '#runs/performance/report-files.ts';
import { isModelFile, savedModel } from '#runs/training/model-files.ts';
import type { CoreContext } from './context.ts';
import { fileOf } from './model-source.ts';

/** The model that a finished run saved. @throws KindredError conflict where it has none, or is of another kind */
export async function queryModelOf({ store, artifacts }: CoreContext, run: Run): Promise<QueryModel> {
  requireQueries(run);
  const files = (await store.runs.artifacts(run.id)).filter(({ name }) => isModelFile(name));
  if (run.status !== 'FINISHED' || files.length === 0) {
    throw new KindredError(
      'conflict',
      `Run ${run.number} has no model: it is ${run.status}. Choose a run that finished.`,
    );
  }
  const bytes = await Promise.all(files.map(async ({ name, sha256 }) => [name, await artifacts.read(sha256)] as const));
  return loadQueryModel(savedModel(new Map(bytes)), findQueryAlgorithm(run.algorithm));
}

/** @throws KindredError conflict where the run has none, or is of another kind */
export async function queryReportOf(context: CoreContext, run: Run): Promise<QueryRunReport> {
  requireQueries(run);
  const sha256 = await fileOf(context, run, queryReportFile);
  if (sha256 === null) {
    throw new KindredError(
      'conflict',
      `Run ${run.number} has no report: it is ${run.status}. Choose a run that finished.`,
    );
  }
  return QueryRunReport.parse(JSON.parse(new TextDecoder().decode(await context.artifacts.read(sha256))));
}

function requireQueries({ kind, number, algorithm }: Run): void {
  if (kind === 'query_performance') return;
  throw new KindredError(
    'conflict',
    `Run ${number} (${algorithm}) is a recommender. Choose a run about query performance.`,
  );
}
