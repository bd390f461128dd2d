import { InvalidArgumentError, type Command } from 'commander';
import { UnknownItems, UnknownUsers } from '#shared/domain/evaluation.ts';
import { Candidates, SplitKind } from '#shared/domain/split.ts';
import { choice, share, wholeNumber, wholeNumbers } from './flags.ts';

/** What is held out, what it is ranked against and what is counted; a flag that was not given is undefined. */
export type RankingOptions = {
  split?: SplitKind;
  testShare?: number;
  folds?: number;
  splitSeed?: number;
  candidates?: string;
  k?: number[];
  unknownItems?: UnknownItems;
  unknownUsers?: UnknownUsers;
};

/** The greatest seed. */
export const maxSeed = 2 ** 31 - 1;

/** @param otherwise what holds where a flag is not given; the contract's default unless said */
export function addRankingFlags(command: Command, otherwise?: string): Command {
  const unless = (usual: string) => otherwise ?? usual;
  return command
    .addOption(
      choice(
        '--split <kind>',
        `how to hold out (${unless('temporal where times exist, else random')})`,
        SplitKind.options,
      ),
    )
    .option('--test-share <share>', 'share held out by temporal and random (0.2)', share)
    .option('--folds <n>', 'folds of --split folds (5)', wholeNumber(2, 20))
    .option('--split-seed <n>', 'seed of the split and of sampled candidates (42)', wholeNumber(0, maxSeed))
    .option('--candidates <set>', `what is ranked: all, given or sampled:N (${unless('all')})`, candidates)
    .option('--k <list>', `list lengths of the metrics (${unless('5,10,20')})`, wholeNumbers)
    .addOption(
      choice(
        '--unknown-items <what>',
        `held-out items that nobody has in train: keep them in the denominators, or drop them (${unless('keep')})`,
        UnknownItems.options,
      ),
    )
    .addOption(
      choice(
        '--unknown-users <what>',
        `users without training interactions: skip them, or let the cold-start policy answer (${unless('cold_start')})`,
        UnknownUsers.options,
      ),
    );
}

/** The part of a request that says what is held out. */
export const splitFrom = ({ split, testShare, folds, splitSeed }: RankingOptions) => ({
  kind: split,
  test_share: testShare,
  n_folds: folds,
  seed: splitSeed,
});

export const treatmentFrom = ({ unknownItems, unknownUsers }: RankingOptions) => ({
  unknown_items: unknownItems,
  unknown_users: unknownUsers,
});

function candidates(text: string): string {
  if (Candidates.safeParse(text).success) return text;
  throw new InvalidArgumentError('It must be all, given or sampled:N, such as sampled:99.');
}
