import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { modelsText } from '../model-text.ts';
import { withCore } from '../session.ts';

export function listModelsCommand(command: Command, cli: Cli): void {
  command.action(async () => {
    const models = await withCore(cli, ({ client }) => client.models.list({}));
    cli.print({ json: { models }, text: modelsText(models) });
  });
  examples(command, 'kindred models list', 'kindred models list --json');
}
