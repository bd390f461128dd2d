import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';

export function deleteConnectionCommand(command: Command, cli: Cli): void {
  command.argument('<connection>', 'its name or id').action(async (connection: string) => {
    const { deleted } = await withCore(cli, ({ client }) => client.connections.delete({ connection }));
    cli.print({ json: { deleted }, text: `Connection "${deleted.name}" is deleted, and its password with it.` });
  });
  examples(command, 'kindred connections delete shop');
}
