import { crc32 } from 'node:zlib';
import { sql, type Kysely } from 'kysely';

type Row = { id: string; page: string; name: string; search: string; created_at: number; crc: number };

const sealOf = ({ id, page, name, search, created_at }: Row) =>
  crc32(JSON.stringify([id, page, name, search, created_at]));

/** Views and comparisons of query performance have pages of their own: equal names of two kinds are two views. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Row>`select * from views where page in ('runs', 'compare')`.execute(db);
  for (const row of rows) {
    if (new URLSearchParams(row.search).get('kind') !== 'query_performance') continue;
    const moved = { ...row, page: `${row.page}_queries` };
    // A row that was damaged before keeps a checksum that does not fit.
    const crc = row.crc === sealOf(row) ? sealOf(moved) : row.crc;
    await sql`update views set page = ${moved.page}, crc = ${crc} where id = ${row.id}`.execute(db);
  }
}
