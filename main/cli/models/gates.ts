import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { gatesText } from '../model-text.ts';
import { withCore } from '../session.ts';
import { paragraphs } from '../text.ts';
import { addGateFlags, gateOptions, type GateFlags } from './gate-flags.ts';

export function modelGatesCommand(command: Command, cli: Cli): void {
  addGateFlags(command).action(async (version: string, flags: GateFlags) => {
    const answer = await withCore(cli, ({ client }) => client.models.gates({ version, ...gateOptions(flags) }));
    const { gates, comparison } = answer;
    const exit = gates.every(({ ok }) => ok) ? 0 : 1;
    cli.print({ json: answer, text: paragraphs(comparison?.summary ?? '', gatesText(gates)), exit });
  });
  examples(command, 'kindred models gates feed', 'kindred models gates feed@3 --metric recall@20 --group-limit 5');
}
