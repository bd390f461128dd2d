import type { KnownSplit } from '#runs/data/split.ts';
import type { Snapshot } from '#runs/data/snapshot.ts';
import { encodePerUser } from '#runs/evaluation/per-user-codec.ts';
import { logMetrics, type TrainHooks } from './hooks.ts';
import type { RankingTask } from './protocol.ts';
import { reportOf, validationMetrics, type Measured } from './report.ts';
import { userFacts, userFactsFile } from './user-facts.ts';

/**
 * Logs an evaluation and writes its files: the report, every user's values, and what users are sliced by.
 * @param of `histories`: items of each user in train, of each fold
 */
export async function saveEvaluation(
  measured: Measured,
  task: RankingTask & { split: KnownSplit },
  { snapshot, histories }: { snapshot: Snapshot; histories: readonly Int32Array[] },
  hooks: TrainHooks,
): Promise<void> {
  const { evaluation, validation, folds } = measured;
  const metrics = { ...evaluation.metrics, ...(validation && validationMetrics(validation)) };
  // Each of several folds was logged as a step of its own.
  logMetrics(hooks, metrics, folds > 1 ? folds + 1 : 0);
  const report = new TextEncoder().encode(`${JSON.stringify(reportOf(measured, task), null, 2)}\n`);
  await hooks.onFile('evaluation.json', report, 'application/json');
  await hooks.onFile('per_user_metrics.bin', encodePerUser(evaluation.perUser), 'application/octet-stream');
  await hooks.onFile(userFactsFile, encodePerUser(userFacts(snapshot, histories)), 'application/octet-stream');
}
