import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';

export function restoreQueryDatasetCommand(command: Command, cli: Cli): void {
  command.argument('<dataset>', 'name (what was deleted last), name@version or id').action(async (ref: string) => {
    const dataset = await withCore(cli, ({ client }) => client.performance.restoreDataset({ dataset: ref }));
    cli.print({ json: { dataset }, text: `Dataset "${dataset.name}" version ${dataset.version} is back.` });
  });
  examples(command, 'kindred queries restore shop-queries', 'kindred queries restore shop-queries@1');
}
