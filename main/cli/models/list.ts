import type { Command } from 'commander';
import type { Kind } from '#shared/domain/kind.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { kindFlag } from '../flags.ts';
import { modelsText } from '../model-text.ts';
import { withCore } from '../session.ts';

export function listModelsCommand(command: Command, cli: Cli): void {
  command.addOption(kindFlag('models')).action(async ({ kind }: { kind?: Kind }) => {
    const models = await withCore(cli, ({ client }) => client.models.list({ kind }));
    cli.print({ json: { models }, text: modelsText(models) });
  });
  examples(command, 'kindred models list', 'kindred models list --json');
}
