import { InvalidArgumentError, type Command } from 'commander';
import type { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { SweepRequest } from '#shared/domain/sweep.ts';
import { choice, finiteNumber, jsonOrText, pairs, wholeNumber, type Json } from './flags.ts';
import { readOver, type Over } from './over-flag.ts';
import { maxSeed } from './ranking-flags.ts';

export type InputOfSweep = z.input<typeof SweepRequest>;

/** What is searched, how, and what is done instead of starting it; a flag that was not given is undefined. */
export type SearchOptions = {
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
  experiment?: string;
  name?: string;
  dryRun?: true;
  list?: true;
  resume?: string;
};

type Words = {
  algorithms: string;
  methods: readonly NonNullable<SearchOptions['method']>[];
  metric: string;
  experiment: string;
};

const methodText = {
  grid: 'grid: all combinations',
  random: 'random',
  halving: 'halving: many on a part of the data, the best of them on more',
} as const;

/** The flags of a search over the parameters of an algorithm of any kind. */
export function addSearchFlags(command: Command, { algorithms, methods, metric, experiment }: Words): Command {
  const halves = methods.includes('halving');
  command
    .option('--dataset <name>', 'name (its newest version), name@version or id')
    .option('--algorithm <name>', algorithms)
    .option(
      '--over <key=values>',
      'a parameter to vary: 10,20,50 or a range such as 10..200 or 0.001..1:log; may be given again',
      pairs(readOver),
    )
    .option('--set <key=value>', 'a parameter that stays; may be given again', pairs(jsonOrText))
    .addOption(choice('--method <name>', `${methods.map((name) => methodText[name]).join('; ')} (grid)`, methods))
    .option('--trials <n>', `trials of random (20)${halves ? ' and halving (27)' : ''}`, wholeNumber(1, 500));
  if (halves) {
    command
      .option('--eta <n>', 'halving: one in so many trials goes on (3)', wholeNumber(2, 10))
      .option('--min-share <share>', 'halving: least share of the training data (0.1)', leastShare);
  }
  return command
    .option('--metric <name>', `what decides (${metric})`)
    .option('--seed <n>', 'seed of the draws, and of the first run of each trial (42)', wholeNumber(0, maxSeed))
    .option('--seeds <n>', 'runs of each trial, with seed, seed + 1, …', wholeNumber(1, 100))
    .option('--experiment <name>', `the experiment that the runs belong to (${experiment})`)
    .option('--name <name>', 'name of the sweep')
    .option('--dry-run', 'say what it would do and cost, and start nothing')
    .option('--list', 'list all sweeps')
    .option('--resume <sweep>', 'go on with a sweep that was cancelled or interrupted');
}

/** What is searched. @param command whose help has examples @throws KindredError invalid_input naming the flag that is missing */
export function searchFrom({ dataset, algorithm, over, ...options }: SearchOptions, command: string) {
  const missing = (flag: string) =>
    new KindredError('invalid_input', `${flag} is missing. "kindred ${command} --help" has examples.`);
  if (dataset === undefined) throw missing('--dataset <name>');
  if (algorithm === undefined) throw missing('--algorithm <name>');
  if (over === undefined) throw missing('--over <key=values>');
  const { name, metric, set: config, experiment, seed, seeds } = options;
  return {
    base: { dataset, algorithm, config, experiment, seed, seeds },
    search: { name, over, method: methodFrom(options), metric },
  };
}

function methodFrom({ method = 'grid', trials, eta, minShare }: SearchOptions): InputOfSweep['method'] {
  if (method === 'grid') return { kind: 'grid' };
  return method === 'random' ? { kind: 'random', trials } : { kind: 'halving', trials, eta, min_share: minShare };
}

function leastShare(text: string): number {
  const value = finiteNumber(text);
  if (value >= 0.01 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0.01 to 1.');
}
