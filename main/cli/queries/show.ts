import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { wholeNumber } from '../flags.ts';
import { withCore } from '../session.ts';
import { queryDatasetText } from './query-dataset-text.ts';

export function showQueryDatasetCommand(command: Command, cli: Cli): void {
  command
    .argument('<dataset>', 'name (its newest version), name@version or id')
    .option('--slowest <n>', 'how many of its slowest samples are shown', wholeNumber(0, 1000), 5)
    .action(async (ref: string, { slowest }: { slowest: number }) => {
      const { dataset, samples } = await withCore(cli, async ({ client }) => {
        const found = await client.performance.dataset({ dataset: ref });
        const page = slowest === 0 ? null : await client.performance.samples({ dataset: found.id, limit: slowest });
        return { dataset: found, samples: page?.samples ?? [] };
      });
      cli.print({ json: { dataset, slowest: samples }, text: queryDatasetText(dataset, samples) });
    });
  examples(command, 'kindred queries show shop-queries', 'kindred queries show shop-queries@2 --slowest 20 --json');
}
