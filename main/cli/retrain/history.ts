import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { wholeNumber } from '../flags.ts';
import { withCore } from '../session.ts';
import { retrainingsText } from './retraining-text.ts';

export function retrainHistoryCommand(command: Command, cli: Cli): void {
  command
    .argument('<model>', 'the name of a model')
    .option('--limit <n>', 'at most so many', wholeNumber(1, 1000), 50)
    .action(async (model: string, { limit }: { limit: number }) => {
      const history = await withCore(cli, ({ client }) => client.retraining.history({ model, limit }));
      cli.print({ json: { history }, text: retrainingsText(history) });
    });
  examples(command, 'kindred retrain history feed');
}
