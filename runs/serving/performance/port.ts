import type { Run } from '#shared/domain/run.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import type { TrainPerformanceRequest } from '#shared/serving/performance.ts';
import { KindredError } from '#shared/api/errors.ts';

/** A run that was asked for over HTTP, and the version that it became. */
export type PerformanceJob = { run: Run; model: string; modelVersion: string | null };

/** What is asked of the holder of the tracking store, and what it answers; plain values, so that they may cross to another process. */
export type PortCalls = {
  train: { ask: TrainPerformanceRequest; answer: PerformanceJob };
  job: { ask: string; answer: PerformanceJob };
  /** Every version of query performance, the newest first. */
  models: { ask: null; answer: { versions: ModelVersion[] } };
  /** Resolves when the host answers with it. */
  activate: {
    ask: { version: string; note: string; override_reason?: string | undefined };
    answer: null;
  };
  explain: { ask: { sql: string; connection?: string | undefined }; answer: QueryPlan };
};

/**
 * The few things that the routes of query performance need of a tracking store. The serving API opens none: whoever holds one answers. In the
 * workbench that is the core, across processes; under `kindred serve` with a data folder it is the command's own core.
 */
export type PerformancePort = {
  [C in keyof PortCalls]: (ask: PortCalls[C]['ask']) => Promise<PortCalls[C]['answer']>;
} & {
  /** Why nothing can be trained or explained here; null where it can. */
  refusal: string | null;
};

/** A host that has a bundle and nothing else. */
export function noPort(refusal: string): PerformancePort {
  const refuse = () => Promise.reject(new KindredError('unavailable', refusal));
  return {
    refusal,
    train: refuse,
    explain: refuse,
    activate: refuse,
    job: (id) => Promise.reject(unknownJob(id)),
    models: async () => ({ versions: [] }),
  };
}

export const unknownJob = (id: string) =>
  new KindredError('not_found', `There is no training job ${JSON.stringify(id.slice(0, 100))}.`);
