import type { Command } from 'commander';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import { queryFeatures, type QueryFeatures } from '#shared/domain/query-features.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { required } from '../flags.ts';
import { number } from '../numbers.ts';
import { withCore } from '../session.ts';
import { paragraphs, table, type Column } from '../text.ts';
import { addDatabaseFlag, databaseFrom } from './database-flag.ts';

export function explainQueryCommand(command: Command, cli: Cli): void {
  addDatabaseFlag(required(command, '--sql <select>', 'one SELECT; it is explained and never run')).action(
    async ({ database, sql }: { database: string; sql: string }) => {
      const target = databaseFrom(cli, database);
      const plan = await withCore(cli, ({ client }) => client.performance.explain({ target, sql }));
      cli.print({ json: plan, text: planText(plan) });
    },
  );
  examples(command, `kindred queries explain --database postgres:shop --sql 'select count(*) from orders'`);
}

const planText = ({ features, steps, relations, warnings }: QueryPlan): string =>
  paragraphs(
    featuresText(features),
    table(stepColumns, steps),
    relations.map(({ name, bytes }) => `${name}: ${formatBytes(bytes)}`).join('\n'),
    ...warnings,
  );

/** The twelve features with their units; – for what is unknown. */
export const featuresText = (features: QueryFeatures): string =>
  table(
    [
      { title: 'feature', value: ({ name }) => name },
      { title: 'value', value: ({ name }) => number(features[name]), align: 'right' },
      { title: 'unit', value: ({ unit }) => unit },
    ],
    queryFeatures,
  );

const stepColumns: Column<QueryPlan['steps'][number]>[] = [
  { title: 'step', value: ({ depth, text }) => `${'· '.repeat(depth)}${text}` },
  { title: 'cost', value: ({ cost }) => number(cost), align: 'right' },
  { title: 'rows', value: ({ rows }) => number(rows), align: 'right' },
  { title: 'bytes a row', value: ({ width }) => number(width), align: 'right' },
];
