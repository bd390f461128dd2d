import type { Command } from 'commander';
import { formatCount } from '#shared/domain/format-count.ts';
import { formatDuration } from '#shared/domain/format-duration.ts';
import type { SeedReport } from '#shared/domain/connection.ts';
import type { Cli } from '../cli.ts';
import { databaseChoice, warnOfPassword } from '../database-choice.ts';
import { examples } from '../examples.ts';
import { required } from '../flags.ts';
import { withCore } from '../session.ts';
import { paragraphs, table } from '../text.ts';
import { followDataset } from './follow-dataset.ts';

type Options = { dataset: string; to: string; schema: string };

export function seedDatasetCommand(command: Command, cli: Cli): void {
  required(command, '--dataset <dataset>', 'name (its newest version), name@version or id');
  required(command, '--to <address>', 'postgres:URL, or postgres:NAME of a saved connection that may write')
    .option('--schema <name>', 'schema of the tables; made where it is absent', 'public')
    .action(async ({ dataset, to, schema }: Options) => {
      warnOfPassword(cli, to);
      const choice = databaseChoice(to);
      const seeded = await withCore(cli, async (session) => {
        const { name } = await session.client.datasets.show({ dataset });
        return followDataset(session, name, () => session.client.datasets.seed({ dataset, to: choice, schema }));
      });
      cli.print({ json: { seeded }, text: seedText(seeded) });
    });
  examples(
    command,
    'kindred datasets seed --dataset feed --to postgres:postgresql://postgres@localhost:5433/threads',
    'kindred datasets seed --dataset feed@2 --to "postgres:Test server" --schema trial',
  );
}

function seedText({ place, schema, tables, duration_ms }: SeedReport): string {
  return paragraphs(
    `Seeded ${place}, schema "${schema}", in ${formatDuration(duration_ms)}.`,
    table(
      [
        { title: 'table', value: (row: SeedReport['tables'][number]) => row.name },
        { title: 'rows', value: (row) => formatCount(row.rows), align: 'right' },
        { title: '', value: (row) => (row.created ? 'made' : 'was there') },
      ],
      tables,
    ),
  );
}
