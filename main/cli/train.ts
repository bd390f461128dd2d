import type { Command } from 'commander';
import type { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Answer, Cli } from './cli.ts';
import { evaluationText } from './evaluation-text.ts';
import { examples } from './examples.ts';
import { jsonOrText, pairs, required, share, wholeNumber, type Json } from './flags.ts';
import { finishRuns } from './finish-runs.ts';
import { addRankingFlags, maxSeed, splitFrom, treatmentFrom, type RankingOptions } from './ranking-flags.ts';
import { runText } from './run-text.ts';
import { seedsText } from './seeds-text.ts';
import { paragraphs } from './text.ts';

type Options = RankingOptions & {
  dataset: string;
  algorithm: string;
  set?: Record<string, Json>;
  seed?: number;
  seeds?: number;
  experiment?: string;
  name?: string;
  validation?: number;
  tag?: Record<string, string>;
  note?: string;
};

export function trainCommand(command: Command, cli: Cli): void {
  required(command, '--dataset <name>', 'name (its newest version), name@version or id');
  required(command, '--algorithm <name>', 'such as user_knn, ease, als or popularity; a wrong one is answered with all')
    .option('--set <key=value>', 'a parameter of the algorithm; may be given again', pairs(jsonOrText))
    .option('--seed <n>', 'seed of everything random in the run (42)', wholeNumber(0, maxSeed))
    .option('--seeds <n>', 'train n runs, with seed, seed + 1, …', wholeNumber(1, 100))
    .option('--experiment <name>', 'the experiment that the run belongs to (default)')
    .option('--name <name>', 'name of the run');
  addRankingFlags(command)
    .option(
      '--validation <share>',
      'share of the training part to validate on; the model is then trained on both',
      share,
    )
    .option('--tag <key=value>', 'a tag of the run; may be given again', pairs(String))
    .option('--note <text>', 'a note of the run')
    .action(async (options: Options) => cli.print(await train(cli, options)));
  examples(
    command,
    'kindred train --dataset shop --algorithm popularity',
    'kindred train --dataset shop --algorithm user_knn --set n_neighbors=50 --set shrinkage=10',
    'kindred train --dataset shop --algorithm user_knn --validation 0.1',
    'kindred train --dataset ml1m --algorithm item_knn --split given --candidates given --json',
    'kindred train --dataset shop --algorithm random --seeds 5 --experiment baselines',
  );
}

async function train(cli: Cli, options: Options): Promise<Answer> {
  const { runs, evaluations } = await finishRuns(cli, (client) => client.runs.start(requestOf(options)));
  return options.seeds === undefined
    ? answerOf(runs[0]!, evaluations[0]!)
    : { json: { runs, evaluations }, text: seedsText(runs, evaluations) };
}

/** A run with what must be said beside its numbers. */
export const answerOf = (run: Run, evaluation: EvaluationReport | null): Answer => ({
  json: { run, evaluation },
  text: paragraphs(runText(run), evaluation ? evaluationText(evaluation) : ''),
});

/** A flag that was not given is undefined, and the contract's default holds. */
function requestOf(options: Options) {
  const { dataset, algorithm, seed, seeds, experiment, name, candidates, validation, note } = options;
  return {
    dataset,
    algorithm,
    config: options.set,
    experiment,
    name,
    split: { ...splitFrom(options), validation_share: validation },
    candidates,
    evaluation: treatmentFrom(options),
    ks: options.k,
    seed,
    seeds,
    tags: options.tag,
    note,
  };
}
