import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withKeys } from './open-keys-file.ts';

export function revokeKeyCommand(command: Command, cli: Cli): void {
  command.argument('<key>', 'name or id').action(async (ref: string) => {
    const revoked = await withKeys((keys) => keys.revoke(ref));
    cli.print({ json: { revoked }, text: `The key "${revoked.name}" is good for nothing any more.` });
  });
  examples(command, 'kindred keys revoke web');
}
