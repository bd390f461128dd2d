import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { warnOfPassword } from '../database-choice.ts';
import { followDataset } from '../datasets/follow-dataset.ts';
import { examples } from '../examples.ts';
import { jsonOrText, pairs, required, type Json } from '../flags.ts';
import { withCore } from '../session.ts';
import { queryDatasetText } from './query-dataset-text.ts';

type Options = { name: string; source: string; set?: Record<string, Json> };

export function sampleQueriesCommand(command: Command, cli: Cli): void {
  required(command, '--name <name>', 'name of the dataset; an existing one gets a new version')
    .option('--source <address>', 'postgres:URL, postgres:NAME, or postgres: for KINDRED_DB_URL', 'postgres:')
    .option(
      '--set <key=value>',
      'looks=N, every=SECONDS, min_calls, limit; from=table with table, query_id, query, time_ms, at and a column for each feature; may be given again',
      pairs(jsonOrText),
    )
    .action(async ({ name, source, set }: Options) => {
      warnOfPassword(cli, source);
      const recipe = { source, options: set };
      const dataset = await withCore(cli, (session) =>
        followDataset(session, name, () => session.client.performance.createDataset({ name, recipe })),
      );
      cli.print({ json: { dataset }, text: queryDatasetText(dataset) });
    });
  examples(
    command,
    'kindred queries sample --name shop-queries --source postgres:shop --set looks=12 --set every=300',
    'kindred queries sample --name so-far --source postgres:shop --set looks=1',
    'kindred queries sample --name metrics --source postgres:shop --set from=table --set table=metrics_pg_stats_query --set time_ms=mean_exec_time',
  );
}
