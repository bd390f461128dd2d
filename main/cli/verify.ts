import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { examples } from './examples.ts';
import { withCore } from './session.ts';

export function verifyCommand(command: Command, cli: Cli): void {
  command.action(async () => {
    const result = await withCore(cli, ({ client }) => client.system.verify({}));
    const { runs, artifacts, datasets, bundles } = result.checked;
    const checked = `${runs} runs, ${artifacts} artifacts, ${datasets} datasets and ${bundles} bundles were checked`;
    const text = result.ok
      ? `Everything is as it was written: ${checked}.`
      : [`${result.problems.length} problems; ${checked}.`, ...result.problems, restoreHint].join('\n');
    cli.print({ json: result, text, exit: result.ok ? 0 : 1 });
  });
  examples(command, 'kindred verify', 'kindred verify --json');
}

const restoreHint = '"kindred restore" puts a backup of the store back.';
