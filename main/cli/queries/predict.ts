import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import { GivenFeatures } from '#shared/domain/query-features.ts';
import type { QueryPrediction } from '#shared/domain/query-report.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { jsonOrText, required, type Json } from '../flags.ts';
import { number } from '../numbers.ts';
import { withCore } from '../session.ts';
import { paragraphs } from '../text.ts';
import { addDatabaseFlag, databaseFrom } from './database-flag.ts';
import { featuresText } from './explain.ts';

type Options = { run: string; database: string; sql?: string; features?: Json };

export function predictQueryCommand(command: Command, cli: Cli): void {
  addDatabaseFlag(required(command, '--run <run>', 'number, name or id of a finished run about query performance'))
    .option('--sql <select>', 'one SELECT; it is explained and never run')
    .option(
      '--features <json>',
      'the twelve features as {"plan_cost": 12, …} or as a list; null for what is unknown',
      jsonOrText,
    )
    .action(async (options: Options) => {
      const { run } = options;
      const query = queryOf(cli, options);
      const prediction = await withCore(cli, ({ client }) => client.performance.predict({ run, query }));
      cli.print({ json: prediction, text: predictionText(prediction) });
    });
  examples(
    command,
    `kindred queries predict --run 12 --database postgres:shop --sql 'select count(*) from orders'`,
    `kindred queries predict --run 12 --features '[1234, 80000, 1, 2, 0, 1, 0, 8000000, null, 0, null, 1]' --json`,
  );
}

function queryOf(cli: Cli, { sql, features, database }: Options) {
  if ((sql === undefined) === (features === undefined)) {
    throw new KindredError('invalid_input', 'Say what to predict: --sql or --features, one of the two.');
  }
  if (sql !== undefined) return { target: databaseFrom(cli, database), sql };
  const given = GivenFeatures.safeParse(features);
  if (given.success) return { features: given.data };
  throw new KindredError('invalid_input', 'The features must be JSON: an object by name, or a list of twelve.');
}

const predictionText = ({ predicted_ms, interval, confidence, features }: QueryPrediction): string =>
  paragraphs(
    `${number(predicted_ms)} ms; ${interval.level * 100} % of such queries take ${number(interval.lower_ms)} to ${number(interval.upper_ms)} ms.`,
    `${number(confidence * 100)} % of the features are known and inside what training saw.`,
    featuresText(features),
  );
