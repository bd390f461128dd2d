import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { queryDatasetsText } from './query-dataset-text.ts';

export function listQueryDatasetsCommand(command: Command, cli: Cli): void {
  command.action(async () => {
    const datasets = await withCore(cli, ({ client }) => client.performance.datasets({}));
    cli.print({ json: { datasets }, text: queryDatasetsText(datasets) });
  });
  examples(command, 'kindred queries list', 'kindred queries list --json');
}
