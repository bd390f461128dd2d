import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';

export function deleteQueryDatasetCommand(command: Command, cli: Cli): void {
  command.argument('<dataset>', 'name (its newest version), name@version or id').action(async (ref: string) => {
    const { deleted } = await withCore(cli, ({ client }) => client.performance.deleteDataset({ dataset: ref }));
    cli.print({
      json: { deleted },
      text: `Dataset "${deleted.name}" version ${deleted.version} is deleted; "kindred queries restore ${deleted.name}@${deleted.version}" brings it back within 30 days.`,
    });
  });
  examples(command, 'kindred queries delete shop-queries@1');
}
