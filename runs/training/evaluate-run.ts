import { readSnapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';
import type { Evaluation } from '#runs/evaluation/evaluate.ts';
import { meanOfFolds } from './folds.ts';
import type { TrainHooks } from './hooks.ts';
import { measurePart } from './measure-part.ts';
import type { EvaluateTask } from './protocol.ts';
import { saveEvaluation } from './save-evaluation.ts';
import { countSeen } from './seen-held-out.ts';
import { loadModel } from './trained-run.ts';
import { rowLengths } from './user-facts.ts';

/**
 * Measures a stored model on what a split holds out. Pairs that the model has learned from are never counted as held out.
 * @throws KindredError cancelled
 */
export async function evaluateRun(task: EvaluateTask, hooks: TrainHooks): Promise<void> {
  const { source } = task;
  hooks.onProgress('Reading the dataset and the model', 0, 1);
  const snapshot = readSnapshot(source.snapshotFolder);
  const { model, train, config } = await loadModel(source, snapshot);
  const split = makeSplit(snapshot, task.split, source.weighting);
  const { seen } = countSeen(train, split);
  const repeated = split.folds.reduce((sum, fold) => sum + fold.repeated, 0);
  hooks.onParams({ split: split.kind, metrics_of: 'test part, by the model of another run', seen_left_out: seen });

  const evaluated = { algorithm: source.algorithm, config, seed: source.seed, model };
  const evaluations: Evaluation[] = [];
  for (const { test } of split.folds) {
    evaluations.push(await measurePart(evaluated, { ratings: train, test }, snapshot, task, hooks, 'Evaluating'));
  }
  await saveEvaluation(
    { evaluation: meanOfFolds(evaluations), folds: split.folds.length, validation: null, seenLeftOut: seen + repeated },
    { ...task, split: { ...task.split, kind: split.kind } },
    { snapshot, histories: [rowLengths(train)] },
    hooks,
  );
}
