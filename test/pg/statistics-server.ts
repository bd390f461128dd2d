import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startLocalServer } from '#runs/data/postgres/local-server.ts';

export type StatisticsServer = {
  /** Of its superuser, with the password. */
  url: string;
  /** Runs statements one after the other over one connection. */
  run(...statements: string[]): Promise<pg.QueryResult>;
  stop(): Promise<void>;
};

/** A Postgres of its own with pg_stat_statements preloaded and made, in a folder that goes away with it. */
export async function startStatisticsServer(): Promise<StatisticsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-statements-'));
  const server = await startLocalServer({
    folder,
    initFlags: ['--no-sync'],
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      synchronous_commit: 'off',
      shared_preload_libraries: 'pg_stat_statements',
      'pg_stat_statements.max': '10000',
      shared_buffers: '256MB',
      autovacuum: 'off',
    },
  });
  const url = `postgres://${server.user}:${server.password}@${server.host}:${server.port}/postgres`;
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  await client.query('create extension pg_stat_statements');
  return {
    url,
    async run(...statements) {
      let last: pg.QueryResult | undefined;
      for (const statement of statements) last = await client.query(statement);
      return last!;
    },
    async stop() {
      await client.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
