import type { Command } from 'commander';
import type { Catalogue, CatalogueTable } from '#shared/domain/connection.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { Cli } from '../cli.ts';
import { databaseChoice, warnOfPassword } from '../database-choice.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { paragraphs, table, type Column } from '../text.ts';

export function tablesCommand(command: Command, cli: Cli): void {
  command
    .argument('<address>', 'postgres:URL, postgres:NAME of a saved connection, or postgres: for KINDRED_DB_URL')
    .action(async (address: string) => {
      warnOfPassword(cli, address);
      const target = databaseChoice(address);
      const catalogue = await withCore(cli, ({ client }) => client.connections.catalogue({ target }));
      cli.print({ json: catalogue, text: catalogueText(catalogue) });
    });
  examples(command, 'kindred connections tables postgres:shop', 'kindred connections tables postgres: --json');
}

function catalogueText({ database, tables, truncated, recognised }: Catalogue): string {
  return paragraphs(
    tables.length === 0 ? `There are no tables in database "${database}".` : table(columns, tables),
    truncated ? 'There are more than are listed.' : '',
    ...recognised.map(({ sentence }) => sentence),
  );
}

const columns: Column<CatalogueTable>[] = [
  { title: 'schema', value: ({ schema }) => schema },
  { title: 'table', value: ({ name }) => name },
  { title: 'kind', value: ({ kind, readable }) => (readable ? kind : `${kind}, may not be read`) },
  { title: 'rows', value: ({ rows }) => (rows === null ? '–' : `≈ ${formatCount(Math.round(rows))}`), align: 'right' },
  { title: 'columns', value: (found) => found.columns.map(({ name, type }) => `${name} ${type}`).join(', ') },
];
