import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { changeRuns } from './change-runs.ts';

export function restoreRunsCommand(command: Command, cli: Cli): void {
  command
    .argument('<run...>', 'numbers, names or ids')
    .action((refs: string[]) => changeRuns(cli, refs, (client, run) => client.runs.restore({ run }), 'is back.'));
  examples(command, 'kindred runs restore 3', 'kindred runs list --deleted');
}
