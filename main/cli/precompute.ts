import { resolve } from 'node:path';
import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { ServedModel } from '#runs/serving/served-model.ts';
import type { PrecomputeReport } from '#runs/serving/postgres/precompute.ts';
import type { Cli } from './cli.ts';
import { warnOfPassword } from './database-choice.ts';
import { examples } from './examples.ts';
import { choice, wholeNumber } from './flags.ts';
import { createProgress } from './progress.ts';
import { withCore } from './session.ts';

type Options = {
  bundle?: string;
  model?: string;
  database: string;
  schema: string;
  users: 'all' | 'active';
  activeDays: number;
  limit: number;
  ttlHours: number;
  batch: number;
};

const hourMs = 3_600_000;

export function precomputeCommand(command: Command, cli: Cli): void {
  command
    .option('--bundle <file>', 'the bundle that answers')
    .option('--model <name>', 'a registered model: NAME for what is live, NAME@ALIAS or NAME@VERSION')
    .option('--database <address>', 'the Postgres to write to (that of KINDRED_DB_URL)', '')
    .option('--schema <name>', 'the schema of user_recommendation, which is made where it is absent', 'public')
    .addOption(
      choice('--users <which>', 'all of the model, or those in user_interaction lately', ['all', 'active']).default(
        'all',
      ),
    )
    .option('--active-days <n>', 'what lately means, in days', wholeNumber(1, 3650), 30)
    .option('--limit <n>', 'items a user', wholeNumber(1, 1000), 50)
    .option('--ttl-hours <n>', 'hours until a list expires', wholeNumber(1, 8760), 24)
    .option('--batch <n>', 'users in one transaction', wholeNumber(1, 10_000), 500)
    .action((options: Options) => run(cli, options));
  examples(
    command,
    'kindred precompute --model feed --database postgresql://kindred@db/threads',
    'kindred precompute --bundle feed_v3.kindred --users active --active-days 7 --ttl-hours 48',
  );
}

async function run(cli: Cli, options: Options): Promise<void> {
  if ((options.bundle === undefined) === (options.model === undefined)) {
    throw new KindredError('invalid_input', 'Name what answers: --bundle FILE or --model NAME, one of the two.');
  }
  warnOfPassword(cli, options.database);
  const { model, userIds } = await load(cli, options);
  const report = await write(cli, model, userIds, options);
  const { modelVersion: model_version } = model.facts;
  const json = { model_version, ...report, interrupted: cli.interrupt.aborted };
  cli.print({ json, text: reportText(model_version, report, options), exit: cli.interrupt.aborted ? 130 : 0 });
}

async function load(cli: Cli, options: Options): Promise<{ model: ServedModel; userIds: readonly string[] }> {
  const [{ readBundle }, { loadModel }] = await Promise.all([
    import('#runs/bundle/read-bundle.ts'),
    import('#runs/serving/served-model.ts'),
  ]);
  const file = options.bundle === undefined ? await fileOf(cli, options.model!) : resolve(options.bundle);
  const { lists: _lists, ...bundle } = await readBundle(file);
  return { model: loadModel(bundle), userIds: bundle.userIds };
}

const fileOf = (cli: Cli, version: string): Promise<string> =>
  withCore(cli, async ({ client }) => (await client.models.exportBundle({ version })).path);

async function write(
  cli: Cli,
  model: ServedModel,
  userIds: readonly string[],
  { database: address, schema, users: which, activeDays, limit, ttlHours, batch }: Options,
): Promise<PrecomputeReport> {
  const [{ openServingDatabase }, { precompute }, { activeUsers }] = await Promise.all([
    import('#runs/serving/postgres/serving-database.ts'),
    import('#runs/serving/postgres/precompute.ts'),
    import('#runs/serving/postgres/active-users.ts'),
  ]);
  const now = Date.now();
  const database = await openServingDatabase(address, process.env);
  const progress = createProgress(cli.stderr);
  try {
    const session = await database.session();
    const users = which === 'all' ? userIds : await activeUsers(session, schema, now - activeDays * 24 * hourMs);
    return await precompute(session, model, {
      schema,
      users,
      limit,
      ttlMs: ttlHours * hourMs,
      batch,
      now,
      onProgress: (done, total) => progress.report('precompute', 'writing lists', done, total),
      shouldStop: () => cli.interrupt.aborted,
    });
  } finally {
    progress.close();
    await database.close();
  }
}

function reportText(version: string, { users, rows, skipped, expired }: PrecomputeReport, options: Options): string {
  const lines = [
    `${version}: ${formatCount(rows)} recommendations for ${formatCount(users)} users, good for ${options.ttlHours} h.`,
  ];
  if (expired > 0) lines.push(`${formatCount(expired)} expired rows were removed.`);
  if (skipped > 0)
    lines.push(`${formatCount(skipped)} users were left out: their ids are no uuids, as the table wants.`);
  return lines.join('\n');
}
