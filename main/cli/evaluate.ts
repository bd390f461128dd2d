import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { examples } from './examples.ts';
import { finishRuns } from './finish-runs.ts';
import { pairs, required } from './flags.ts';
import { addRankingFlags, splitFrom, treatmentFrom, type RankingOptions } from './ranking-flags.ts';
import { answerOf } from './train.ts';

type Options = RankingOptions & {
  run: string;
  leaveOutSeen?: boolean;
  experiment?: string;
  name?: string;
  tag?: Record<string, string>;
  note?: string;
};

export function evaluateCommand(command: Command, cli: Cli): void {
  required(command, '--run <run>', 'number, name or id of a finished run, whose model is measured without training');
  addRankingFlags(command, 'as in the run')
    .option('--leave-out-seen', 'leave held-out pairs out that the model has learned from, in place of refusing')
    .option('--experiment <name>', 'the experiment that the new run belongs to (that of the run)')
    .option('--name <name>', 'name of the new run')
    .option('--tag <key=value>', 'a tag of the new run; may be given again', pairs(String))
    .option('--note <text>', 'a note of the new run')
    .action(async (options: Options) => {
      const { runs, evaluations } = await finishRuns(cli, async (client) => ({
        runs: [await client.runs.evaluate(requestOf(options))],
      }));
      cli.print(answerOf(runs[0]!, evaluations[0]!));
    });
  examples(
    command,
    'kindred evaluate --run 3 --candidates sampled:99',
    'kindred evaluate --run 3 --split temporal --test-share 0.1 --k 10,50',
    'kindred evaluate --run "user_knn n_neighbors=50" --split random --leave-out-seen --json',
  );
}

function requestOf(options: Options) {
  const { run, candidates, k, leaveOutSeen, experiment, name, tag, note } = options;
  const split = splitFrom(options);
  const isAsked = Object.values(split).some((value) => value !== undefined);
  return {
    run,
    split: isAsked ? split : undefined,
    candidates,
    evaluation: treatmentFrom(options),
    ks: k,
    leave_out_seen: leaveOutSeen,
    experiment,
    name,
    tags: tag,
    note,
  };
}
