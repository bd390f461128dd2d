import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { paragraphs } from '../text.ts';
import { addDatabaseFlag, databaseFrom } from './database-flag.ts';

export function checkQueriesCommand(command: Command, cli: Cli): void {
  addDatabaseFlag(command).action(async ({ database }: { database: string }) => {
    const target = databaseFrom(cli, database);
    const report = await withCore(cli, ({ client }) => client.performance.check({ target }));
    cli.print({ json: report, text: paragraphs(report.sentence, ...report.warnings), exit: report.ready ? 0 : 1 });
  });
  examples(
    command,
    'kindred queries check --database postgres:shop',
    'KINDRED_DB_URL=postgresql://reader@db/shop kindred queries check',
  );
}
