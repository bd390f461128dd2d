import { EvaluationOptions } from '#shared/domain/evaluation.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { TrainRequest, type Run } from '#shared/domain/run.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { configOf, trainedSplit } from '../run-data.ts';

/** The run of a live version once more, on other data: the same algorithm, options, split and seed. */
export function retrainRequest(run: Run, dataset: Dataset, { model, version }: ModelVersion): TrainRequest {
  const { unknown_items, unknown_users } = run.params;
  return TrainRequest.parse({
    dataset: dataset.id,
    algorithm: run.algorithm,
    config: configOf(run),
    experiment: run.experiment,
    name: run.name,
    split: trainedSplit(run),
    candidates: run.split.candidates,
    evaluation: EvaluationOptions.parse({ unknown_items, unknown_users }),
    ks: run.ks,
    seed: run.seed,
    tags: { retrained: `${model}@${version}` },
    note: `Trained again as version ${version} of ${model} was.`,
  });
}
