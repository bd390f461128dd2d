import { KindredError } from '#shared/api/errors.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import type { Preparation, QuerySplit } from '#shared/domain/query-training.ts';
import { intervalCoverageMetric } from '#shared/domain/metrics/query-performance.ts';
import { findQueryAlgorithm } from './algorithms/algorithms.ts';
import { errorsOf, type Errors } from './errors-of.ts';
import { fit, modelOf, type Fitted, type Recipe } from './fit-model.ts';
import { permutationImportance } from './importance.ts';
import {
  coverageByFifth,
  coverageIn,
  figuresByHistory,
  figuresOf,
  measure,
  type Figures,
  type Measured,
} from './measure.ts';
import { estimate, level, saveQueryModel, type QueryModel } from './query-model.ts';
import { predictionsCsv, reportFile, statisticalReport, type RunFiles } from './report-files.ts';
import { rowOf, type QuerySamples } from './samples.ts';
import { readQuerySnapshot } from './snapshot.ts';
import { shareOfPart, splitQueries, type Fold, type Part } from './split-queries.ts';
import { fromScale } from './target-scale.ts';
import type { SavedModel } from '#runs/models/model.ts';

/** All that a thread needs to train; it opens no database. */
export type QueryTrainTask = {
  snapshotFolder: string;
  algorithm: string;
  /** Parsed by the algorithm. */
  config: Record<string, unknown>;
  preparation: Preparation;
  split: QuerySplit;
  learning_curve: number;
  permutations: number;
  seed: number;
};

/** To whom a run reports. */
export type QueryTrainHooks = {
  onProgress(stage: string, done: number, total: number): void;
  onParams(params: Record<string, ParamValue>): void;
  onMetrics(entries: { name: string; step: number; value: number }[]): void;
  onFiles(files: RunFiles): Promise<void>;
  onModel(saved: SavedModel): Promise<void>;
  shouldStop(): boolean;
};

/**
 * One run from snapshot to artifacts: split by query, prepare and fit on the training part, calibrate, measure, explain, save.
 * @throws KindredError cancelled soon after `shouldStop`, invalid_input where the data cannot be divided so
 */
export async function trainQueries(task: QueryTrainTask, hooks: QueryTrainHooks): Promise<void> {
  hooks.onProgress('Reading the samples', 0, 1);
  const data = readQuerySnapshot(task.snapshotFolder);
  const recipe: Recipe = { ...task, algorithm: findQueryAlgorithm(task.algorithm) };
  const folds = splitQueries(data, task.split);

  const started = performance.now();
  const trained = folds.map((fold, at) => trainFold(data, fold, at, { task, recipe, hooks, folds: folds.length }));
  const trainMs = performance.now() - started;
  const measured = trained.flatMap(({ samples }) => samples);
  const figures = figuresOf(measured, task.preparation.target_scale);
  if (folds.length > 1) {
    trained.forEach(({ samples }, at) =>
      hooks.onMetrics(entriesOf(figuresOf(samples, task.preparation.target_scale), samples, at + 1)),
    );
  }
  hooks.onMetrics([...entriesOf(figures, measured, 0), { name: 'train_ms', step: 0, value: trainMs }]);

  const [first, firstFold] = [trained[0]!, folds[0]!];
  hooks.onParams(partsOf(firstFold, folds.length));
  const report: QueryRunReport = {
    target_scale: task.preparation.target_scale,
    folds: folds.length,
    parts: {
      train: sizeOf(firstFold.train),
      calibration: sizeOf(firstFold.calibration),
      test: sizeOf(firstFold.test),
    },
    errors: figures.errors,
    baselines: figures.baselines,
    by_history: figuresByHistory(measured, task.preparation.target_scale),
    interval: {
      level,
      coverage: figures.coverage,
      by_fold: trained.map(({ samples }) => coverageIn(samples)),
      by_fifth: coverageByFifth(measured),
    },
    predictions: measured.map(predictedSample),
    importance: importanceOf(first.model, data, firstFold, task, hooks),
    learning_curve: learningCurve(data, firstFold, first.fitted, { task, recipe, hooks }),
    preparation: first.fitted.report,
  };
  stopIfAsked(hooks);
  hooks.onProgress('Storing the model', 0, 1);
  await hooks.onFiles([
    reportFile(report),
    predictionsCsv(report.predictions),
    ...statisticalReport(report.preparation),
  ]);
  await hooks.onModel(saveQueryModel(first.model));
  hooks.onProgress('Storing the model', 1, 1);
}

type Around = { task: QueryTrainTask; recipe: Recipe; hooks: QueryTrainHooks };
type Trained = { model: QueryModel; fitted: Fitted; samples: Measured[] };

function trainFold(
  data: QuerySamples,
  fold: Fold,
  at: number,
  { task, recipe, hooks, folds }: Around & { folds: number },
): Trained {
  const stage = folds > 1 ? `Training, fold ${at + 1} of ${folds}` : 'Training';
  const fitted = fitPart(data, fold.train, stage, { task, recipe, hooks });
  const model = modelOf(data, fitted, fold.calibration.samples, fold.train.samples);
  return { model, fitted, samples: measure(model, data, fold.test.samples, at) };
}

function fitPart(data: QuerySamples, { samples }: Part, stage: string, { task, recipe, hooks }: Around): Fitted {
  stopIfAsked(hooks);
  return fit(data, samples, recipe, {
    seed: task.seed,
    onStep: (done, total) => hooks.onProgress(stage, done, total),
    shouldStop: hooks.shouldStop,
  });
}

function importanceOf(
  model: QueryModel,
  data: QuerySamples,
  { test }: Fold,
  task: QueryTrainTask,
  hooks: QueryTrainHooks,
) {
  stopIfAsked(hooks);
  return permutationImportance(model, data, test.samples, {
    permutations: task.permutations,
    seed: task.seed,
    onStep(done, total) {
      hooks.onProgress('Importance of the features', done, total);
      stopIfAsked(hooks);
    },
  });
}

/** What models learn from a growing part of the training queries, measured on the same test part. */
function learningCurve(
  data: QuerySamples,
  fold: Fold,
  whole: Fitted,
  around: Around,
): QueryRunReport['learning_curve'] {
  const { task } = around;
  return Array.from({ length: task.learning_curve }, (_, at) => {
    const share = (at + 1) / task.learning_curve;
    const isWhole = at === task.learning_curve - 1;
    const part = isWhole ? fold.train : shareOfPart(data, fold.train, share, task.split.seed);
    const stage = `Learning curve, ${Math.round(share * 100)} %`;
    const fitted = isWhole ? whole : fitPart(data, part, stage, around);
    const { r2, mae_ms } = errorsOnTest(data, fold.test, fitted, task);
    return { share, ...sizeOf(part), r2, mae_ms };
  });
}

function errorsOnTest(data: QuerySamples, { samples }: Part, fitted: Fitted, { preparation }: QueryTrainTask): Errors {
  const scale = preparation.target_scale;
  return errorsOf(
    Float64Array.from(samples, (sample) => data.times[sample]!),
    Float64Array.from(samples, (sample) => fromScale(estimate(fitted, rowOf(data, sample)), scale)),
    scale,
  );
}

/** Metrics as they are logged; one without a value is logged as not a number. */
function entriesOf(figures: Figures, samples: readonly Measured[], step: number) {
  const named = (prefix: string, errors: Errors) =>
    Object.entries(errors).map(([name, value]) => [`${prefix}${name}`, value ?? NaN] as const);
  const all: (readonly [string, number])[] = [
    ...named('', figures.errors),
    [`pinball@${level}`, figures.pinball],
    [intervalCoverageMetric, figures.coverage],
    ['interval_width_ms', figures.interval_width_ms],
    ...named('baseline_mean_', figures.baselines.mean),
    ...named('baseline_last_', figures.baselines.last_value),
    ['n_test_queries', new Set(samples.map(({ query_id }) => query_id)).size],
    ['n_test_samples', samples.length],
  ];
  return all.map(([name, value]) => ({ name, step, value }));
}

function partsOf({ train, calibration, test }: Fold, folds: number): Record<string, ParamValue> {
  return {
    n_train_queries: train.queries.length,
    n_calibration_queries: calibration.queries.length,
    n_test_queries: test.queries.length,
    metrics_of: folds > 1 ? 'test parts of all folds' : 'test part',
    model_trained_on: folds > 1 ? 'training part of the first fold' : 'training part',
  };
}

const sizeOf = ({ queries, samples }: Part) => ({ queries: queries.length, samples: samples.length });

const predictedSample = ({ quantile_ms: _q, mean_ms: _m, last_ms: _l, seen: _s, ...sample }: Measured) => sample;

function stopIfAsked({ shouldStop }: Pick<QueryTrainHooks, 'shouldStop'>): void {
  if (shouldStop()) throw new KindredError('cancelled', 'The run was cancelled.');
}
