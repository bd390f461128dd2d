import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { versionJson } from '../model-text.ts';
import { withCore } from '../session.ts';

export function rollbackModelCommand(command: Command, cli: Cli): void {
  command
    .argument('<model>', 'the name of a model')
    .option('--note <text>', 'why')
    .action(async (model: string, { note }: { note?: string }) => {
      const version = await withCore(cli, ({ client }) => client.models.rollback({ model, note }));
      cli.print({ json: { model: versionJson(version) }, text: `${version.model_version} is live again.` });
    });
  examples(command, 'kindred models rollback feed', `kindred models rollback feed --note 'too slow'`);
}
