import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { EvaluationOptions } from '#shared/domain/evaluation.ts';
import { paramOfOption, type ParamValue, type Run, type TrainRequest } from '#shared/domain/run.ts';
import { SplitKind, SplitSpec, type Candidates } from '#shared/domain/split.ts';
import { splitOptions, type KnownSplit } from '#runs/data/split.ts';
import { findAlgorithm } from '#runs/models/algorithms.ts';
import type { RunData } from '#runs/training/protocol.ts';

type Ranking = Pick<TrainRequest, 'candidates' | 'evaluation'> & { split: KnownSplit };

/** `seed` is the run's own; the split's is logged under its own name. */
const paramName = (option: keyof SplitSpec) => (option === 'seed' ? 'split_seed' : option);

/** Everything that a run logs of how it was asked for (SPEC 5); enough to build its matrix and model again. */
export function paramsOf(
  dataset: Dataset,
  request: TrainRequest,
  config: Record<string, unknown>,
  split: KnownSplit,
): Run['params'] {
  const { weighting } = dataset.recipe;
  return {
    algorithm: request.algorithm,
    ...Object.fromEntries(Object.entries(config).map(([key, value]) => [paramOfOption(key), value as ParamValue])),
    metric: 'cosine',
    weighting: weighting.preset,
    aggregation: weighting.aggregation,
    transform: weighting.transform,
    ...rankingParams({ ...request, split }),
    seed: request.seed,
    source: dataset.recipe.source,
    dataset_fingerprint: dataset.fingerprint,
    n_users: dataset.users,
    n_posts: dataset.items,
    n_interactions: dataset.interactions,
  };
}

/** Params that say what was held out, what it was ranked against, and what was counted. */
export function rankingParams({ split, candidates, evaluation }: Ranking): Run['params'] {
  const options = splitOptions(split).map((option) => [paramName(option), split[option] as ParamValue] as const);
  return {
    split: split.kind,
    ...Object.fromEntries(options),
    candidates,
    ...(candidates.startsWith('sampled:') && { split_seed: split.seed }),
    ...evaluation,
  };
}

/** The algorithm's part of a run's params. */
export function configOf(run: Run): Record<string, unknown> {
  const keys = Object.keys(findAlgorithm(run.algorithm).config.shape);
  return Object.fromEntries(
    keys.filter((key) => paramOfOption(key) in run.params).map((key) => [key, run.params[paramOfOption(key)]]),
  );
}

/** Before the params that say how the model was split of a run that measures the model of another one. */
const trainedPrefix = 'trained_';

/** Where the data is that a run's model was trained on, and how it was split and weighted. */
export function dataOf(run: Run, dataset: Dataset, datasetsFolder: string): RunData {
  return {
    snapshotFolder: join(datasetsFolder, dataset.fingerprint),
    weighting: dataset.recipe.weighting,
    split: trainedSplit(run),
  };
}

/** The split that a run's model was trained on. */
export const trainedSplit = (run: Run): KnownSplit =>
  splitOf(run, `${trainedPrefix}split` in run.params ? trainedPrefix : '');

/** The split that a run's metrics are of. */
export const measuredSplit = (run: Run): KnownSplit => splitOf(run, '');

function splitOf({ params, split }: Run, prefix: string): KnownSplit {
  const options = Object.keys(SplitSpec.shape) as (keyof SplitSpec)[];
  const logged = options.map((option) => [option, params[prefix + paramName(option)]] as const);
  const kind = SplitKind.parse(prefix ? params[`${prefix}split`] : split.kind);
  return { ...SplitSpec.parse({ ...Object.fromEntries(logged), kind }), kind };
}

/** Params that say what a run's numbers are of, and not what its model is. */
const measurement = new Set<string>([
  ...(Object.keys(SplitSpec.shape) as (keyof SplitSpec)[]).map(paramName),
  'split',
  'candidates',
  'leakage',
  'metrics_of',
  'val_metrics_of',
  'seen_left_out',
  'evaluates',
  ...Object.keys(EvaluationOptions.shape),
]);

/** The params of a run that measures the model of another one: the model's, the split it was trained on, and what is measured now. */
export function remeasuredParams(trained: Run, now: Ranking): Run['params'] {
  const before = Object.entries(trained.params);
  const ofModel = before.filter(([name]) => !measurement.has(name) && !name.startsWith(trainedPrefix));
  const split = trainedSplit(trained);
  const ofTraining = splitOptions(split).map((option) => [trainedPrefix + paramName(option), split[option]] as const);
  return {
    ...Object.fromEntries(ofModel),
    [`${trainedPrefix}split`]: split.kind,
    ...(Object.fromEntries(ofTraining) as Run['params']),
    ...rankingParams(now),
    evaluates: trained.id,
  };
}

/** The split that a request asks for, with the kind decided. @throws KindredError conflict where the data cannot give it */
export function resolveSplit(
  dataset: Dataset,
  { split, candidates }: { split: SplitSpec; candidates: Candidates },
): KnownSplit {
  const kind = split.kind ?? (dataset.has_times ? 'temporal' : 'random');
  const named = `Dataset "${dataset.name}"`;
  if (kind === 'temporal' && !dataset.has_times) {
    throw new KindredError(
      'conflict',
      `${named} has no times, so it cannot be split by time. Use --split ${dataset.given === 'none' ? '' : 'given, '}random, leave-one-out or folds.`,
    );
  }
  if (kind === 'given' && dataset.given === 'none') {
    throw new KindredError(
      'conflict',
      `${named} brought no held-out part of its own. Use --split temporal, random, leave-one-out or folds.`,
    );
  }
  if (candidates === 'given' && (kind !== 'given' || dataset.given !== 'test+negatives')) {
    const reason =
      dataset.given === 'test+negatives'
        ? 'they belong to the split that came with the data'
        : 'it brought no negatives';
    throw new KindredError(
      'conflict',
      `${named} cannot rank given candidates: ${reason}. Use --split given with a dataset that has negatives, or --candidates all.`,
    );
  }
  return { ...split, kind };
}
