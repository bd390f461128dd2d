import { sql, type Kysely } from 'kysely';

/** Views of pages under names: the address's search text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('views')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('page', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('search', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('crc', 'integer', (c) => c.notNull())
    .addUniqueConstraint('views_by_page_and_name', ['page', 'name'])
    .modifyEnd(sql`strict`)
    .execute();
}
