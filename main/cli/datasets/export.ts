import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Client } from '#shared/api/rpc.ts';
import { ExportFormat } from '#shared/domain/export-format.ts';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { choice, required } from '../flags.ts';
import { withCore } from '../session.ts';
import { followDataset } from './follow-dataset.ts';

type Options = { dataset: string; to: string; format?: ExportFormat; raw?: boolean; force?: boolean };

export function exportDatasetCommand(command: Command, cli: Cli): void {
  required(command, '--dataset <dataset>', 'name (its newest version), name@version or id');
  required(command, '--to <file>', 'the file to write: .csv, .csv.gz, .csv.zst or .parquet')
    .addOption(choice('--format <format>', 'where the name of the file does not say it', ExportFormat.options))
    .option('--raw', 'leave text that a spreadsheet would take for a formula as it is, for programs')
    .option('--force', 'replace the file where there is one')
    .action(async ({ dataset, to, format, raw = false, force = false }: Options) => {
      const request = { dataset, to: resolve(to), raw, replace: force, ...(format && { format }) };
      const exported = await withCore(cli, async (session) => {
        const { name } = await session.client.datasets.show({ dataset });
        return followDataset(session, `${name} export`, () => session.client.datasets.export(request));
      });
      cli.print({ json: { exported }, text: exportText(exported) });
    });
  examples(
    command,
    'kindred datasets export --dataset shop --to shop.csv',
    'kindred datasets export --dataset shop@2 --to shop.parquet --force',
    'kindred datasets export --dataset shop --to shop.csv.gz --raw',
  );
}

type Exported = Awaited<ReturnType<Client['datasets']['export']>>;

function exportText({ path, rows, bytes, marked }: Exported): string {
  const written = `${formatCount(rows)} interactions are in ${path} (${formatBytes(bytes)}).`;
  if (marked === 0) return written;
  const what = marked === 1 ? 'One id or type begins' : `${formatCount(marked)} ids and types begin`;
  return `${written}\n${what} like a formula and got an apostrophe in front; --raw leaves them as they are.`;
}
