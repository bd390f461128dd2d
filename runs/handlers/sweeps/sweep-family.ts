import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import type { Estimate } from '#shared/domain/estimate.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { Run } from '#shared/domain/run.ts';
import type { SweepRequest } from '#shared/domain/sweep.ts';
import type { Trial } from '#runs/training/sweep/trials.ts';
import type { CoreContext } from '../context.ts';
import { planQueryRun, startQueryRuns } from '../query-runs.ts';
import type { RunLifecycle } from '../run-lifecycle.ts';

/** One run of a sweep: what it varies, on which share of the training part, and as what. */
export type SweptRun = { trial: Trial; share: number; seed: number; tags: Record<string, string> };

/** What a sweep asks of the runs of its kind. */
export type SweepFamily = {
  dataset(): Promise<DatasetIdentity>;
  /** Of one run of a trial on all of the training part. */
  estimate(trial: Trial): Promise<Estimate>;
  start(run: SweptRun): Promise<Run[]>;
};

export const kindOfSweep = ({ kind }: SweepRequest): Kind => kind ?? 'recommender';

export function sweepFamily(context: CoreContext, lifecycle: RunLifecycle, request: SweepRequest): SweepFamily {
  const { store } = context;
  if (request.kind === 'query_performance') {
    const { base } = request;
    const withTrial = (trial: Trial) => ({ ...base, config: { ...base.config, ...trial } });
    return {
      dataset: () => store.queryDatasets.find(base.dataset),
      estimate: async (trial) => (await planQueryRun(context, withTrial(trial))).estimate,
      start: ({ trial, seed, tags }) =>
        startQueryRuns(context, lifecycle, { ...withTrial(trial), seed, seeds: 1, tags: { ...base.tags, ...tags } }),
    };
  }
  const { base } = request;
  const withTrial = (trial: Trial) => ({ ...base, config: { ...base.config, ...trial } });
  return {
    dataset: () => store.datasets.find(base.dataset),
    estimate: async (trial) => (await lifecycle.plan(withTrial(trial))).estimate,
    start: ({ trial, share, seed, tags }) =>
      lifecycle.start({
        ...withTrial(trial),
        seed,
        seeds: 1,
        split: { ...base.split, train_share: share * base.split.train_share },
        tags: { ...base.tags, ...tags },
      }),
  };
}
