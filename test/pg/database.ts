import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';

export type TestDatabase = {
  name: string;
  /** Its address with the superuser's password. */
  url: string;
  /** Runs statements as the superuser. */
  run(sql: string): Promise<pg.QueryResult[]>;
};

const opened: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A database of its own for a test file, dropped when the file is done. @param name what it is called; its own unless said */
export async function createDatabase(name = `t_${randomBytes(6).toString('hex')}`): Promise<TestDatabase> {
  const admin = await connected(inject('pgUrl'));
  await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  await admin.query(`create database ${pg.escapeIdentifier(name)}`);
  const url = withDatabase(inject('pgUrl'), name);
  const client = await connected(url);
  opened.push(async () => {
    await client.end();
    await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
    await admin.end();
  });
  return {
    name,
    url,
    async run(sql) {
      const answers: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
      return Array.isArray(answers) ? answers : [answers];
    },
  };
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  return client;
}
