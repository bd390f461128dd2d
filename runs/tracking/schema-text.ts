import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { storeDialect } from './dialect.ts';
import { migrations } from './migrations.ts';

/** What a database says of its tables and indexes: name → the statement that made it. */
export function schemaText(sqlite: Database.Database): Map<string, string | null> {
  const rows = sqlite
    .prepare<[], { name: string; sql: string | null }>('select name, sql from sqlite_schema order by name')
    .all();
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}

/** The schema of a store that nothing happened to: the migrations, run on nothing. */
export async function expectedSchema(): Promise<Map<string, string | null>> {
  const sqlite = new Database(':memory:');
  try {
    const db = new Kysely<unknown>({ dialect: storeDialect(sqlite, { file: ':memory:', backups: '' }) });
    for (const { up } of migrations) await up(db);
    return schemaText(sqlite);
  } finally {
    sqlite.close();
  }
}
