import { sql, type Kysely } from 'kysely';

/** Users of a dataset version that somebody put together, by the ids of the users. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user_groups')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('dataset_id', 'text', (c) => c.notNull().references('datasets.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('users', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('crc', 'integer', (c) => c.notNull())
    .addUniqueConstraint('user_groups_by_dataset_and_name', ['dataset_id', 'name'])
    .modifyEnd(sql`strict`)
    .execute();
}
