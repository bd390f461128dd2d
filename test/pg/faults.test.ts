import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { toWire } from '#shared/api/errors.ts';
import { createDataset } from '#runs/data/create-dataset.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { startProxy } from './proxy.ts';

const rows = 400_000;
let database: TestDatabase;
let password: string;
beforeAll(async () => {
  database = await createDatabase();
  password = new URL(database.url).password;
  await database.run(`create table clicks as
    select i % 5000 as user_id, i % 777 as item_id, repeat('x', 60) as type, timestamp '2026-01-01' + i * interval '1 s' as created_at
      from generate_series(1, ${rows}) i; analyze clicks`);
});

type Work = { root: string; done: Promise<unknown>; stop(): void };

/** Creates a dataset through an address, in a folder of its own. */
async function create(url: string, options: Record<string, unknown> = { table: 'clicks' }): Promise<Work> {
  const root = join(await temporaryFolder(), 'datasets');
  const recipe = { source: url, options, weighting: { preset: 'binary' } };
  let stopped = false;
  const done = createDataset(Recipe.parse(recipe), root, {
    onProgress() {},
    shouldStop: () => stopped,
  });
  done.catch(() => {});
  return { root, done, stop: () => void (stopped = true) };
}

const filesIn = (root: string): Promise<string[]> => readdir(root).catch(() => []);
const through = (port: number): string => {
  const url = new URL(database.url);
  url.port = String(port);
  return url.href;
};

type Failure = { code: string; message: string; kept: string[]; tellsPassword: boolean };

/** How the work failed, and what it left. */
async function failureOf({ root, done }: Work): Promise<Failure> {
  const error = await done.then(
    () => new Error('it did not fail'),
    (failure: unknown) => failure,
  );
  const { code, message } = toWire(error);
  const told = `${String(error)} ${JSON.stringify(error)}`;
  return { code, message, kept: await filesIn(root), tellsPassword: told.includes(password) };
}

/** What every failure must be: a sentence that names the place, nothing kept, no password. */
const failing = (sentence: RegExp, code = 'unavailable') => ({
  code,
  message: expect.stringMatching(sentence),
  kept: [],
  tellsPassword: false,
});

/** Statements of ours that the server still works on. */
async function atWork(): Promise<number> {
  const [answer] = await database.run(`select count(*)::int as n from pg_stat_activity
    where application_name = 'kindred' and datname = current_database()`);
  return z.object({ n: z.number() }).parse(answer?.rows[0]).n;
}

async function sleeping(): Promise<number> {
  const [answer] = await database.run(`select count(*)::int as n from pg_stat_activity
    where application_name = 'kindred' and datname = current_database() and state = 'active' and query ilike 'copy%pg_sleep%'`);
  return z.object({ n: z.number() }).parse(answer?.rows[0]).n;
}

/** What an administrator does to who reads the table. @returns how many there were */
async function endReading(): Promise<number> {
  const [answer] = await database.run(`select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
    where application_name = 'kindred' and datname = current_database() and query ilike 'copy%clicks%'`);
  return z.object({ n: z.number() }).parse(answer?.rows[0]).n;
}

/** The server hears of an end a moment later, and long before it would have been done. */
const idle = () => until('the server to have nothing to do', async () => ((await atWork()) === 0 ? true : null));

describe('reading that fails in the middle', () => {
  it('says so when an administrator ends the connection', async () => {
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'hold' }, 2_000_000);
    const work = await create(through(proxy.port));
    await proxy.applied();
    expect(await endReading()).toBe(1);
    await idle();
    proxy.set({ kind: 'pass' });
    expect(await failureOf(work)).toEqual(
      failing(/(ended the connection while reading public\.clicks|was lost while reading public\.clicks)/),
    );
  });

  it('says so when the network cuts the connection', async () => {
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'rst' }, 2_000_000);
    const work = await create(through(proxy.port));
    expect(await failureOf(work)).toEqual(
      failing(
        new RegExp(
          `^The connection to database "${database.name}" on 127\\.0\\.0\\.1:${proxy.port} was lost while reading public\\.clicks\\.`,
        ),
      ),
    );
    await idle();
  });

  it('says so when the server takes longer than it may', async () => {
    const slow = `select user_id, item_id from public.clicks where pg_sleep(0.001) is not null`;
    const work = await create(database.url, { sql: slow, timeout: 1 });
    expect(await failureOf(work)).toEqual(
      failing(/Reading the statement in database .* was stopped: canceling statement due to statement timeout/),
    );
  });

  it('is noticed when a column has gone since it was chosen', async () => {
    await database.run(
      'create table changing as select * from clicks limit 10; alter table changing rename item_id to thing_id',
    );
    const work = await create(database.url, { table: 'changing', user: 'user_id', item: 'item_id' });
    expect(await failureOf(work)).toEqual(
      failing(/public\.changing has no column "item_id", which was named as the item/, 'not_found'),
    );
  });

  it('does not wait for a lock until it is free', async () => {
    const other = new pg.Client(database.url);
    await other.connect();
    await other.query('begin; lock table clicks in access exclusive mode');
    const work = await create(database.url);
    expect(await failureOf(work)).toEqual(failing(/Another session locks what is needed while/));
    await other.end();
  });

  it('tells a server without a free connection from others', async () => {
    await database.run(
      `drop role if exists lonely; create role lonely login password 'x' connection limit 0; grant select on clicks to lonely`,
    );
    const url = new URL(database.url);
    url.username = 'lonely';
    url.password = 'x';
    expect(await failureOf(await create(url.href))).toEqual(failing(/has no connection left/));
  });

  it('ends in time when the network swallows everything in the middle', async () => {
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'blackhole' }, 1_000_000);
    const work = await create(through(proxy.port), { table: 'clicks', timeout: 5 });
    expect(await failureOf(work)).toEqual(failing(/did not answer in time while reading public\.clicks/));
  });
});

/** Without the stop, each of these would go on for longer than a test may take. */
describe('reading that is cancelled', () => {
  it('ends in the middle of the rows, here and at the server, and keeps nothing', async () => {
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'hold' }, 1_000_000);
    const work = await create(through(proxy.port));
    await proxy.applied();
    work.stop();
    expect(await failureOf(work)).toEqual(failing(/cancelled/, 'cancelled'));
    await idle();
  });

  it('ends while rows trickle', async () => {
    const sql = 'select user_id, item_id from public.clicks where pg_sleep(0.002) is not null';
    const proxy = await startProxy(database.url);
    const work = await create(through(proxy.port), { sql });
    await until('the reading', async () => ((await atWork()) === 1 ? true : null));
    proxy.set({ kind: 'pass' }, 20_000);
    await proxy.applied();
    work.stop();
    expect(await failureOf(work)).toEqual(failing(/cancelled/, 'cancelled'));
    await idle();
  });

  it('ends while the server has not sent a row yet', async () => {
    const work = await create(database.url, { sql: 'select 1 as user, 2 as item from pg_sleep(600)' });
    await until('the sleeping statement', async () => ((await sleeping()) === 1 ? true : null));
    work.stop();
    expect(await failureOf(work)).toEqual(failing(/cancelled/, 'cancelled'));
    await idle();
  });

  it('ends in a network that swallows everything', async () => {
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'blackhole' }, 1_000_000);
    const work = await create(through(proxy.port));
    await proxy.applied();
    work.stop();
    expect(await failureOf(work)).toEqual(failing(/cancelled/, 'cancelled'));
  });
});

describe('a slow network', () => {
  it('is waited for', async () => {
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'slow', delay: 30 });
    const work = await create(through(proxy.port), { table: 'clicks', until: '2026-01-01T00:30:00Z' });
    await expect(work.done).resolves.toMatchObject({ interactions: 1800 });
  });

  it('carries the data encrypted where that is asked for', async () => {
    const url = `${database.url}?sslmode=verify-full&sslrootcert=${encodeURIComponent(inject('pgCa'))}`;
    const work = await create(url, { table: 'clicks', until: '2026-01-01T00:10:00Z' });
    await expect(work.done).resolves.toMatchObject({ interactions: 600 });
  });
});
