import { sql, type Kysely } from 'kysely';

/** Searches over parameters. Their runs carry the id as a tag. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sweeps')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) =>
      c.notNull().check(sql`status in ('RUNNING', 'FINISHED', 'CANCELLED', 'INTERRUPTED', 'FAILED')`),
    )
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('resumed_at', 'integer', (c) => c.notNull())
    .addColumn('finished_at', 'integer')
    .addColumn('error', 'text')
    .addColumn('crc', 'integer', (c) => c.notNull())
    .modifyEnd(sql`strict`)
    .execute();
}
