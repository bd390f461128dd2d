import type { Estimate } from '#shared/domain/estimate.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { Run } from '#shared/domain/run.ts';
import { findAlgorithm } from '#runs/models/algorithms.ts';
import { estimateQueryRun } from '#runs/performance/estimate.ts';
import { correctionOf, type MeasuredRun } from '#runs/training/correct-estimate.ts';
import { estimateRun } from '#runs/training/estimate.ts';
import { shareOut } from '#runs/training/trainer.ts';
import type { CoreContext } from './context.ts';
import { plannedOf } from './query-runs.ts';
import { configOf, measuredSplit } from './run-data.ts';

/** The newest finished runs of an algorithm that an estimate is corrected by. */
const lookedAt = 30;

export type Correction = { runs: number; correct: (estimate: Estimate) => Estimate };

/** What finished runs of the algorithm took on this data folder, against what was estimated of them. */
export async function correctionFor(context: CoreContext, kind: Kind, algorithm: string): Promise<Correction> {
  const filter = `algorithm = ${JSON.stringify(algorithm)} and status = "FINISHED"`;
  const query = {
    kind,
    filter,
    order_by: 'number desc',
    limit: lookedAt,
    offset: 0,
    deleted: false,
  } as const;
  const { runs } = await context.store.runs.list(query);
  const measured = (await Promise.all(runs.map((run) => measuredRun(context, run)))).flatMap((each) => each ?? []);
  const correct = correctionOf(measured);
  return {
    runs: measured.length,
    correct: (estimate) => ({ ...estimate, seconds: correct(estimate.seconds) }),
  };
}

/** Null for runs that only measure the model of another one, and for those that this version would no longer train. */
async function measuredRun(context: CoreContext, run: Run): Promise<MeasuredRun | null> {
  if (run.duration_ms === null || 'evaluates' in run.params) return null;
  try {
    const { seconds } = await estimators[run.kind](context, run);
    return { estimated: seconds, measured: run.duration_ms / 1000 };
  } catch {
    return null;
  }
}

/** What a finished run would be estimated to take now. */
const estimators: Record<Kind, (context: CoreContext, run: Run) => Promise<Estimate>> = {
  async recommender({ store, config, memoryLimit }, run) {
    const planned = {
      dataset: await store.datasets.find(run.dataset.id),
      algorithm: findAlgorithm(run.algorithm),
      config: configOf(run),
      split: measuredSplit(run),
      ks: run.ks,
    };
    return estimateRun(planned, shareOut(config.threads).threads, memoryLimit());
  },
  async query_performance({ store, memoryLimit }, run) {
    const { samples } = await store.queryDatasets.find(run.dataset.id);
    return estimateQueryRun(plannedOf(run, samples), memoryLimit());
  },
};
