import { Option, type Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import type { ServingApi } from '../serving/serving-api.ts';
import type { Answer, Cli } from './cli.ts';
import { warnOfPassword } from './database-choice.ts';
import { examples } from './examples.ts';
import { choice, wholeNumber } from './flags.ts';
import { aborted } from './interrupt.ts';
import { openServing, type ServeOptions } from './open-serving.ts';

const fallbacks = ['popular', 'trending', 'random'] as const;

export function serveCommand(command: Command, cli: Cli): void {
  command
    .option('--bundle <file>', 'the bundle to serve')
    .option('--model <name>', 'a registered model: NAME for what is live, NAME@ALIAS or NAME@VERSION')
    .option('--queries', 'models of query performance alone: train them, activate one, ask it')
    .option('--port <n>', 'port to listen on (8000, else a free one); 0 for a free one', wholeNumber(0, 65535))
    .option('--host <address>', 'address to listen on (this computer only); any other needs an API key')
    .option('--allow-host <name...>', 'further names that this host is asked by, such as that of a proxy')
    .option('--rate <n>', 'requests a second that each caller may make (no limit)', wholeNumber(1, 1_000_000))
    .addOption(
      new Option('--fallback <stages>', 'what answers where the model has nothing, in this order; none for nothing')
        .default(undefined, fallbacks.join(','))
        .argParser(parseFallbacks),
    )
    .addOption(
      choice('--precomputed <when>', 'read lists of user_recommendation: before the model, or where it has nothing', [
        'first',
        'fallback',
      ]),
    )
    .option('--forward', 'pass interactions on to user_interaction; they wait on the disk while the database is away')
    .option('--database <address>', 'the Postgres of --precomputed and --forward (that of KINDRED_DB_URL)', '')
    .option('--schema <name>', 'the schema of its tables', 'public')
    .option('--retrain [cron]', 'with --model: train it again by its plan, which this schedule (UTC) becomes part of')
    .option('--log-requests', 'a line in the log for each request')
    .action((options: ServeOptions) => serve(cli, options));
  examples(
    command,
    'kindred serve --model collaborative_filtering@live',
    'kindred serve --bundle collaborative_filtering_v1.kindred --port 8000',
    'KINDRED_DB_URL=postgresql://kindred@db/threads kindred serve --model feed --precomputed fallback --forward',
    'kindred serve --queries',
    `kindred serve --model feed --retrain '0 2 * * *'`,
    'kindred serve --bundle model.kindred --host 0.0.0.0 --allow-host api.example.org --rate 200',
  );
}

function parseFallbacks(text: string): NonNullable<ServeOptions['fallback']> {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const known = fallbacks.find((stage) => stage === name.trim());
    if (known) return known;
    throw new KindredError(
      'invalid_input',
      `--fallback: there is no stage "${name}". Use ${fallbacks.join(', ')} or none.`,
    );
  });
}

/** Serves until Ctrl-C or SIGTERM, which is its proper end: the answer is the address, printed when it is ready. */
async function serve(cli: Cli, options: ServeOptions): Promise<void> {
  const named = [options.bundle, options.model, options.queries].filter((what) => what !== undefined);
  if (named.length !== 1) {
    throw new KindredError(
      'invalid_input',
      'Name what to serve: --bundle FILE, --model NAME or --queries, one of the three.',
    );
  }
  warnOfPassword(cli, options.database);
  const { api, close } = await openServing(options);
  try {
    cli.print(servedAnswer(api));
    cli.note('Ctrl+C stops it.');
    await aborted(cli.interrupt);
    cli.note('Stopping: what was asked is answered first.');
  } finally {
    await close();
  }
}

/** Where it answers, and what answers there. */
function servedAnswer({ address: url, runtime, performance }: ServingApi): Answer {
  const live = runtime.versions.inSlot('live')?.model.facts;
  const queries = performance.active.current();
  const names = [live?.modelVersion, queries?.modelVersion].filter((name) => name !== undefined);
  const json = {
    url,
    model_version: names[0] ?? null,
    bundle_sha256: live?.sha256 ?? queries?.bundle.sha256 ?? null,
    query_performance: queries?.modelVersion ?? null,
    docs: `${url}/docs`,
  };
  const who =
    names.length === 0
      ? 'No model is active yet. The API trains and activates one'
      : `${names.join(' and ')} answer${names.length === 1 ? 's' : ''}`;
  return { json, text: `${who} at ${url}\nDocumentation: ${url}/docs` };
}
