import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { modelText, versionJson, versionText } from '../model-text.ts';
import { withCore } from '../session.ts';

export function showModelCommand(command: Command, cli: Cli): void {
  command
    .argument('<model>', 'a name, for all its versions; name@version or name@alias for one')
    .action(async (ref: string) => {
      if (ref.includes('@')) {
        const version = await withCore(cli, ({ client }) => client.models.version({ version: ref }));
        cli.print({ json: { model: versionJson(version) }, text: versionText(version) });
      } else {
        const model = await withCore(cli, ({ client }) => client.models.show({ model: ref }));
        cli.print({ json: { model }, text: modelText(model) });
      }
    });
  examples(command, 'kindred models show feed', 'kindred models show feed@live', 'kindred models show feed@3 --json');
}
