import { sql, type Kysely } from 'kysely';

/** Dataset versions that somebody deleted and may still bring back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deleted_datasets')
    .addColumn('dataset_id', 'text', (c) => c.primaryKey().notNull().references('datasets.id').onDelete('cascade'))
    .addColumn('deleted_at', 'integer', (c) => c.notNull())
    .addColumn('crc', 'integer', (c) => c.notNull())
    .modifyEnd(sql`strict`)
    .execute();
}
