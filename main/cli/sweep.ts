import type { Command } from 'commander';
import { answerSweep } from './answer-sweep.ts';
import type { Cli } from './cli.ts';
import { examples } from './examples.ts';
import { share } from './flags.ts';
import { addRankingFlags, splitFrom, treatmentFrom, type RankingOptions } from './ranking-flags.ts';
import { addSearchFlags, searchFrom, type InputOfSweep, type SearchOptions } from './search-flags.ts';

type Options = SearchOptions & RankingOptions & { validation?: number };

export function sweepCommand(command: Command, cli: Cli): void {
  addSearchFlags(command, {
    algorithms: 'such as user_knn, ease or als',
    methods: ['grid', 'random', 'halving'],
    metric: 'ndcg@10; val_ndcg@10 with --validation',
    experiment: 'default',
  });
  addRankingFlags(command)
    .option(
      '--validation <share>',
      'share of the training part to validate on; what decides is then measured there',
      share,
    )
    .action(async (options: Options) =>
      cli.print(await answerSweep(cli, options, 'recommender', () => requestOf(options))),
    );
  examples(
    command,
    'kindred sweep --dataset shop --algorithm user_knn --over n_neighbors=10,20,50,100 --over shrinkage=0,10 --seeds 3',
    'kindred sweep --dataset shop --algorithm als --method random --trials 30 --over factors=16..128:log --over regularization=0.001..0.1:log --validation 0.1',
    'kindred sweep --dataset shop --algorithm item_knn --method halving --trials 27 --over n_neighbors=5..500:log --dry-run',
    'kindred sweep --resume "user_knn n_neighbors"',
  );
}

/** A flag that was not given is undefined, and the contract's default holds. */
function requestOf(options: Options): InputOfSweep {
  const { base, search } = searchFrom(options, 'sweep');
  return {
    ...search,
    base: {
      ...base,
      split: { ...splitFrom(options), validation_share: options.validation },
      candidates: options.candidates,
      evaluation: treatmentFrom(options),
      ks: options.k,
    },
  };
}
