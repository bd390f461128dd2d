import { KindredError } from '#shared/api/errors.ts';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { readSnapshot, type Snapshot } from '#runs/data/snapshot.ts';
import { makeSplit, type Split } from '#runs/data/split.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { Algorithm, Model } from '#runs/models/model.ts';
import { logMetrics, stopIfAsked, type TrainHooks } from './hooks.ts';
import type { TrainTask } from './protocol.ts';
import { sideOf } from './side.ts';

export type Prepared = { snapshot: Snapshot; split: Split; algorithm: Algorithm; config: Record<string, unknown> };

/** Reads and splits the data of a task, and checks its config. */
export function prepare(task: TrainTask): Prepared {
  const snapshot = readSnapshot(task.snapshotFolder);
  const split = makeSplit(snapshot, task.split, task.weighting);
  const algorithm = findAlgorithm(task.algorithm);
  return { snapshot, split, algorithm, config: parseConfig(algorithm, task.config) };
}

/** A model and what it learned from. */
export type Fitted = { ratings: Csr; model: Model };

/**
 * Trains on some rows of the interactions (all where null).
 * @param part what they are, for people: ", fold 2 of 5"; nothing where there is only one training
 * @throws KindredError cancelled, or invalid_input where there is nothing to learn from
 */
export async function fit(
  rows: Int32Array | null,
  { snapshot, algorithm, config }: Prepared,
  task: TrainTask,
  hooks: TrainHooks,
  part: string,
): Promise<Fitted> {
  stopIfAsked(hooks);
  const ratings = buildMatrix(snapshot.interactions, rows, task.weighting);
  if (ratings.indices.length === 0) {
    throw new KindredError(
      'invalid_input',
      'The training part is empty. Use a smaller held-out part or another split.',
    );
  }
  const started = performance.now();
  let step = 0;
  const where = task.spill ? `, at most ${formatBytes(task.spill.bytes)} at a time, columns on disk` : '';
  const model = await algorithm.train(ratings, config, {
    seed: task.seed,
    side: sideOf(snapshot, rows),
    compute: hooks.compute,
    onStep({ done, total, metrics }) {
      hooks.onProgress(`Training ${task.algorithm}${part}${where}`, done, total);
      if (metrics) {
        step += 1;
        hooks.onMetrics(Object.entries(metrics).map(([name, value]) => ({ name, step, value })));
      }
    },
    shouldStop: hooks.shouldStop,
  });
  stopIfAsked(hooks);
  logMetrics(hooks, { train_ms: performance.now() - started });
  return { ratings, model };
}
