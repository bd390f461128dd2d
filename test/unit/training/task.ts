import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { Recipe } from '#shared/domain/dataset.ts';
import { EvaluationOptions } from '#shared/domain/evaluation.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { createDataset } from '#runs/data/create-dataset.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createEvaluator } from '#runs/training/evaluator.ts';
import type { TrainHooks } from '#runs/training/hooks.ts';
import type { MetricEntry, TrainTask } from '#runs/training/protocol.ts';
import { train } from '#runs/training/train.ts';

type Json = z.infer<ReturnType<typeof z.json>>;

const workerOf = (name: string) => new URL(`../../../runs/training/${name}-worker.ts`, import.meta.url);

/** The sample of six groups, with these fields of its recipe changed, as a snapshot in a folder of its own. */
export async function sampleSnapshot(recipe: Record<string, Json> = {}) {
  const sample = Recipe.parse({ source: 'synthetic:groups', options: { preset: 'six-groups', recipe } });
  const root = await mkdtemp(join(tmpdir(), 'kindred-task-'));
  const context = { onProgress: () => undefined, shouldStop: () => false };
  const facts = await createDataset(sample, root, context);
  return {
    snapshotFolder: join(root, facts.fingerprint),
    weighting: facts.recipe.weighting,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** What a run said of itself. */
export type Said = {
  params: Record<string, ParamValue>;
  /** Every value of each metric, in the order in which they were logged. */
  history: Record<string, MetricEntry[]>;
  /** The last one of each. */
  metrics: Record<string, number>;
  files: Map<string, Uint8Array>;
};

export function hooksInto(said: Said): TrainHooks {
  return {
    compute: localCompute(() => false),
    evaluator: createEvaluator({ threads: 1, workerUrl: workerOf('evaluate') }),
    onProgress: () => undefined,
    onParams: (params) => Object.assign(said.params, params),
    onMetrics(entries) {
      for (const entry of entries) {
        (said.history[entry.name] ??= []).push(entry);
        said.metrics[entry.name] = entry.value;
      }
    },
    onFile: async (name, bytes) => void said.files.set(name, bytes),
    shouldStop: () => false,
  };
}

type Asked = Omit<Partial<TrainTask>, 'split' | 'evaluation'> & { split?: object; evaluation?: object };

/** Trains `user_knn` on a snapshot, unless asked for otherwise. */
export async function trainSample(
  { snapshotFolder, weighting }: Pick<TrainTask, 'snapshotFolder' | 'weighting'>,
  { split = {}, evaluation = {}, ...asked }: Asked,
): Promise<Said> {
  const said: Said = { params: {}, history: {}, metrics: {}, files: new Map() };
  const task: TrainTask = {
    snapshotFolder,
    weighting,
    split: SplitSpec.parse(split),
    evaluation: EvaluationOptions.parse(evaluation),
    candidates: 'all',
    ks: [5, 10],
    algorithm: 'user_knn',
    config: {},
    seed: 42,
    threads: 1,
    kernelWorker: workerOf('kernel').href,
    evaluateWorker: workerOf('evaluate').href,
    artifactsRoot: '/nowhere',
    provenance: { run: 'run 1', dataset: 'sample', version: '0' },
    ...asked,
  };
  await train(task, hooksInto(said));
  return said;
}

export const jsonOf = (bytes: Uint8Array | undefined): unknown => JSON.parse(new TextDecoder().decode(bytes));
