import { sql, type CreateTableBuilder, type Kysely } from 'kysely';

/** Column types are enforced (`strict`), so a value is of the type that the program reads. */
const strict = <T extends string>(table: CreateTableBuilder<T, string>) => table.modifyEnd(sql`strict`);
/**
 * Rows stored in the order of their key. Where that begins with a name, all runs' values of one metric or param lie side by side:
 * a sort or filter reads a few hundred pages that follow each other; the pages of a run's own values come from an index.
 */
const keyed = <T extends string>(table: CreateTableBuilder<T, string>) => table.modifyEnd(sql`strict, without rowid`);

/** Experiments, datasets, runs and everything that is logged to a run. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await createNouns(schema);
  await createRuns(schema);
  await createLogged(schema);
  await createIndexes(schema);
}

type Schema = Kysely<unknown>['schema'];

async function createNouns(schema: Schema): Promise<void> {
  await strict(
    schema
      .createTable('experiments')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('crc', 'integer', (c) => c.notNull()),
  ).execute();
  await strict(
    schema
      .createTable('datasets')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('fingerprint', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('facts', 'text', (c) => c.notNull())
      .addColumn('crc', 'integer', (c) => c.notNull())
      .addUniqueConstraint('dataset_version', ['name', 'version']),
  ).execute();
  await strict(
    schema
      .createTable('splits')
      .addColumn('fingerprint', 'text', (c) => c.primaryKey().notNull())
      .addColumn('dataset_id', 'text', (c) => c.notNull().references('datasets.id').onDelete('cascade'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('facts', 'text', (c) => c.notNull())
      .addColumn('crc', 'integer', (c) => c.notNull()),
  ).execute();
}

async function createRuns(schema: Schema): Promise<void> {
  await strict(
    schema
      .createTable('runs')
      .addColumn('number', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('experiment_id', 'text', (c) => c.notNull().references('experiments.id'))
      .addColumn('dataset_id', 'text', (c) => c.notNull().references('datasets.id'))
      .addColumn('algorithm', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) =>
        c.notNull().check(sql`status in ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED', 'CANCELLED', 'INTERRUPTED')`),
      )
      .addColumn('split_kind', 'text', (c) => c.notNull())
      .addColumn('split_fingerprint', 'text', (c) => c.notNull())
      .addColumn('candidates', 'text', (c) => c.notNull())
      .addColumn('ks', 'text', (c) => c.notNull())
      .addColumn('seed', 'integer', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('parent_id', 'text', (c) => c.references('runs.id'))
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('started_at', 'integer')
      .addColumn('finished_at', 'integer')
      .addColumn('duration_ms', 'real', (c) => c.check(sql`duration_ms >= 0`))
      .addColumn('error', 'text')
      .addColumn('deleted_at', 'integer')
      .addColumn('group_key', 'text', (c) => c.notNull())
      .addColumn('crc', 'integer', (c) => c.notNull()),
  ).execute();
  await strict(
    schema
      .createTable('leases')
      .addColumn('run', 'integer', (c) => c.primaryKey().notNull().references('runs.number').onDelete('cascade'))
      .addColumn('owner', 'text', (c) => c.notNull())
      .addColumn('until', 'integer', (c) => c.notNull())
      .addColumn('until_monotonic', 'real', (c) => c.notNull()),
  ).execute();
}

async function createLogged(schema: Schema): Promise<void> {
  await keyed(
    ofRun(schema.createTable('params'))
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull().check(sql`type in ('text', 'number', 'boolean', 'null')`))
      .addColumn('text_value', 'text')
      .addColumn('number_value', 'real')
      .addPrimaryKeyConstraint('params_key', ['key', 'run']),
  ).execute();
  await keyed(
    ofRun(schema.createTable('metrics'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('step', 'integer', (c) => c.notNull())
      .addColumn('value', 'real')
      .addColumn('is_nan', 'integer', (c) => c.notNull())
      .addColumn('at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('metrics_key', ['name', 'run'])
      .addCheckConstraint('metrics_number', sql`(value is null) = (is_nan = 1)`),
  ).execute();
  await strict(
    ofRun(schema.createTable('metric_history').addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement()))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('step', 'integer', (c) => c.notNull())
      .addColumn('value', 'real')
      .addColumn('is_nan', 'integer', (c) => c.notNull())
      .addColumn('at', 'integer', (c) => c.notNull())
      .addCheckConstraint('metric_history_number', sql`(value is null) = (is_nan = 1)`),
  ).execute();
  await keyed(
    ofRun(schema.createTable('tags'))
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('tags_key', ['key', 'run']),
  ).execute();
  await keyed(
    ofRun(schema.createTable('artifacts'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('bytes', 'integer', (c) => c.notNull())
      .addColumn('content_type', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('artifacts_key', ['run', 'name']),
  ).execute();
}

const ofRun = <T extends string>(table: CreateTableBuilder<T, string>) =>
  table
    .addColumn('run', 'integer', (c) => c.notNull().references('runs.number').onDelete('cascade'))
    .addColumn('crc', 'integer', (c) => c.notNull());

async function createIndexes(schema: Schema): Promise<void> {
  const indexes: [name: string, table: string, columns: string[]][] = [
    ['runs_by_name', 'runs', ['name']],
    ['runs_by_group', 'runs', ['group_key']],
    ['runs_by_dataset', 'runs', ['dataset_id']],
    ['runs_by_experiment', 'runs', ['experiment_id']],
    ['runs_by_parent', 'runs', ['parent_id']],
    // These hold all that a page of runs shows, so the rows themselves are not looked up.
    ['params_by_run', 'params', ['run', 'key', 'type', 'text_value', 'number_value']],
    ['metrics_by_run', 'metrics', ['run', 'name', 'value', 'is_nan']],
    ['tags_by_run', 'tags', ['run', 'key', 'value']],
    ['metric_history_by_name', 'metric_history', ['run', 'name', 'sequence']],
    ['artifacts_by_hash', 'artifacts', ['sha256']],
    ['splits_by_dataset', 'splits', ['dataset_id']],
  ];
  for (const [name, table, columns] of indexes) await schema.createIndex(name).on(table).columns(columns).execute();
}
