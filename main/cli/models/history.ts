import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { historyText } from '../model-text.ts';
import { withCore } from '../session.ts';

export function modelHistoryCommand(command: Command, cli: Cli): void {
  command.argument('<model>', 'the name of a model').action(async (model: string) => {
    const history = await withCore(cli, ({ client }) => client.models.history({ model }));
    cli.print({ json: { history }, text: historyText(history) });
  });
  examples(command, 'kindred models history feed', 'kindred models history feed --json');
}
