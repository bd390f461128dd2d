import type { Command } from 'commander';
import type { RunAgreement } from '#shared/domain/run-agreement.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { wholeNumber } from '../flags.ts';
import { number } from '../numbers.ts';
import { withCore } from '../session.ts';
import { facts, paragraphs } from '../text.ts';

export function agreementCommand(command: Command, cli: Cli): void {
  command
    .argument('<a>', 'number, name or id')
    .argument('<b>', 'another run')
    .option('--k <number>', 'length of the lists', wholeNumber(1, 100), 10)
    .action(async (a: string, b: string, { k }: { k: number }) => {
      const agreement = await withCore(cli, ({ client }) => client.runs.agreement({ a, b, k }));
      cli.print({ json: agreement, text: agreementText(agreement) });
    });
  examples(command, 'kindred runs agreement 3 4', 'kindred runs agreement 3 4 --k 20 --json');
}

function agreementText({ k, users, of, overlap, jaccard, rbo, same }: RunAgreement): string {
  const lines = facts([
    ['Overlap', `${overlap.toFixed(4)}  items that both lists have / items of the longer one`],
    ['Jaccard', `${jaccard.toFixed(4)}  items that both lists have / items that either has`],
    ['RBO', `${rbo.toFixed(4)}  rank-biased overlap, p = 0.9: what comes first counts more`],
    ['Same', `${same.toFixed(4)}  share of users whose lists are the same, also in order`],
  ]);
  return paragraphs(
    `Lists of ${number(k)}; means over ${number(users)} of ${number(of)} users that both runs know`,
    lines,
  );
}
