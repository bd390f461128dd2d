import type { Command } from 'commander';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { finishWith } from '../finish-runs.ts';
import { jsonOrText, pairs, required, wholeNumber, type Json } from '../flags.ts';
import { number, valueInterval } from '../numbers.ts';
import { maxSeed } from '../ranking-flags.ts';
import { runText } from '../run-text.ts';
import { addQueryTrainFlags, trainingFrom, type QueryTrainOptions } from './train-flags.ts';
import { paragraphs, table, type Column } from '../text.ts';

type Options = QueryTrainOptions & {
  dataset: string;
  algorithm: string;
  set?: Record<string, Json>;
  seed?: number;
  seeds?: number;
  experiment?: string;
  name?: string;
  tag?: Record<string, string>;
  note?: string;
};

export function trainQueriesCommand(command: Command, cli: Cli): void {
  required(command, '--dataset <name>', 'a dataset of query samples: name (its newest version), name@version or id');
  required(command, '--algorithm <name>', 'gradient_boosting, random_forest or ridge').option(
    '--set <key=value>',
    'a parameter of the algorithm; may be given again',
    pairs(jsonOrText),
  );
  addQueryTrainFlags(command)
    .option('--seed <n>', 'seed of everything random in the run (42)', wholeNumber(0, maxSeed))
    .option('--seeds <n>', 'train n runs, with seed, seed + 1, …', wholeNumber(1, 100))
    .option('--experiment <name>', 'the experiment that the run belongs to (query performance)')
    .option('--name <name>', 'name of the run')
    .option('--tag <key=value>', 'a tag of the run; may be given again', pairs(String))
    .option('--note <text>', 'a note of the run')
    .action(async (options: Options) => {
      const { runs, reports } = await finishWith(
        cli,
        (client) => client.performance.train(requestOf(options)),
        (client, { id }) => client.performance.report({ run: id }),
      );
      const single = options.seeds === undefined;
      // All predictions are in the run's files: they would bury what was asked for.
      const shown = reports.map(withoutPredictions);
      cli.print({
        json: single ? { run: runs[0], report: shown[0] } : { runs, reports: shown },
        text: paragraphs(...runs.map((run, at) => paragraphs(runText(run), reportText(run, reports[at]!)))),
      });
    });
  examples(
    command,
    'kindred queries train --dataset shop-queries --algorithm gradient_boosting',
    'kindred queries train --dataset shop-queries --algorithm random_forest --set n_estimators=100 --folds 5',
    'kindred queries train --dataset shop-queries --algorithm ridge --set alpha=10 --target-scale log --json',
  );
}

function withoutPredictions(report: QueryRunReport): Omit<QueryRunReport, 'predictions'> {
  const { predictions: _, ...rest } = report;
  return rest;
}

/** A flag that was not given is undefined, and the contract's default holds. */
function requestOf(options: Options) {
  const { dataset, algorithm, seed, seeds, experiment, name, tag, note } = options;
  return {
    dataset,
    algorithm,
    config: options.set,
    ...trainingFrom(options),
    seed,
    seeds,
    experiment,
    name,
    note,
    tags: tag,
  };
}

function reportText({ metrics }: Run, report: QueryRunReport): string {
  const { parts, interval, importance, learning_curve: curve } = report;
  const errors = [
    { name: 'this model', ...report.errors },
    { name: 'last value', ...report.baselines.last_value },
    { name: 'constant mean', ...report.baselines.mean },
  ];
  return paragraphs(
    `${parts.train.queries} queries for training, ${parts.calibration.queries} for the intervals, ${number(metrics['n_test_queries'])} tested, none of them seen in training.`,
    table(errorColumns, errors),
    table(historyColumns, report.by_history),
    `${number(interval.coverage * 100)} % of the times lie inside their ${interval.level * 100} % interval.`,
    importance.length === 0 ? '' : table(importanceColumns, importance),
    curve.length === 0 ? '' : table(curveColumns, curve),
  );
}

const errorColumns: Column<QueryRunReport['errors'] & { name: string }>[] = [
  { title: 'on unseen queries', value: ({ name }) => name },
  { title: 'r2', value: ({ r2 }) => number(r2), align: 'right' },
  { title: 'mae_ms', value: ({ mae_ms }) => number(mae_ms), align: 'right' },
  { title: 'rmse_ms', value: ({ rmse_ms }) => number(rmse_ms), align: 'right' },
  { title: 'mape', value: ({ mape }) => number(mape), align: 'right' },
];

const historyColumns: Column<QueryRunReport['by_history'][number]>[] = [
  { title: 'of these', value: ({ seen }) => (seen ? 'seen before' : 'never seen') },
  { title: 'samples', value: ({ samples }) => number(samples), align: 'right' },
  { title: 'mae_ms', value: ({ errors }) => number(errors.mae_ms), align: 'right' },
  { title: 'mae_ms of last value', value: ({ last_value }) => number(last_value.mae_ms), align: 'right' },
  { title: 'coverage', value: ({ coverage }) => number(coverage), align: 'right' },
];

const importanceColumns: Column<QueryRunReport['importance'][number]>[] = [
  { title: 'importance of', value: ({ feature }) => feature },
  { title: 'rise of the error', value: ({ mean }) => number(mean), align: 'right' },
  { title: '95 %', value: ({ ci }) => valueInterval(ci), align: 'right' },
];

const curveColumns: Column<QueryRunReport['learning_curve'][number]>[] = [
  { title: 'trained on', value: ({ queries }) => `${queries} queries` },
  { title: 'r2', value: ({ r2 }) => number(r2), align: 'right' },
  { title: 'mae_ms', value: ({ mae_ms }) => number(mae_ms), align: 'right' },
];
