import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { datasetsText } from '../dataset-text.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';

export function listDatasetsCommand(command: Command, cli: Cli): void {
  command.action(async () => {
    const datasets = await withCore(cli, ({ client }) => client.datasets.list({}));
    cli.print({ json: { datasets }, text: datasetsText(datasets) });
  });
  examples(command, 'kindred datasets list', 'kindred datasets list --json');
}
