import type { MessagePort } from 'node:worker_threads';
import type { ExportRequest } from '#runs/data/export/export-dataset.ts';
import type { BaseVersion, ReadContext } from '#runs/data/source.ts';
import type { Recipe } from '#shared/domain/dataset.ts';
import type { EvaluationOptions } from '#shared/domain/evaluation.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { Candidates, SplitSpec } from '#shared/domain/split.ts';
import type { TrainedRunSource } from './trained-run.ts';
import type { Artifact, ParamValue } from '#shared/domain/run.ts';

/** A run's data, from which any thread can build its training matrix again. */
export type RunData = {
  snapshotFolder: string;
  weighting: Weighting;
  split: SplitSpec;
};

/** Threads that a task may use for matrix products and for evaluation, and their files. */
export type Threads = { threads: number; kernelWorker: string; evaluateWorker: string };

/** How a task ranks and what it counts. */
export type RankingTask = Pick<RunData, 'split'> & {
  candidates: Candidates;
  ks: number[];
  evaluation: EvaluationOptions;
};

/** All that a training thread needs; it opens no database. */
export type TrainTask = RunData &
  RankingTask &
  Threads & {
    algorithm: string;
    config: Record<string, unknown>;
    seed: number;
    /** Searches for neighbours may use so much memory at a time; their columns wait in this folder. Without: all fits. */
    spill?: { bytes: number; folder: string };
    /** Where artifact files are written; the core writes their rows. */
    artifactsRoot: string;
    /** Printed under the pictures. */
    provenance: { run: string; dataset: string; version: string };
  };

/** A model that was trained before and is measured on another part of its data, `split`. */
export type EvaluateTask = RankingTask &
  Threads & {
    source: TrainedRunSource;
    artifactsRoot: string;
  };

export type CreateDatasetTask = Pick<ReadContext, 'targets'> & {
  recipe: Recipe;
  /** Where snapshots are. */
  root: string;
  /** The version that newer rows are put behind; none for a whole read. */
  base?: { snapshotFolder: string } & Pick<BaseVersion, 'types' | 'dropped'>;
};

export type ExportDatasetTask = ExportRequest;

/** What a task needs to talk to the core while it runs: a port for messages, a flag that says stop. */
export type Channel = { port: MessagePort; stop: SharedArrayBuffer };

/** What a thread reports while it works. */
export type TaskMessage =
  | { type: 'started' }
  | { type: 'progress'; stage: string; done: number; total: number; note?: string }
  | { type: 'warning'; message: string }
  | { type: 'params'; params: Record<string, ParamValue> }
  | { type: 'metrics'; entries: MetricEntry[] }
  | { type: 'artifact'; artifact: Artifact };

export type MetricEntry = { name: string; step: number; value: number };
