import { networkInterfaces, tmpdir } from 'node:os';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { targetOfUrl, type ConnectionTarget } from '#runs/data/postgres/target.ts';
import { testConnection } from '#runs/data/postgres/test-connection.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { temporaryFolder } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  vi.stubEnv('PGPASSWORD', new URL(database.url).password);
  await database.run(`
    create table nothing (user_id int, item_id int, rating float8);
    create table nobody (user_id int, item_id int, rating float8); insert into nobody values (null, 1, 2), (null, 2, 2), (1, null, 2);
    create table solo (user_id int, item_id int, rating float8); insert into solo values (7, 1, 2), (7, 2, 2);
    create table equal (user_id int, item_id int, rating float8); insert into equal values (1, 1, 3), (2, 2, 3), (2, 2, 3);
    create table broken (user_id int, item_id int, rating float8); insert into broken values (1, 1, 'NaN'), (2, 2, '-Infinity');
    drop role if exists "r:@/%#"; create role "r:@/%#" login password 'p:@/%#'`);
});

const create = async (table: string) =>
  createDataset(
    Recipe.parse({ source: database.url, options: { preset: 'none', table, weight: 'rating' }, weighting: { preset: 'explicit' } }), // prettier-ignore
    await temporaryFolder(),
    { onProgress() {}, shouldStop: () => false },
  );

describe('source rows', () => {
  const place = () => `postgres:${targetOfUrl(database.url).address}`;

  it.each([
    ['nothing', () => `${place()} has no usable interactions.`],
    ['nobody', () => `${place()} has no usable interactions. Left out: 2 × NULL user_id (row 1: NULL 1 2); 1 × NULL item_id (row 3: 1 NULL 2).`], // prettier-ignore
    ['solo', () => `${place()} has one user only ("7"), and collaborative filtering compares users. Is the right column the user (--set user=COLUMN)?`], // prettier-ignore
    ['broken', () => `${place()} has no usable interactions. Left out: 1 × rating is NaN (row 1: 1 1 NaN); 1 × rating is infinite (row 2: 2 2 -Infinity).`], // prettier-ignore
  ])('of the table %s are refused with what was counted', async (table, sentence) => {
    await expect(create(table)).rejects.toMatchObject({ code: 'invalid_input', message: sentence() });
  });

  it('that are equal or repeat a pair are data, and counted', async () => {
    const { profile, interactions } = await create('equal');
    expect({ interactions, duplicates: profile.duplicates, weights: profile.weights }).toEqual({
      interactions: 3,
      duplicates: 1,
      weights: { min: 3, max: 3 },
    });
  });
});

describe('a connection', () => {
  const here = (change: Partial<ConnectionTarget>): ConnectionTarget => ({ ...targetOfUrl(database.url), ...change });
  const test = (target: ConnectionTarget) => testConnection(target, () => {}, new AbortController().signal);
  const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

  it('is made by a socket, whose path is its host', async () => {
    const { ok, stages } = await test(here({ host: tmpdir() }));
    expect(stages.map(({ sentence }) => sentence)).toMatchObject({
      0: `"${tmpdir()}" is a folder on this computer; no look-up is needed.`,
      1: `Connected to ${tmpdir()}/.s.PGSQL.${targetOfUrl(database.url).port}.`,
    });
    expect(ok).toBe(true);
  });

  it.runIf(hasIpv6)('is made by IPv6 (runs where this computer has it)', async () => {
    const url = new URL(database.url);
    url.hostname = '[::1]';
    const { ok, stages } = await test(targetOfUrl(url.href));
    expect(stages[1]?.sentence).toBe(`Connected to [::1]:${url.port}.`);
    expect(ok).toBe(true);
  });

  it.runIf(hasIpv6)('names an address of IPv6 that nothing listens on (runs where this computer has it)', async () => {
    const { stages } = await test(here({ host: '::1', port: 1 }));
    expect(stages.at(-1)).toMatchObject({ name: 'tcp', ok: false, sentence: 'Nothing listens on [::1]:1.' });
  });

  it.each([
    ['SCRAM', 'r:@/%#', 'p:@/%#'],
    ['MD5', 'md5_reader', 'm:d@5'],
  ])('signs in by %s, and says in one sentence that the password is wrong', async (_how, user, password) => {
    const url = new URL(database.url);
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
    const { stages } = await test(targetOfUrl(url.href));
    expect(stages.find(({ name }) => name === 'sign-in')).toMatchObject({ ok: true });
    const refused = await test({ ...targetOfUrl(url.href), password: `${password}!` });
    expect(refused.stages.at(-1)).toMatchObject({
      name: 'sign-in',
      sentence: `${url.host} refuses the password of "${user}".`,
      hint: 'Check user and password; a password in an address is written with %40 for @ and %2F for /.',
    });
    expect(JSON.stringify([stages, refused])).not.toContain(password);
  });
});
