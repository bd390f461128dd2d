import type { Command } from 'commander';
import type { ConnectionReport, ConnectionStage } from '#shared/domain/connection.ts';
import type { Cli } from '../cli.ts';
import { databaseChoice, warnOfPassword } from '../database-choice.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { paragraphs, table, type Column } from '../text.ts';

export function testConnectionCommand(command: Command, cli: Cli): void {
  command
    .argument('<address>', 'postgres:URL, postgres:NAME of a saved connection, or postgres: for KINDRED_DB_URL')
    .action(async (address: string) => {
      warnOfPassword(cli, address);
      const target = databaseChoice(address);
      const report = await withCore(cli, ({ client }) => client.connections.test({ target }));
      cli.print({ json: report, text: reportText(report), exit: report.ok ? 0 : 1 });
    });
  examples(
    command,
    'kindred connections test postgres:shop',
    'kindred connections test postgresql://reader@db.example.com:5432/shop',
  );
}

function reportText({ stages, warnings }: ConnectionReport): string {
  return paragraphs(table(columns, stages), stages.at(-1)?.hint ?? '', ...warnings);
}

const columns: Column<ConnectionStage>[] = [
  { title: 'stage', value: ({ name }) => name },
  { title: '', value: ({ ok }) => (ok ? 'ok' : 'failed') },
  { title: 'ms', value: ({ ms }) => ms.toFixed(1), align: 'right' },
  { title: 'what happened', value: ({ sentence }) => sentence },
];
