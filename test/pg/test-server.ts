import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startLocalServer } from '#runs/data/postgres/local-server.ts';
import { createAuthority } from './certificates.ts';

export type TestServer = {
  /** Of its superuser. */
  url: string;
  /** File of the authority that signed the server's certificate, which is for 127.0.0.1. */
  ca: string;
  /** File in which the server writes down every statement. */
  log: string;
  stop(): Promise<void>;
};

/** No durability: the cluster is thrown away. */
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  log_statement: 'all',
  log_connections: 'on',
  max_connections: '60',
  // Tests write times without a zone, whatever that of this computer is.
  timezone: 'UTC',
  // By IPv6 too where this computer has it, and by a socket.
  listen_addresses: '127.0.0.1,::1',
  unix_socket_directories: tmpdir(),
};

/** A real Postgres with TLS by a certificate made for it, in a folder that goes away with it. */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-pg-'));
  const server = await startLocalServer({ folder, settings, initFlags: ['--no-sync'] });
  const url = `postgres://${server.user}:${server.password}@${server.host}:${server.port}/postgres`;
  const ca = join(folder, 'ca.pem');
  await useTls(url, join(folder, 'data'), ca);
  await allowMd5(url, join(folder, 'data'));
  return {
    url,
    ca,
    log: join(folder, 'data', 'server.log'),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function useTls(url: string, data: string, ca: string): Promise<void> {
  const authority = createAuthority('Kindred test authority');
  const { certificate, key } = authority.issue('127.0.0.1');
  await writeFile(ca, authority.certificate);
  const { uid, gid } = await stat(join(data, 'PG_VERSION'));
  for (const [name, text] of [['server.crt', certificate] as const, ['server.key', key] as const]) {
    await writeFile(join(data, name), text);
    await chmod(join(data, name), 0o600);
    await chown(join(data, name), uid, gid);
  }
  await run(url, 'alter system set ssl = on', 'select pg_reload_conf()');
}

/** Of old servers: a role whose password is kept as MD5, as whom `md5_reader` signs in. */
async function allowMd5(url: string, data: string): Promise<void> {
  const path = join(data, 'pg_hba.conf');
  await writeFile(path, `host all md5_reader 127.0.0.1/32 md5\n${await readFile(path, 'utf8')}`);
  const role = `create role md5_reader login password 'm:d@5'`;
  await run(url, `set password_encryption = 'md5'; ${role}`, 'select pg_reload_conf()');
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
