import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { modelText } from '../model-text.ts';
import { withCore } from '../session.ts';

export function modelAliasCommand(command: Command, cli: Cli): void {
  command
    .argument('<model>', 'the version that gets the alias: name@version or name@alias; a name with --remove')
    .argument('<alias>', 'candidate, or a word of your own; live and previous follow promotion')
    .option('--note <text>', 'why')
    .option('--remove', 'take the alias away')
    .action(async (ref: string, alias: string, { note, remove }: { note?: string; remove?: boolean }) => {
      const model = await withCore(cli, async ({ client }) => {
        if (remove) return client.models.setAlias({ model: ref, alias, version: null, note });
        if (!ref.includes('@')) throw new KindredError('invalid_input', `Name the version too, as in ${ref}@1.`);
        const version = await client.models.version({ version: ref });
        return client.models.setAlias({ model: version.model, alias, version: version.version, note });
      });
      cli.print({ json: { model }, text: modelText(model) });
    });
  examples(command, 'kindred models alias feed@3 candidate', 'kindred models alias feed holiday --remove');
}
