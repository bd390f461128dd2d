import { InvalidArgumentError, type Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import type { InputOfSweep } from './sweep-request.ts';
import type { Sweep, SweepPlan } from '#shared/domain/sweep.ts';
import type { Answer, Cli } from './cli.ts';
import { examples } from './examples.ts';
import { choice, finiteNumber, jsonOrText, pairs, share, wholeNumber, type Json } from './flags.ts';
import { followSweep } from './follow-sweep.ts';
import { readOver, type Over } from './over-flag.ts';
import { addRankingFlags, maxSeed, type RankingOptions } from './ranking-flags.ts';
import { withCore, withCoreUntilDone, type Session } from './session.ts';
import { sweepRequest } from './sweep-request.ts';
import { planText, sweepsText, sweepText } from './sweep-text.ts';

export type SweepOptions = RankingOptions & {
  dataset?: string;
  algorithm?: string;
  over?: Record<string, Over>;
  set?: Record<string, Json>;
  method?: 'grid' | 'random' | 'halving';
  trials?: number;
  eta?: number;
  minShare?: number;
  metric?: string;
  seed?: number;
  seeds?: number;
  validation?: number;
  experiment?: string;
  name?: string;
  dryRun?: true;
  list?: true;
  resume?: string;
};

export function sweepCommand(command: Command, cli: Cli): void {
  command
    .option('--dataset <name>', 'name (its newest version), name@version or id')
    .option('--algorithm <name>', 'such as user_knn, ease or als')
    .option(
      '--over <key=values>',
      'a parameter to vary: 10,20,50 or a range such as 10..200 or 0.001..1:log; may be given again',
      pairs(readOver),
    )
    .option('--set <key=value>', 'a parameter that stays; may be given again', pairs(jsonOrText))
    .addOption(
      choice(
        '--method <name>',
        'grid: all combinations; random; halving: many on a part of the data, the best of them on more (grid)',
        ['grid', 'random', 'halving'],
      ),
    )
    .option('--trials <n>', 'trials of random (20) and halving (27)', wholeNumber(1, 500))
    .option('--eta <n>', 'halving: one in so many trials goes on (3)', wholeNumber(2, 10))
    .option('--min-share <share>', 'halving: least share of the training data (0.1)', leastShare)
    .option('--metric <name>', 'what decides (ndcg@10; val_ndcg@10 with --validation)')
    .option('--seed <n>', 'seed of the draws, and of the first run of each trial (42)', wholeNumber(0, maxSeed))
    .option('--seeds <n>', 'runs of each trial, with seed, seed + 1, …', wholeNumber(1, 100))
    .option('--experiment <name>', 'the experiment that the runs belong to (default)')
    .option('--name <name>', 'name of the sweep')
    .option('--dry-run', 'say what it would do and cost, and start nothing')
    .option('--list', 'list all sweeps')
    .option('--resume <sweep>', 'go on with a sweep that was cancelled or interrupted');
  addRankingFlags(command)
    .option(
      '--validation <share>',
      'share of the training part to validate on; what decides is then measured there',
      share,
    )
    .action(async (options: SweepOptions) => cli.print(await answer(cli, options)));
  examples(
    command,
    'kindred sweep --dataset shop --algorithm user_knn --over n_neighbors=10,20,50,100 --over shrinkage=0,10 --seeds 3',
    'kindred sweep --dataset shop --algorithm als --method random --trials 30 --over factors=16..128:log --over regularization=0.001..0.1:log --validation 0.1',
    'kindred sweep --dataset shop --algorithm item_knn --method halving --trials 27 --over n_neighbors=5..500:log --dry-run',
    'kindred sweep --resume "user_knn n_neighbors"',
  );
}

async function answer(cli: Cli, options: SweepOptions): Promise<Answer> {
  if (options.list) {
    const sweeps = await withCore(cli, ({ client }) => client.sweeps.list({}));
    return { json: { sweeps }, text: sweepsText(sweeps) };
  }
  if (options.resume !== undefined) {
    const sweep = options.resume;
    return finished(cli, ({ client }) => client.sweeps.resume({ sweep }));
  }
  const request = sweepRequest(options);
  if (options.dryRun) {
    const plan = await withCore(cli, ({ client }) => client.sweeps.plan(request));
    return { json: { plan }, text: planText(plan) };
  }
  return finished(cli, async (session) => start(session, request));
}

/** Says what it will cost, and starts. */
async function start({ client, progress }: Session, request: InputOfSweep): Promise<Sweep> {
  const plan: SweepPlan = await client.sweeps.plan(request);
  progress.note(planText(plan));
  return client.sweeps.start(request);
}

async function finished(cli: Cli, begin: (session: Session) => Promise<Sweep>): Promise<Answer> {
  const sweep = await withCoreUntilDone(cli, (session) => followSweep(session, () => begin(session)));
  if (cli.interrupt.aborted) {
    throw new KindredError(
      'cancelled',
      `Interrupted. ${sweep.progress.finished} of ${sweep.progress.runs} runs of sweep "${sweep.name}" are finished and kept; "kindred sweep --resume ${sweep.id}" goes on.`,
      { details: { sweep } },
    );
  }
  if (sweep.status !== 'FINISHED') {
    throw new KindredError(
      'internal',
      `Sweep "${sweep.name}" is ${sweep.status}: ${sweep.error ?? 'no reason is known.'}`,
      {
        details: { sweep },
      },
    );
  }
  return { json: { sweep }, text: sweepText(sweep) };
}

function leastShare(text: string): number {
  const value = finiteNumber(text);
  if (value >= 0.01 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0.01 to 1.');
}
