import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';

export function restoreDatasetCommand(command: Command, cli: Cli): void {
  command.argument('<dataset>', 'name (what was deleted last), name@version or id').action(async (ref: string) => {
    const restored = await withCore(cli, ({ client }) => client.datasets.restore({ dataset: ref }));
    cli.print({ json: { dataset: restored }, text: `Dataset "${restored.name}" version ${restored.version} is back.` });
  });
  examples(command, 'kindred datasets restore shop', 'kindred datasets restore shop@1');
}
