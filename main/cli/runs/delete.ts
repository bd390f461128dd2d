import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { changeRuns } from './change-runs.ts';

export function deleteRunsCommand(command: Command, cli: Cli): void {
  command
    .argument('<run...>', 'numbers, names or ids')
    .action((refs: string[]) =>
      changeRuns(
        cli,
        refs,
        (client, run) => client.runs.delete({ run }),
        'is archived; "kindred runs restore" brings it back.',
      ),
    );
  examples(command, 'kindred runs delete 3', 'kindred runs delete 3 4 5');
}
