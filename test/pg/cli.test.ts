import { spawn } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Connection, ConnectionReport } from '#shared/domain/connection.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { temporaryHome, type Home } from '../hosts/cli/kindred.ts';
import { until } from '../support/until.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { filesWith, holds } from './planted.ts';

const program = resolve(import.meta.dirname, '../../main/cli/index.ts');
const planted = 'pl@nted:/%#"pw';

let home: Home;
let database: TestDatabase;
/** The address without and with its password. */
let bare: string;
let full: string;
const printed: string[] = [];

beforeAll(async () => {
  home = await temporaryHome();
  database = await createDatabase();
  await database.run(`
    create schema "Shop Floor";
    create table "Shop Floor"."Click Log" ("Who" bigint, "What" text, "Kind" text, "At" timestamptz);
    insert into "Shop Floor"."Click Log" select i % 30, i % 17, 'view', timestamptz '2026-01-01' + i * interval '1 h' from generate_series(1, 500) i;
    drop role if exists cli_reader; create role cli_reader login password '${planted}';
    grant usage on schema "Shop Floor" to cli_reader; grant select on all tables in schema "Shop Floor" to cli_reader;
    grant create on database ${database.name} to cli_reader`);
  const { host } = new URL(database.url);
  bare = `postgresql://cli_reader@${host}/${database.name}`;
  full = `postgresql://cli_reader:${encodeURIComponent(planted)}@${host}/${database.name}`;
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => home.remove());

async function kindred(line: string, ...more: string[]) {
  const ended = await home.kindred(line, ...more);
  printed.push(ended.stdout, ended.stderr);
  return ended;
}

const mapped = ['schema=Shop Floor', 'table=Click Log', 'user=Who', 'item=What', 'type=Kind', 'time=At'].flatMap(
  (set) => ['--set', set],
);
const create = (name: string, source: string) =>
  kindred(`datasets create --json --name ${name} --source`, source, ...mapped);

describe('a connection on the command line', () => {
  /** The program with something on its standard input. */
  async function save(to: string, input: string): Promise<string> {
    const child = spawn(
      process.execPath,
      [program, 'connections', 'save', '--name', 'kept', '--to', to, '--password-stdin'],
      {
        env: { ...process.env, KINDRED_HOME: join(home.folder, 'home'), NO_COLOR: '1' },
      },
    );
    child.stdin.end(input);
    const said = (await Promise.all([text(child.stdout), text(child.stderr)])).join('');
    printed.push(said);
    return said;
  }

  it(
    'is saved with a password from standard input, listed, tested, looked into and deleted',
    { timeout: 240_000 },
    async () => {
      expect(await save(bare, `${planted}\n`)).toContain(
        'Connection "kept" is saved with its password. Read it as postgres:kept.',
      );
      const { connections } = (await kindred('connections list --json')).json<{ connections: Connection[] }>();
      expect(connections).toMatchObject([{ name: 'kept', user: 'cli_reader', read_only: true, has_password: true }]);
      expect((await kindred('connections list')).stdout).toContain(bare);

      const tested = await kindred('connections test postgres:kept --json');
      expect(tested).toMatchObject({ code: 0 });
      expect(tested.json<ConnectionReport>().stages.map(({ ok }) => ok)).toEqual([true, true, true, true, true, true]);
      const tables = await kindred('connections tables postgres:kept');
      expect(tables.stdout).toMatch(
        /Shop Floor +Click Log +table .*Who bigint, What text, Kind text, At timestamp with time zone/,
      );
      expect(await create('kept', 'postgres:kept')).toMatchObject({ code: 0 });

      expect(await save(bare, 'not-it')).toContain('is saved with its password');
      const refused = await kindred('connections test postgres:kept');
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.stdout).toMatch(/sign-in +failed .*refuses the password of "cli_reader"/);
      expect(refused.stdout).toContain('Check user and password');
      expect((await kindred('connections delete kept')).stdout).toContain('Connection "kept" is deleted');
      expect((await kindred('connections list')).stdout).toContain('There are no saved connections.');
    },
  );
});

describe('a dataset from Postgres on the command line', () => {
  it('takes an address with its password, with a warning', async () => {
    const { code, json, stderr } = await create('shop', `postgres:${full}`);
    expect(stderr).toContain('can see the password in that address');
    expect(code).toBe(0);
    const { dataset } = json<{ dataset: Dataset }>();
    expect(dataset).toMatchObject({ users: 30, interactions: 500, recipe: { source: `postgres:${bare}` } });
  });

  it(
    'takes the password from PGPASSWORD, the address from KINDRED_DB_URL, and both from a password file',
    { timeout: 240_000 },
    async () => {
      vi.stubEnv('PGPASSWORD', planted);
      const first = await create('shop', `postgres:${bare}`);
      expect(first).toMatchObject({ code: 0 });
      expect(first.stderr).not.toContain('can see the password');
      vi.unstubAllEnvs();
      vi.stubEnv('KINDRED_DB_URL', full);
      expect(await create('shop', 'postgres:')).toMatchObject({ code: 0 });
      expect(await create('shop', bare)).toMatchObject({ code: 0 });
      vi.unstubAllEnvs();
      const file = join(home.folder, 'passwords');
      const escaped = planted.replaceAll(/[\\:]/g, String.raw`\$&`);
      await writeFile(file, `# ours\n127.0.0.1:*:${database.name}:cli_reader:${escaped}\n`);
      vi.stubEnv('PGPASSFILE', file);
      await chmod(file, 0o644);
      const open = await create('shop', `postgres:${bare}`);
      expect(open.stdout).toContain('asks for the password of \\"cli_reader\\", and there is none.');
      await chmod(file, 0o600);
      expect(await create('shop', `postgres:${bare}`)).toMatchObject({ code: 0 });
      await writeFile(file, '');
    },
  );

  it.each([
    ['postgres:', 2, 'Name the database: postgres:postgresql://user@host:5432/database'],
    ['postgres:nobody-knows', 1, 'There is no saved connection \\"nobody-knows\\"'],
    ['postgres:postgresql://u:pl@nted@127.0.0.1:1/x', 1, 'Nothing listens on 127.0.0.1:1.'],
    ['postgers:postgresql://u:pl@nted@h/x', 2, 'There is no source \\"postgers:postgresql://u@h/x\\"'],
  ])('%s is answered with what to do', async (source, exit, sentence) => {
    const { code, stdout } = await create('no', source);
    expect(stdout).toContain(sentence);
    expect(code).toBe(exit);
  });

  it('is refreshed with what came since', async () => {
    vi.stubEnv('PGPASSWORD', planted);
    expect((await kindred('datasets refresh shop')).stdout).toContain(
      'Nothing newer is there; version 1 stays the newest.',
    );
    await database.run(`insert into "Shop Floor"."Click Log" values (99, 'new', 'like', '2027-01-01')`);
    const { dataset, new_interactions } = (await kindred('datasets refresh shop --json')).json<{
      dataset: Dataset;
      new_interactions: number;
    }>();
    expect(dataset).toMatchObject({ version: 2, users: 31 });
    expect(new_interactions).toBe(1);
  });

  it('is seeded back, told apart from rows of others', async () => {
    vi.stubEnv('PGPASSWORD', planted);
    const seed = await kindred('datasets seed --dataset shop --schema trial --json --to', `postgres:${bare}`);
    expect(seed.json()).toMatchObject({
      seeded: { schema: 'trial', tables: [{ name: 'users', rows: 31, created: true }, {}, {}] },
    });
    await database.run(`insert into trial.users (id) values (gen_random_uuid())`);
    const again = await kindred('datasets seed --dataset shop --schema trial --to', bare);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('The table trial.users');
    const wrong = await kindred('datasets seed --dataset shop --to', `mysql://u:${planted}@h/x`);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('names no database');
  });

  it('ends by Ctrl-C, and so does the query at the server', async () => {
    const running = home.start(
      'datasets create --name slow --set',
      'sql=select 1 as user, 2 as item from pg_sleep(600)',
      '--source',
      full,
    );
    const sleeping = async () => {
      const [answer] = await database.run(
        `select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid() and state = 'active'`,
      );
      return z.object({ n: z.number() }).parse(answer?.rows[0]).n;
    };
    await until('the statement', async () => ((await sleeping()) === 1 ? true : null));
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(130);
    await until('the server to stop', async () => ((await sleeping()) === 0 ? true : null));
  });

  it('leaves no password behind, in the data folder or on the screen', async () => {
    expect(printed.filter((text) => holds(text, planted))).toEqual([]);
    expect(await filesWith(join(home.folder, 'home'), planted)).toEqual([]);
    const shown = await kindred('datasets show shop');
    expect(shown.stdout).toContain(`postgres:${bare}`);
  });
});

describe('the demo with a Postgres of its own', () => {
  it('starts one, seeds it, reads it like any other, trains on it, and stops it', { timeout: 240_000 }, async () => {
    const first = await kindred('demo --postgres --json');
    expect(first.code).toBe(0);
    const { dataset } = first.json<{ dataset: Dataset }>();
    expect(dataset).toMatchObject({ name: 'demo-feed', recipe: { source: 'postgres:Demo Postgres' } });
    expect(dataset.interactions).toBe(60_000);
    const port = /answers on 127\.0\.0\.1:(\d+)/.exec(first.stderr)?.[1];
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    const again = await kindred('demo --postgres --json');
    expect(again.json<{ dataset: Dataset }>().dataset.id).toBe(dataset.id);
  });

  it('is stopped by Ctrl-C too', { timeout: 240_000 }, async () => {
    const running = home.start('demo --postgres');
    await running.printed('Training popularity');
    running.child.kill('SIGINT');
    const port = /answers on 127\.0\.0\.1:(\d+)/.exec((await running.ended).stderr)?.[1];
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  });
});
