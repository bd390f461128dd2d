import { sql, type Kysely } from 'kysely';

/** When models are trained again, and how that went; and versions that were imported, which no run of this store made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPlans(db);
  await createRetrainings(db);
  await allowVersionsWithoutRun(db);
}

function createPlans(db: Kysely<unknown>): Promise<void> {
  return db.schema
    .createTable('retrain_plans')
    .addColumn('model_id', 'text', (c) => c.primaryKey().notNull().references('models.id'))
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'integer', (c) => c.notNull())
    .addColumn('crc', 'integer', (c) => c.notNull())
    .modifyEnd(sql`strict`)
    .execute();
}

async function createRetrainings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('retrainings')
    .addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('model_id', 'text', (c) => c.notNull().references('models.id'))
    .addColumn('due_at', 'integer')
    .addColumn('started_at', 'integer', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('crc', 'integer', (c) => c.notNull())
    // One process of all that share the store takes a due time.
    .addUniqueConstraint('retraining_of_due_time', ['model_id', 'due_at'])
    .modifyEnd(sql`strict`)
    .execute();
}

/** SQLite changes no column's constraint: the table is made again (https://www.sqlite.org/lang_altertable.html, section 7). */
async function allowVersionsWithoutRun(db: Kysely<unknown>): Promise<void> {
  const columns = sql.raw(
    'id, model_id, version, run, facts, note, made_by, created_at, bundle_sha256, bundle_bytes, crc',
  );
  for (const change of ['update', 'delete']) await sql.raw(`drop trigger model_versions_no_${change}`).execute(db);
  await db.schema
    .createTable('model_versions_next')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('model_id', 'text', (c) => c.notNull().references('models.id'))
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('run', 'integer', (c) => c.references('runs.number'))
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('bundle_sha256', 'text')
    .addColumn('bundle_bytes', 'integer')
    .addColumn('crc', 'integer', (c) => c.notNull())
    .addUniqueConstraint('model_version', ['model_id', 'version'])
    .addUniqueConstraint('model_version_of_run', ['model_id', 'run'])
    .modifyEnd(sql`strict`)
    .execute();
  await sql`insert into model_versions_next (${columns}) select ${columns} from model_versions`.execute(db);
  await db.schema.dropTable('model_versions').execute();
  await db.schema.alterTable('model_versions_next').renameTo('model_versions').execute();
  await db.schema.createIndex('model_versions_by_run').on('model_versions').column('run').execute();
  for (const change of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger model_versions_no_${change} before ${change} on model_versions
      begin select raise(abort, 'the registry is only ever added to'); end`,
      )
      .execute(db);
  }
}
