import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createCore } from '#runs/core.ts';
import { parseConnectionUrl } from '#shared/domain/connection-url.ts';
import { connect } from '#shared/api/rpc.ts';
import { coreConfig } from '../../main/core-config.ts';
import { openLog } from '../../main/log.ts';
import { createWebHost } from '../../main/web/web-host.ts';
import { createWebTransport } from '../../renderer/core/web-transport.ts';
import { temporaryHome } from '../hosts/cli/kindred.ts';
import { sessionWith } from '../hosts/session-with.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { filesWith, holds } from './planted.ts';

/** Different, so that one that is found says where it came from. */
const right = 'pl@nted:/%#"pässword';
const wrong = 'wr@ng:/%#"pässword';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.run(`
    create table clicks (user_id int, item_id int, type text, created_at timestamptz);
    insert into clicks select i % 30, i % 17, 'view', timestamptz '2026-01-01' + i * interval '1 h' from generate_series(1, 500) i;
    drop role if exists keeper; create role keeper login password '${right}';
    grant select on clicks to keeper; grant create on database ${database.name} to keeper`);
});

const settings = () => ({ ...parseConnectionUrl(database.url).settings, user: 'keeper', read_only: false });
const address = (password: string) =>
  `postgresql://keeper:${encodeURIComponent(password)}@${new URL(database.url).host}/${database.name}`;
const options = { preset: 'none', table: 'clicks' };

/** Everything that the host says on the wire, also where the client would not show it. */
function recordWire(): string[] {
  const said: string[] = [];
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (...args: Parameters<typeof fetch>) => {
    const response = await fetch(...args);
    if (!response.headers.get('content-type')?.includes('event-stream')) said.push(await response.clone().text());
    return response;
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return said;
}

/** Nowhere below the folder, nor in what was said; both passwords in any form. */
async function expectNoTrace(folder: string, said: readonly string[]): Promise<void> {
  expect(said.length).toBeGreaterThan(0);
  for (const password of [right, wrong]) {
    expect(said.filter((text) => holds(text, password))).toEqual([]);
    expect(await filesWith(folder, password)).toEqual([]);
  }
}

it('is found nowhere after the web host connected, created, exported, seeded and was refused', async () => {
  const home = await temporaryHome();
  onTestFinished(() => home.remove());
  const data = join(home.folder, 'home');
  const log = openLog(data);
  const core = await createCore({ ...coreConfig(data, log), threads: 1 });
  const token = 'a-token-for-the-test-of-passwords-only';
  const host = await createWebHost(core, { port: 0, token, rendererRoot: home.folder, log });
  const said = recordWire();
  const { call, listen } = createWebTransport(`${host.address}/`, sessionWith(token));
  const client = connect({ call, listen });
  onTestFinished(listen((event) => said.push(JSON.stringify(event))));

  await client.connections.save({ name: 'shop', settings: settings(), password: right });
  await client.connections.test({ target: { connection: 'shop' }, id: 'one' });
  await client.connections.catalogue({ target: { connection: 'shop' } });
  await client.connections.preview({ target: { connection: 'shop' }, options });
  await client.datasets.create({ name: 'clicks', recipe: { source: 'postgres:shop', options } });
  await client.datasets.create({ name: 'typed', recipe: { source: address(right), options } });
  await client.datasets.export({ dataset: 'typed', to: join(data, 'clicks.csv') });
  await client.datasets.export({ dataset: 'typed', to: join(data, 'clicks.parquet') });
  await client.datasets.seed({ dataset: 'clicks', to: { connection: 'shop' }, schema: 'trial' });

  const failed = await client.connections.test({ target: { url: address(wrong) } });
  expect(failed.stages.at(-1)?.sentence).toContain('refuses the password of "keeper"');
  await client.connections.save({ name: 'mistyped', settings: settings(), password: wrong });
  const refused = [
    client.connections.catalogue({ target: { connection: 'mistyped' } }),
    client.datasets.create({ name: 'no', recipe: { source: address(wrong), options } }),
    client.datasets.create({ name: 'no', recipe: { source: `postgres:${address(wrong).replace('5', 'x')}` } }),
    client.datasets.create({ name: 'no', recipe: { source: address(wrong).replace('postgresql', 'mysql') } }),
    client.connections.save({ name: 'no/such', settings: settings(), password: wrong }),
    call('connections.save', { name: 'no', settings: { ...settings(), port: 'x' }, password: wrong, more: right }),
  ];
  said.push(...(await Promise.allSettled(refused)).map((outcome) => JSON.stringify(outcome) + String(reasonOf(outcome)))); // prettier-ignore
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  await fetch(`${host.address}/api/connections.save`, { method: 'POST', headers, body: `{"password": "${right}` });
  await fetch(`${host.address}/api/no.such`, { method: 'POST', headers, body: JSON.stringify({ password: right }) });
  await host.close();
  await core.close();
  expect(await readFile(join(data, 'logs', 'kindred.log'), 'utf8')).not.toBe('');
  await expectNoTrace(home.folder, said);
});

it(
  'is found nowhere after the command line created, exported, seeded and was refused',
  { timeout: 240_000 },
  async () => {
    const home = await temporaryHome();
    onTestFinished(() => home.remove());
    const outside = join(home.folder, '..', `${database.name}-passwords`);
    await mkdir(outside);
    onTestFinished(() => rm(outside, { recursive: true }));
    const said: string[] = [];
    const kindred = async (password: string, line: string, ...more: string[]) => {
      const file = join(outside, 'pgpass');
      await writeFile(file, `*:*:*:keeper:${password.replaceAll(/[\\:]/g, String.raw`\$&`)}\n`, { mode: 0o600 });
      await chmod(file, 0o600);
      vi.stubEnv('PGPASSFILE', file);
      const ended = await home.kindred(line, ...more);
      said.push(ended.stdout, ended.stderr);
      return ended.code;
    };
    onTestFinished(() => void vi.unstubAllEnvs());
    const bare = `postgresql://keeper@${new URL(database.url).host}/${database.name}`;
    const set = ['--set', 'preset=none', '--set', 'table=clicks'];

    expect(await kindred(right, 'datasets create --name clicks --source', bare, ...set)).toBe(0);
    expect(await kindred(right, 'datasets create --name typed --source', address(right), ...set)).toBe(0);
    expect(await kindred(right, 'datasets refresh typed')).toBe(0);
    expect(await kindred(right, 'datasets show typed --json')).toBe(0);
    expect(await kindred(right, 'datasets export --dataset typed --to', join(home.folder, 'out.csv'))).toBe(0);
    expect(await kindred(right, 'datasets seed --dataset clicks --schema by_hand --to', address(right))).toBe(0);
    expect(await kindred(wrong, 'datasets create --name no --source', bare, ...set)).toBe(1);
    expect(await kindred(wrong, 'datasets create --name no --source', address(wrong), ...set)).toBe(1);
    expect(await kindred(wrong, 'datasets seed --dataset clicks --to', address(wrong))).toBe(1);
    expect(
      await kindred(wrong, 'datasets create --name no --source', address(wrong).replace('postgresql', 'mysql')),
    ).toBe(2);
    await expectNoTrace(home.folder, said);
  },
);

it('is in no statement that the server wrote down', async () => {
  const lines = (await readFile(inject('pgLog'), 'utf8')).split('\n');
  expect(lines.some((line) => line.includes('create role keeper'))).toBe(true);
  expect(lines.filter((line) => holds(line, wrong))).toEqual([]);
});

const reasonOf = (outcome: PromiseSettledResult<unknown>): unknown =>
  outcome.status === 'rejected' ? outcome.reason : '';
