import type { Source } from './source.ts';
import { PostgresOptions } from './postgres/postgres-options.ts';
import { targetOfAddress } from './postgres/passwords.ts';

/** `postgres:URL`, `postgres:NAME` of a saved connection, or `postgres:` for the address in KINDRED_DB_URL. */
export const postgresSource: Source<typeof PostgresOptions> = {
  scheme: 'postgres',
  title: 'Postgres',
  description:
    'A table, view or SELECT of a Postgres database, read in one read-only transaction. The schemas of a feed and of media are recognised; for any other, name the columns. Names and dates of users and items come along where the schema has them.',
  options: PostgresOptions,
  async read(rest, options, context) {
    const target = context.targets?.[rest] ?? (await targetOfAddress(rest, process.env));
    // The driver is loaded when it is used: every command would wait for it.
    const { readPostgres } = await import('./postgres/read-postgres.ts');
    return readPostgres(target, options, context);
  },
};
