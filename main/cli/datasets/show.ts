import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { datasetText } from '../dataset-text.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';

export function showDatasetCommand(command: Command, cli: Cli): void {
  command.argument('<dataset>', 'name (its newest version), name@version or id').action(async (ref: string) => {
    const dataset = await withCore(cli, ({ client }) => client.datasets.show({ dataset: ref }));
    cli.print({ json: { dataset }, text: datasetText(dataset) });
  });
  examples(command, 'kindred datasets show shop', 'kindred datasets show shop@1 --json');
}
