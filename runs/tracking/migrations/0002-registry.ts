import { sql, type CreateTableBuilder, type Kysely } from 'kysely';

/** Column types are enforced (`strict`), so a value is of the type that the program reads. */
const strict = <T extends string>(table: CreateTableBuilder<T, string>) => table.modifyEnd(sql`strict`);
const keyed = <T extends string>(table: CreateTableBuilder<T, string>) => table.modifyEnd(sql`strict, without rowid`);

type Schema = Kysely<unknown>['schema'];

/** Named models, their versions, what the versions are for, and a history that is only ever added to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createModels(db.schema);
  await createVersions(db.schema);
  await createAliases(db.schema);
  await createEvents(db.schema);
  await db.schema.createIndex('model_versions_by_run').on('model_versions').column('run').execute();
  await db.schema.createIndex('model_events_by_model').on('model_events').columns(['model_id', 'sequence']).execute();
  for (const table of ['model_versions', 'model_events']) await forbidChanges(db, table);
}

async function createModels(schema: Schema): Promise<void> {
  await strict(
    schema
      .createTable('models')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('crc', 'integer', (c) => c.notNull()),
  ).execute();
}

async function createVersions(schema: Schema): Promise<void> {
  await strict(
    schema
      .createTable('model_versions')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('model_id', 'text', (c) => c.notNull().references('models.id'))
      .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
      .addColumn('run', 'integer', (c) => c.notNull().references('runs.number'))
      .addColumn('facts', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('made_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('bundle_sha256', 'text')
      .addColumn('bundle_bytes', 'integer')
      .addColumn('crc', 'integer', (c) => c.notNull())
      .addUniqueConstraint('model_version', ['model_id', 'version'])
      .addUniqueConstraint('model_version_of_run', ['model_id', 'run']),
  ).execute();
}

async function createAliases(schema: Schema): Promise<void> {
  await keyed(
    schema
      .createTable('model_aliases')
      .addColumn('model_id', 'text', (c) => c.notNull().references('models.id'))
      .addColumn('alias', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('crc', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('model_alias', ['model_id', 'alias'])
      .addForeignKeyConstraint('model_alias_version', ['model_id', 'version'], 'model_versions', [
        'model_id',
        'version',
      ]),
  ).execute();
}

async function createEvents(schema: Schema): Promise<void> {
  await strict(
    schema
      .createTable('model_events')
      .addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('model_id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('at', 'integer', (c) => c.notNull())
      .addColumn('kind', 'text', (c) =>
        c.notNull().check(sql`kind in ('registered', 'promoted', 'rolled_back', 'alias_set', 'alias_removed')`),
      )
      .addColumn('alias', 'text')
      .addColumn('from_version', 'integer')
      .addColumn('made_by', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('override_reason', 'text')
      .addColumn('gates', 'text', (c) => c.notNull())
      .addColumn('comparison', 'text')
      .addColumn('crc', 'integer', (c) => c.notNull())
      .addForeignKeyConstraint('model_event_version', ['model_id', 'version'], 'model_versions', [
        'model_id',
        'version',
      ]),
  ).execute();
}

/** What a version came from, and what was decided, stays as it was written. */
async function forbidChanges(db: Kysely<unknown>, table: string): Promise<void> {
  for (const change of ['update', 'delete'] as const) {
    await sql`create trigger ${sql.ref(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
      begin select raise(abort, 'the registry is only ever added to'); end`.execute(db);
  }
}
