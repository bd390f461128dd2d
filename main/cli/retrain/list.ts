import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withCore } from '../session.ts';
import { plansText } from './retraining-text.ts';

export function listPlansCommand(command: Command, cli: Cli): void {
  command.action(async () => {
    const plans = await withCore(cli, ({ client }) => client.retraining.plans({}));
    cli.print({ json: { plans }, text: plansText(plans) });
  });
}
