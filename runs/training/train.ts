import { KindredError } from '#shared/api/errors.ts';
import type { Snapshot } from '#runs/data/snapshot.ts';
import type { Fold, Held, Split } from '#runs/data/split.ts';
import type { Evaluation } from '#runs/evaluation/evaluate.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { drawHeatmaps } from '#runs/artifacts/heatmap-picture.ts';
import { fit, prepare, type Fitted, type Prepared } from './fit.ts';
import { meanOfFolds } from './folds.ts';
import { logMetrics, stopIfAsked, type TrainHooks } from './hooks.ts';
import { measurePart } from './measure-part.ts';
import { measureRecovery } from './measure-recovery.ts';
import { modelFiles } from './model-files.ts';
import type { TrainTask } from './protocol.ts';
import { validationMetrics } from './report.ts';
import { saveEvaluation } from './save-evaluation.ts';
import { rowLengths } from './user-facts.ts';

export type { TrainHooks } from './hooks.ts';

/**
 * One run from snapshot to artifacts: split, train, evaluate, draw, save. Whatever was reported before a failure stays reported.
 * With a validation part, a first model is trained without it and measured on it; the model that is tested and kept learns
 * from both (the protocol of Dacrema et al., TOIS 2021).
 * @throws KindredError `cancelled` within a second of `shouldStop`
 */
export async function train(task: TrainTask, hooks: TrainHooks): Promise<void> {
  hooks.onProgress('Reading the dataset', 0, 1);
  const prepared = prepare(task);
  const { split } = prepared;
  hooks.onParams({ split: split.kind, leakage: split.leakage, ...partsOf(split) });

  const validations: Evaluation[] = [];
  const evaluations: Evaluation[] = [];
  const histories: Int32Array[] = [];
  let first: Fitted | undefined;
  for (const [index, fold] of split.folds.entries()) {
    const part = split.folds.length > 1 ? `, fold ${index + 1} of ${split.folds.length}` : '';
    if (fold.validation) {
      validations.push(
        await measureFold(fold.validation, prepared, task, hooks, `${part} without the validation part`),
      );
    }
    const fitted = await fit(fold.trainRows, prepared, task, hooks, part);
    evaluations.push(await measureFitted(fitted, fold, prepared, task, hooks, `Evaluating${part}`));
    if (split.folds.length > 1) {
      const validated = fold.validation ? validationMetrics(validations.at(-1)!) : {};
      logMetrics(hooks, { ...evaluations.at(-1)!.metrics, ...validated }, index + 1);
    }
    histories.push(rowLengths(fitted.ratings));
    first ??= fitted;
  }
  if (!first)
    throw new KindredError('invalid_input', 'This split leaves nothing to train on. Use a smaller held-out part.');

  const seenLeftOut = split.folds.reduce((sum, { repeated }) => sum + repeated, 0);
  const validation = validations.length > 0 ? meanOfFolds(validations) : null;
  await saveEvaluation(
    { evaluation: meanOfFolds(evaluations), folds: split.folds.length, validation, seenLeftOut },
    { ...task, split: { ...task.split, kind: split.kind } },
    { snapshot: prepared.snapshot, histories },
    hooks,
  );
  await describeData(first.ratings, hooks);
  measureRecovery(first, prepared.snapshot, hooks);
  await saveModel(first, prepared, task, hooks);
  await drawPictures(first.ratings, prepared.snapshot, task, hooks);
}

/** Which part of the data each number came from, as params. */
function partsOf({ folds }: Split): Record<string, string> {
  if (folds.every(({ validation }) => validation === null)) return { metrics_of: 'test part' };
  return {
    metrics_of: 'test part, by the model trained again on training and validation part',
    val_metrics_of: 'validation part, by the model trained without it',
  };
}

/** Trains on one part and measures on the other. */
async function measureFold(held: Held, prepared: Prepared, task: TrainTask, hooks: TrainHooks, part: string) {
  const fitted = await fit(held.trainRows, prepared, task, hooks, part);
  return measureFitted(fitted, held, prepared, task, hooks, `Validating${part}`);
}

function measureFitted(
  { ratings, model }: Fitted,
  { test }: Held | Fold,
  { snapshot, config }: Prepared,
  task: TrainTask,
  hooks: TrainHooks,
  stage: string,
): Promise<Evaluation> {
  const { algorithm, seed } = task;
  return measurePart({ algorithm, config, seed, model }, { ratings, test }, snapshot, task, hooks, stage);
}

/** Facts of the training matrix, which every run logs (SPEC 5). */
async function describeData(ratings: Csr, hooks: TrainHooks): Promise<void> {
  const { rows, cols, indices } = ratings;
  hooks.onProgress('Measuring similarity', 0, 1);
  const similarity = await hooks.compute.summarise(ratings);
  logMetrics(hooks, {
    matrix_sparsity: 1 - indices.length / (rows * cols),
    avg_interactions_per_user: indices.length / rows,
    avg_interactions_per_post: indices.length / cols,
    ...(similarity && {
      avg_user_similarity: similarity.mean,
      min_user_similarity: similarity.min,
      max_user_similarity: similarity.max,
    }),
  });
}

/** With folds, the model that is kept learns from all interactions; otherwise it is the one that was tested. */
async function saveModel(first: Fitted, prepared: Prepared, task: TrainTask, hooks: TrainHooks): Promise<void> {
  const { folds } = prepared.split;
  const single = folds.length === 1;
  const { model } = single ? first : await fit(null, prepared, task, hooks, ' on all interactions');
  const tested = folds[0]!.validation ? 'training and validation part' : 'training part';
  hooks.onParams({ model_trained_on: single ? tested : 'all interactions' });
  for (const file of modelFiles(model.save())) await hooks.onFile(file.name, file.bytes, file.contentType);
}

async function drawPictures(ratings: Csr, snapshot: Snapshot, task: TrainTask, hooks: TrainHooks): Promise<void> {
  stopIfAsked(hooks);
  hooks.onProgress('Drawing heatmaps', 0, 1);
  const { userIds, itemIds } = snapshot.interactions;
  const files = drawHeatmaps({
    ratings,
    userIds: userIds.ids,
    itemIds: itemIds.ids,
    groups: snapshot.groups,
    provenance: task.provenance,
  });
  for (const file of files) await hooks.onFile(file.name, file.bytes, file.contentType);
  hooks.onProgress('Drawing heatmaps', 1, 1);
}
