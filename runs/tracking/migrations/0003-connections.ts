import { sql, type Kysely } from 'kysely';

/** Databases that interactions are read from. Their passwords are never here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('connections')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('crc', 'integer', (c) => c.notNull())
    .modifyEnd(sql`strict`)
    .execute();
}
