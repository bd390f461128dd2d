import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ConnectionReport } from '#shared/domain/connection.ts';
import { targetOfUrl, type ConnectionTarget } from '#runs/data/postgres/target.ts';
import { testConnection } from '#runs/data/postgres/test-connection.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../unit/data/fixture.ts';
import { createAuthority } from './certificates.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { startProxy, startTalker } from './proxy.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.run(`
    create table user_interaction (user_id uuid, post_id uuid, interaction_type text, created_at timestamp);
    insert into user_interaction select gen_random_uuid(), gen_random_uuid(), 'view', now() from generate_series(1, 50);
    analyze user_interaction;
    drop role if exists reader; create role reader login password 'r-secret';
    drop role if exists writer; create role writer login password 'w-secret'; grant insert, select on user_interaction to writer`);
});

const test = (target: ConnectionTarget, signal = new AbortController().signal): Promise<ConnectionReport> =>
  testConnection(target, () => {}, signal);
const here = (change: Partial<ConnectionTarget> = {}): ConnectionTarget => ({
  ...targetOfUrl(database.url),
  ...change,
});

describe('the test of a connection', () => {
  it('goes through every stage and says what it found, with the time of each', async () => {
    const { ok, stages, warnings } = await test(here());
    expect(ok).toBe(true);
    expect(stages.map(({ name }) => name)).toEqual(['dns', 'tcp', 'tls', 'sign-in', 'read', 'rows']);
    for (const stage of stages) expect(stage).toMatchObject({ ok: true, hint: null, ms: expect.any(Number) });
    expect(stages[3]?.sentence).toMatch(
      /^Signed in to database "t_\w+" on 127\.0\.0\.1:\d+ as "postgres" \(PostgreSQL 18/,
    );
    expect(stages[4]?.sentence).toBe('"postgres" may read 1 table.');
    expect(stages[5]?.sentence).toBe('About 50 rows in public.user_interaction.');
    expect(warnings).toEqual([expect.stringContaining('is a superuser')]);
  });

  it('warns of a role that may write, and not of one that may only read', async () => {
    const writer = await test(here({ user: 'writer', password: 'w-secret' }));
    expect(writer.warnings).toEqual([expect.stringContaining('The role "writer" may write.')]);
    await database.run('grant select on user_interaction to reader');
    expect((await test(here({ user: 'reader', password: 'r-secret' }))).warnings).toEqual([]);
    await database.run('revoke select on user_interaction from reader');
  });

  type Case = [name: string, change: Partial<ConnectionTarget>, stage: string, sentence: RegExp, hint: RegExp];
  it.each<Case>([
    ['host', { host: 'no-such-host.invalid' }, 'dns', /There is no host named "no-such-host\.invalid"/, /spelling/],
    ['port', { port: 1 }, 'tcp', /Nothing listens on 127\.0\.0\.1:1\./, /is 1 its port/],
    ['socket', { host: '/nowhere' }, 'tcp', /no socket at \/nowhere\/\.s\.PGSQL/, /unix_socket_directories/],
    ['password', { password: 'wrong-pw' }, 'sign-in', /refuses the password of "postgres"/, /%40/],
    ['password that is none', { password: null }, 'sign-in', /asks for the password of "postgres"/, /PGPASSWORD/],
    ['user', { user: 'nobody-here' }, 'sign-in', /refuses the password of "nobody-here"/, /Check user/],
    ['database', { database: 'nope' }, 'sign-in', /There is no database "nope"/, /case counts/],
    ['right to read', { user: 'reader', password: 'r-secret' }, 'read', /None of 1 tables may be read/, /grant select/],
    [
      'authority',
      { tls: 'verify-full' },
      'tls',
      /signed by "Kindred test authority" comes from no authority/,
      /sslrootcert/,
    ],
    [
      'file of the authority',
      { tls: 'verify-ca', ca: '/no/ca.pem' },
      'tls',
      /"\/no\/ca\.pem", cannot be read/,
      /sslrootcert/,
    ],
  ])('fails at its own stage with its own hint: wrong %s', async (_name, change, stage, sentence, hint) => {
    const report = await test(here(change));
    const last = report.stages.at(-1);
    expect(report.ok).toBe(false);
    expect(last).toMatchObject({ name: stage, ok: false });
    expect(last?.sentence).toMatch(sentence);
    expect(last?.hint).toMatch(hint);
    for (const before of report.stages.slice(0, -1)) expect(before.ok).toBe(true);
    expect(JSON.stringify(report)).not.toContain(new URL(database.url).password);
    expect(JSON.stringify(report)).not.toContain('wrong-pw');
  });

  it.each(['require', 'verify-ca', 'verify-full'] as const)('encrypts with %s', async (tls) => {
    const { ok, stages, warnings } = await test(here({ tls, ca: inject('pgCa') }));
    expect(ok).toBe(true);
    expect(stages[2]?.sentence).toMatch(/^Encrypted by TLSv1\.[23], /);
    expect(warnings.some((warning) => warning.includes('not verified'))).toBe(tls === 'require');
  });

  it('tells a certificate for another name from one of another authority', async () => {
    const ca = inject('pgCa');
    const byName = await test(here({ host: 'localhost', tls: 'verify-full', ca }));
    expect(byName.stages.at(-1)).toMatchObject({ name: 'tls', ok: false });
    expect(byName.stages.at(-1)?.sentence).toMatch(/is for "127\.0\.0\.1", not for "localhost"/);
    expect((await test(here({ host: 'localhost', tls: 'verify-ca', ca }))).ok).toBe(true);
    const other = join(await temporaryFolder(), 'other.pem');
    await writeFile(other, createAuthority('Somebody else').certificate);
    expect((await test(here({ tls: 'verify-full', ca: other }))).stages.at(-1)?.sentence).toMatch(/no authority/);
  });

  it('refuses TLS where the server has none', async () => {
    const port = await startTalker('N', 'when asked');
    const last = (await test(here({ port, tls: 'require' }))).stages.at(-1);
    expect(last).toMatchObject({ name: 'tls', ok: false, sentence: expect.stringContaining('offers no encryption') });
  });

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'when asked', 'is a web server, not Postgres'],
    ['an SSH server', 'SSH-2.0-OpenSSH_9.2\r\n', 'at once', 'is an SSH server, not Postgres'],
    ['something else', '\x4a\0\0\0\n', 'at once', 'is something else, not Postgres'],
  ] as const)('knows %s on the port', async (_name, greeting, when, sentence) => {
    const port = await startTalker(greeting, when);
    const last = (await test(here({ port }))).stages.at(-1);
    expect(last).toMatchObject({ name: 'tls', ok: false, hint: expect.stringContaining('5432') });
    expect(last?.sentence).toContain(sentence);
  });

  it.each([
    ['one byte of greeting and then silence', 'N', 'disable', 'sign-in', /did not finish the sign-in within 5 s/],
    ['a yes to TLS and then silence', 'S', 'require', 'tls', /agreed to encrypt and then said nothing/],
  ] as const)('ends within its time: %s', async (_name, byte, tls, stage, sentence) => {
    const port = await startTalker(byte, 'at once');
    const last = (await test(here({ port, tls }))).stages.at(-1);
    expect(last).toMatchObject({ name: stage, ok: false, sentence: expect.stringMatching(sentence) });
  });

  it('ends within its time behind a network that swallows everything, and at once when cancelled', async () => {
    const proxy = await startProxy(database.url);
    proxy.set({ kind: 'blackhole' });
    const last = (await test(here({ port: proxy.port }))).stages.at(-1);
    expect(last).toMatchObject({ name: 'tls', ok: false, sentence: expect.stringMatching(/said nothing for 5 s/) });
    // Were it not ended at once, the stage would fail by its own limit, and there would be a report.
    const stop = new AbortController();
    const told: string[] = [];
    const testing = testConnection(here({ port: proxy.port }), ({ name }) => void told.push(name), stop.signal);
    testing.catch(() => {});
    await until('the connection', () => (told.includes('tcp') ? true : null));
    stop.abort();
    await expect(testing).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('leaves no connection behind', async () => {
    await test(here());
    const left = async () => {
      const [answer] = await database.run(
        `select 1 from pg_stat_activity where application_name = 'kindred' and datname = current_database()`,
      );
      return answer?.rows.length;
    };
    await expect.poll(left, { timeout: 20_000 }).toBe(0);
  });
});
