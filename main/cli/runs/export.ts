import type { Command } from 'commander';
import type { Client } from '#shared/api/rpc.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { choice } from '../flags.ts';
import { withCore } from '../session.ts';
import { writeNewFile } from '../write-new-file.ts';
import { addQueryFlags, queryOf, type QueryOptions } from './query-flags.ts';
import { runsCsv } from '#shared/domain/runs-csv.ts';

type Options = QueryOptions & { format?: 'csv' | 'json'; to?: string; force?: boolean };

export function exportRunsCommand(command: Command, cli: Cli): void {
  addQueryFlags(command)
    .addOption(choice('--format <format>', 'csv or json (what --to ends with, else csv)', ['csv', 'json']))
    .option('--to <file>', 'write a file (standard output)')
    .option('--force', 'replace the file where there is one')
    .action(async (options: Options) => {
      const runs = await withCore(cli, ({ client }) => everyRun(client, options));
      const format = options.format ?? (options.to?.toLowerCase().endsWith('.json') ? 'json' : 'csv');
      const text = format === 'csv' ? runsCsv(runs) : `${JSON.stringify({ runs, total: runs.length }, null, 2)}\n`;
      if (options.to === undefined) {
        cli.print({ json: { runs, total: runs.length }, text: text.trimEnd() });
      } else {
        const file = await writeNewFile(options.to, text, options.force === true);
        cli.print({ json: { ...file, runs: runs.length }, text: `${runs.length} runs are in ${file.path}.` });
      }
    });
  examples(
    command,
    'kindred runs export --to runs.csv',
    `kindred runs export --filter 'experiment = "baselines"' --format json --to baselines.json --force`,
    'kindred runs export | head -1',
  );
}

/** All pages of a query. */
async function everyRun(client: Client, options: Options): Promise<Run[]> {
  const runs: Run[] = [];
  for (;;) {
    const page = await client.runs.list({ ...queryOf(options), limit: 1000, offset: runs.length });
    runs.push(...page.runs);
    if (page.runs.length === 0 || runs.length >= page.total) return runs;
  }
}
