import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { slicesText } from '../slices-text.ts';

export function slicesCommand(command: Command, cli: Cli): void {
  command
    .argument('<run>', 'number, name or id')
    .option('--metric <name>', 'a metric that is kept for single users', 'ndcg@10')
    .action(async (run: string, { metric }: { metric: string }) => {
      const slices = await withCore(cli, ({ client }) => client.runs.slices({ run, metric }));
      cli.print({ json: slices, text: slicesText(slices) });
    });
  examples(command, 'kindred runs slices 3', 'kindred runs slices 3 --metric recall@20 --json');
}
