import type { Command } from 'commander';
import { answerSweep } from '../answer-sweep.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { addSearchFlags, searchFrom, type InputOfSweep, type SearchOptions } from '../search-flags.ts';
import { addQueryTrainFlags, trainingFrom, type QueryTrainOptions } from './train-flags.ts';

type Options = SearchOptions & QueryTrainOptions;

export function sweepQueriesCommand(command: Command, cli: Cli): void {
  addSearchFlags(command, {
    algorithms: 'gradient_boosting, random_forest or ridge',
    methods: ['grid', 'random'],
    metric: 'mae_ms',
    experiment: 'query performance',
  });
  addQueryTrainFlags(command).action(async (options: Options) =>
    cli.print(await answerSweep(cli, options, 'query_performance', () => requestOf(options))),
  );
  examples(
    command,
    'kindred queries sweep --dataset shop-queries --algorithm ridge --over alpha=0.1,1,10,100 --folds 5',
    'kindred queries sweep --dataset shop-queries --algorithm gradient_boosting --method random --trials 20 --over learning_rate=0.02..0.3:log --over max_depth=2..6 --learning-curve 0 --permutations 0',
    'kindred queries sweep --dataset shop-queries --algorithm random_forest --over max_depth=4,8,16 --dry-run',
  );
}

/** A flag that was not given is undefined, and the contract's default holds. */
function requestOf(options: Options): InputOfSweep {
  const { base, search } = searchFrom(options, 'queries sweep');
  return { kind: 'query_performance', ...search, base: { ...base, ...trainingFrom(options) } };
}
