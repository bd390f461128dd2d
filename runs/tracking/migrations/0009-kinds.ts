import { crc32 } from 'node:zlib';
import { sql, type Kysely } from 'kysely';

type Row = { id: string; crc: number; [column: string]: unknown };

/** What each row's checksum was over before this step; the kind is added behind. */
const sealed = {
  experiments: ['id', 'name', 'created_at'],
  datasets: ['id', 'name', 'version', 'fingerprint', 'created_at', 'facts'],
  models: ['id', 'name', 'created_at'],
} as const;

/** What an experiment, a dataset and a model are about. What is there is of recommenders. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, columns] of Object.entries(sealed)) {
    await db.schema
      .alterTable(table)
      .addColumn('kind', 'text', (c) =>
        c
          .notNull()
          .defaultTo('recommender')
          .check(sql`kind in ('recommender', 'query_performance')`),
      )
      .execute();
    await sealAgain(db, table, columns);
  }
  await db.schema.createIndex('experiments_by_kind').on('experiments').column('kind').execute();
}

/** A row that was damaged before keeps a checksum that does not fit: a new one would make the damage look right. */
async function sealAgain(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db);
  for (const row of rows) {
    const values = columns.map((column) => row[column]);
    if (crc32(JSON.stringify(values)) !== row.crc) continue;
    const crc = crc32(JSON.stringify([...values, 'recommender']));
    await sql`update ${sql.table(table)} set crc = ${crc} where id = ${row.id}`.execute(db);
  }
}
