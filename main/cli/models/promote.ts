import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { gatesText, versionJson } from '../model-text.ts';
import { withCore } from '../session.ts';
import { paragraphs } from '../text.ts';
import { addGateFlags, gateOptions, type GateFlags } from './gate-flags.ts';

type Options = GateFlags & { note?: string; reason?: string };

export function promoteModelCommand(command: Command, cli: Cli): void {
  addGateFlags(command)
    .option('--note <text>', 'why')
    .option('--reason <text>', 'promote although a gate says no: why, in at least 10 characters; the history keeps it')
    .action(async (ref: string, { note, reason, ...flags }: Options) => {
      const version = await withCore(cli, ({ client }) =>
        client.models.promote({ version: ref, ...gateOptions(flags), note, override_reason: reason }),
      );
      const { model_version, comparison, gates } = version;
      const text = paragraphs(`${model_version} is live.`, comparison?.summary ?? '', gatesText(gates));
      cli.print({ json: { model: versionJson(version) }, text });
    });
  examples(
    command,
    'kindred models promote feed',
    `kindred models promote feed@3 --note 'better for new users'`,
    `kindred models promote feed@3 --reason 'the old data is gone, nothing to compare with'`,
  );
}
