import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AppEvent } from '#shared/api/api.ts';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { parseConnectionUrl } from '#shared/domain/connection-url.ts';
import { createCore, type CoreConfig } from '#runs/core.ts';
import { fileSecrets } from '#runs/secrets/file-secrets.ts';
import { coreConfig } from '../../main/core-config.ts';
import { openLog } from '../../main/log.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { filesWith, holds } from './planted.ts';
import { startProxy, startTalker } from './proxy.ts';

const planted = 'pl@nted:/%#"pässword';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.run(`
    create table "Click Log" ("Who" bigint, "What" text, "Kind" text, "At" timestamptz);
    insert into "Click Log" select i % 30, i % 17, 'view', timestamptz '2026-01-01' + i * interval '1 h' from generate_series(1, 500) i;
    create table user_interaction (user_id uuid, post_id uuid, interaction_type text, created_at timestamp);
    analyze;
    drop role if exists shopper; create role shopper login password '${planted.replaceAll("'", "''")}';
    grant select on "Click Log", user_interaction to shopper`);
});

type Open = { client: Client; events: AppEvent[]; close(): Promise<void> };

async function open(home: string, change: Partial<CoreConfig> = {}): Promise<Open> {
  const core = await createCore({ ...coreConfig(home, openLog(home)), threads: 1, ...change });
  const events: AppEvent[] = [];
  core.listen((event) => void events.push(event));
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= core.close());
  onTestFinished(close);
  return { client: connect({ call: serve(core.handlers), listen: core.listen }), events, close };
}

const settings = () => ({ ...parseConnectionUrl(database.url).settings, user: 'shopper' });
const mapping = { table: 'Click Log', user: 'Who', item: 'What', type: 'Kind', time: 'At' };

describe('a saved connection', () => {
  it('keeps everything but the password, read-only unless said otherwise, across reopening', async () => {
    const home = await temporaryFolder();
    const first = await open(home);
    const saved = await first.client.connections.save({ name: 'shop', settings: settings(), password: planted });
    expect(saved).toMatchObject({ name: 'shop', user: 'shopper', read_only: true, tls: 'disable', has_password: true });
    await first.client.connections.save({ connection: saved.id, name: 'the shop', settings: settings() });
    await first.close();
    const { client } = await open(home);
    const { connections, keeping } = await client.connections.list({});
    expect(connections).toEqual([{ ...saved, name: 'the shop' }]);
    expect(keeping).toEqual({ kind: 'file', refusal: null });
    expect(await client.connections.test({ target: { connection: 'the shop' } })).toMatchObject({ ok: true });
  });

  it('is a source by its name: a dataset is made, trained on, refreshed, and no trace of the password is left', async () => {
    const home = await temporaryFolder();
    const { client, events, close } = await open(home);
    const saved = await client.connections.save({ name: 'shop', settings: settings(), password: planted });
    const report = await client.connections.test({ target: { connection: 'shop' } });
    const target = { connection: 'shop' };
    const catalogue = await client.connections.catalogue({ target });
    const preview = await client.connections.preview({ target, options: mapping });
    const recipe = { source: 'postgres:shop', options: preview.options };
    const dataset = await client.datasets.create({ name: 'clicks', recipe });
    expect(dataset).toMatchObject({ users: 30, interactions: 500, recipe: { source: 'postgres:shop' } });
    const { runs } = await client.runs.start({ dataset: dataset.id, algorithm: 'popularity' });
    await vi.waitFor(
      async () => expect((await client.runs.show({ run: runs[0]!.id })).status).toBe('FINISHED'),
      20_000,
    );
    const refreshed = await client.datasets.refresh({ dataset: 'clicks' });

    // Mistakes are where passwords like to show.
    const url = `postgresql://shopper:${planted}@127.0.0.1:1/nowhere`;
    const failures = await Promise.all(
      [
        client.datasets.create({ name: 'x', recipe: { source: `postgres:${url}` } }),
        client.datasets.create({ name: 'x', recipe: { source: url.replace('postgresql', 'mysql') } }),
        client.connections.catalogue({ target: { url } }),
        client.connections.test({ target: { url: `${url}?sslmode=sometimes` } }),
        client.connections.save({ name: 'bad/name', settings: settings(), password: planted }),
      ].map((work) => work.then(() => 'worked', String)),
    );
    expect(failures.filter((failure) => failure === 'worked')).toEqual([]);
    await close();
    const told = JSON.stringify([saved, report, catalogue, preview, dataset, refreshed, events, failures]);
    expect(holds(told, planted)).toBe(false);
    expect(await filesWith(home, planted)).toEqual([]);
  });

  it('that is deleted takes its password along', async () => {
    const home = await temporaryFolder();
    const { client } = await open(home);
    const { id } = await client.connections.save({ name: 'shop', settings: settings(), password: planted });
    expect(await client.connections.delete({ connection: 'shop' })).toMatchObject({ deleted: { id } });
    expect((await client.connections.list({})).connections).toEqual([]);
    expect(await fileSecrets(`${home}/secrets`).names()).toEqual([]);
    await expect(client.connections.test({ target: { connection: id } })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that is edited is tested with the password that is kept, unless another one is typed', async () => {
    const { client } = await open(await temporaryFolder());
    const { id } = await client.connections.save({ name: 'shop', settings: settings(), password: planted });
    const edited = { settings: { ...settings(), tls: 'disable' as const }, password_of: id };
    expect(await client.connections.test({ target: edited })).toMatchObject({ ok: true });
    for (const password of ['wrong', null]) {
      const failed = await client.connections.test({ target: { ...edited, password } });
      expect(failed.stages.at(-1)).toMatchObject({ name: 'sign-in', ok: false });
    }
  });

  it('without a password takes that of the environment; null forgets the saved one', async () => {
    const { client } = await open(await temporaryFolder());
    await client.connections.save({ name: 'shop', settings: settings(), password: planted });
    const { connections } = await client.connections.list({});
    await client.connections.save({
      connection: connections[0]!.id,
      name: 'shop',
      settings: settings(),
      password: null,
    });
    const target = { connection: 'shop' };
    const failed = await client.connections.test({ target });
    expect(failed.stages.at(-1)).toMatchObject({ name: 'sign-in', hint: expect.stringContaining('PGPASSWORD') });
    vi.stubEnv('PGPASSWORD', planted);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await client.connections.test({ target })).toMatchObject({ ok: true });
  });

  it('lives in memory where the computer keeps no passwords, and says why', async () => {
    const home = await temporaryFolder();
    const secrets = {
      keeping: async () => ({ kind: 'none' as const, refusal: 'There is no keyring.' }),
      get: async () => null,
      set: () => Promise.reject(new Error('must not be asked')),
      delete: async () => {},
      names: async () => [],
    };
    const first = await open(home, { secrets });
    const saved = await first.client.connections.save({ name: 'shop', settings: settings(), password: planted });
    expect(saved.has_password).toBe(true);
    expect((await first.client.connections.list({})).keeping).toEqual({
      kind: 'none',
      refusal: 'There is no keyring.',
    });
    expect(await first.client.connections.test({ target: { connection: 'shop' } })).toMatchObject({ ok: true });
    await first.close();
    const second = await open(home, { secrets });
    expect((await second.client.connections.list({})).connections).toMatchObject([
      { name: 'shop', has_password: false },
    ]);
    expect(await filesWith(home, planted)).toEqual([]);
  });

  it('is written through only where it is not read-only', async () => {
    const { client } = await open(await temporaryFolder());
    await client.datasets.create({ name: 'groups', recipe: { source: 'synthetic:groups' } });
    await client.connections.save({ name: 'shop', settings: settings(), password: planted });
    const seed = () => client.datasets.seed({ dataset: 'groups', to: { connection: 'shop' }, schema: 'trial' });
    await expect(seed()).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('is read-only') });
    const { connections } = await client.connections.list({});
    const writing = { ...settings(), read_only: false };
    await client.connections.save({ connection: connections[0]!.id, name: 'shop', settings: writing });
    await database.run(`grant create on database ${database.name} to shopper`);
    expect(await seed()).toMatchObject({ schema: 'trial', tables: [{ name: 'users', rows: 20 }, {}, {}] });
  });
});

describe('what a database has', () => {
  it('is listed to choose from, with what is recognised', async () => {
    const { client } = await open(await temporaryFolder());
    const {
      database: name,
      tables,
      truncated,
      recognised,
    } = await client.connections.catalogue({ target: { url: database.url } });
    expect({ name, truncated }).toEqual({ name: database.name, truncated: false });
    expect(tables.find((table) => table.name === 'Click Log')).toMatchObject({
      schema: 'public',
      kind: 'table',
      rows: 500,
      readable: true,
      columns: [
        { name: 'Who', type: 'bigint', kind: 'integer', nullable: true },
        { name: 'What', kind: 'text' },
        { name: 'Kind', kind: 'text' },
        { name: 'At', type: 'timestamp with time zone', kind: 'time' },
      ],
    });
    expect(recognised).toContainEqual(
      expect.objectContaining({
        preset: 'feed',
        options: expect.objectContaining({ schema: 'public', item: 'post_id' }),
      }),
    );
  });

  it('is shown as 20 rows with the role of each column, before anything is read', async () => {
    const { client } = await open(await temporaryFolder());
    const preview = await client.connections.preview({ target: { url: database.url }, options: mapping });
    expect(preview.from).toBe('public."Click Log"');
    expect(preview.columns.map(({ role }) => role)).toEqual(['user', 'item', 'type', 'time']);
    expect(preview.rows).toHaveLength(20);
    expect(preview.rows[0]).toEqual(['1', '1', 'view', '2026-01-01 01:00:00+00']);
    expect(preview).toMatchObject({
      estimate: 500,
      options: { ...mapping, preset: 'none', schema: 'public', weight: '' },
    });
    const sql = 'select "Who" as user_id, "What" as item_id from public."Click Log"';
    const ofStatement = await client.connections.preview({ target: { url: database.url }, options: { sql } });
    expect(ofStatement).toMatchObject({ from: 'the statement', options: { sql, user: 'user_id', item: 'item_id' } });
  });

  it('is shown before its columns are named, with what is missing', async () => {
    const { client } = await open(await temporaryFolder());
    const target = { url: database.url };
    const unnamed = await client.connections.preview({ target, options: { table: 'Click Log' } });
    expect(unnamed.problem).toContain('has no column that is clearly the user');
    expect(unnamed.rows).toHaveLength(20);
    expect(unnamed.columns.map(({ role }) => role)).toEqual([null, null, 'type', null]);
    const wrong = await client.connections.preview({ target, options: { ...mapping, user: 'Whoo' } });
    expect(wrong.problem).toContain('Did you mean "Who"?');
    expect((await client.connections.preview({ target, options: mapping })).problem).toBeNull();
  });
});

describe('a test that is under way', () => {
  it('tells its stages as they end, and is cancelled by its id', async () => {
    const { client, events } = await open(await temporaryFolder());
    await client.connections.test({ target: { url: database.url }, id: 'one' });
    const told = events.filter((event) => event.type === 'connection.stage');
    expect(told.map(({ id, stage }) => `${id} ${stage.name}`)).toEqual(
      ['dns', 'tcp', 'tls', 'sign-in', 'read', 'rows'].map((name) => `one ${name}`),
    );
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'blackhole' });
    const url = new URL(database.url);
    url.port = String(proxy.port);
    const testing = client.connections.test({ target: { url: url.href }, id: 'two' });
    const refused = testing.catch((error: unknown) => error);
    await until('the test', async () => ((await client.connections.cancelTest({ id: 'two' })).cancelled ? true : null));
    expect(await refused).toMatchObject({ code: 'cancelled' });
    expect(await client.connections.cancelTest({ id: 'two' })).toEqual({ cancelled: false });
  });

  it('does not keep others waiting', async () => {
    const { client } = await open(await temporaryFolder());
    const port = await startTalker('', 'when asked');
    const url = new URL(database.url);
    url.port = String(port);
    const ended: string[] = [];
    const stuck = client.connections.test({ target: { url: url.href } }).finally(() => ended.push('test'));
    await client.connections.list({}).finally(() => ended.push('list'));
    expect((await stuck).stages.at(-1)).toMatchObject({ name: 'tls', ok: false });
    expect(ended).toEqual(['list', 'test']);
  });
});

/** Waits until so many statements sleep at the server. */
const sleeping = (count: number) =>
  until(`${count} sleeping statements`, async () => {
    const [found] = await database.run(
      `select 1 from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid() and state = 'active'`,
    );
    return found?.rows.length === count ? true : null;
  });

describe('a dataset that is being created', () => {
  it('is cancelled by its name, and by the end of Kindred', async () => {
    const { client, close, events } = await open(await temporaryFolder());
    const recipe = { source: database.url, options: { sql: 'select 1 as user, 2 as item from pg_sleep(600)' } };
    const cancelled = client.datasets.create({ name: 'slow', recipe }).catch((error: unknown) => error);
    await sleeping(1);
    await expect(client.datasets.create({ name: 'slow', recipe })).rejects.toMatchObject({ code: 'conflict' });
    expect(await client.datasets.cancel({ name: 'slow' })).toEqual({ cancelled: true });
    expect(await cancelled).toMatchObject({ code: 'cancelled' });
    const over = { type: 'dataset.ended', name: 'slow', error: expect.stringContaining('cancelled') };
    expect(events.filter(({ type }) => type === 'dataset.ended')).toEqual([over]);
    await sleeping(0);
    const ended = client.datasets.create({ name: 'slow', recipe }).catch((error: unknown) => error);
    await sleeping(1);
    await close();
    expect(await ended).toMatchObject({ code: 'cancelled' });
    // The server hears of it a moment later, and long before it would have slept enough.
    await sleeping(0);
  });
});
