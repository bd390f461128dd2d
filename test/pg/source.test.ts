import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { describeSource } from '../suites/source-suite.ts';
import { rowsOf, temporaryFolder } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { read } from './read.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  // What a recipe says carries no password; it comes from outside.
  vi.stubEnv('PGPASSWORD', new URL(database.url).password);
  await database.run(`
    create table users (id uuid primary key, name text, created_at timestamptz);
    create table posts (id uuid primary key, user_id uuid, content text, created_at timestamp);
    create table user_interaction (
      id uuid primary key default gen_random_uuid(), user_id uuid not null, post_id uuid not null,
      interaction_type varchar(50) not null, metadata jsonb, created_at timestamp not null);
    insert into users select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'User ' || i, '2026-01-01' from generate_series(1, 20) i;
    insert into posts select ('10000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, null, 'Post ' || i, '2026-01-02' from generate_series(1, 10) i;
    insert into user_interaction (user_id, post_id, interaction_type, metadata, created_at)
      select ('00000000-0000-4000-8000-' || lpad((1 + i % 20)::text, 12, '0'))::uuid,
             ('10000000-0000-4000-8000-' || lpad((1 + i * i % 10)::text, 12, '0'))::uuid,
             (array['view', 'click', 'like', 'share'])[1 + i % 4],
             case i % 4 when 0 then jsonb_build_object('duration', i * 10) when 1 then '{"scroll_depth": 0.5}' end,
             timestamp '2026-02-01' + i * interval '1 hour'
        from generate_series(1, 200) i;
    create schema "Shop Floor";
    create table "Shop Floor"."Click Log" ("Who" bigint, "What" text, "Kind" text, "At" timestamptz);
    insert into "Shop Floor"."Click Log" values
      (9007199254740993, '007', 'view', '2026-01-01 00:00:00+02'), (9007199254740993, '', 'like', '2026-01-01 00:00:00.123456+00'),
      (9007199254740992, 'é🙂 "x"', 'view', '2026-01-02'), (-5, '007', 'share', '2025-12-31 23:00:00-01')`);
});

describeSource(
  'postgres:, the schema of a feed',
  async () => ({ source: `postgres:${database.url}` }),
  temporaryFolder,
);
describeSource(
  'postgres:, a table of its own',
  async () => ({
    source: `postgres:${database.url}`,
    options: { schema: 'Shop Floor', table: 'Click Log', user: 'Who', item: 'What', type: 'Kind', time: 'At' },
  }),
  temporaryFolder,
);
describeSource(
  'postgres:, a statement',
  async () => ({
    source: database.url,
    options: { sql: 'select user_id, post_id, 2.5 as rating from user_interaction -- all of them', schema: 'public' },
    weighting: { preset: 'explicit', aggregation: 'max' },
  }),
  temporaryFolder,
);

const log = { schema: 'Shop Floor', table: 'Click Log', user: 'Who', item: 'What', type: 'Kind', time: 'At' };

describe('what is read', () => {
  it('keeps ids as exact text: beyond 2^53, negative, leading zeros, empty, emoji, quotes', async () => {
    const { interactions } = await read(database.url, log);
    expect(interactions.userIds.ids).toEqual(['-5', '9007199254740992', '9007199254740993']);
    expect(interactions.itemIds.ids).toEqual(['', '007', 'é🙂 "x"']);
    expect(rowsOf(interactions)).toEqual([
      '9007199254740993 007 0.1',
      '9007199254740993  0.7',
      '9007199254740992 é🙂 "x" 0.1',
      '-5 007 1',
    ]);
  });

  it('has times in milliseconds, with zones and without', async () => {
    const { interactions } = await read(database.url, log);
    expect([...interactions.times!]).toEqual([
      Date.parse('2025-12-31T22:00:00Z'),
      Date.parse('2026-01-01T00:00:00.123Z'),
      Date.parse('2026-01-02T00:00:00Z'),
      Date.parse('2026-01-01T00:00:00Z'),
    ]);
    const feed = await read(database.url);
    expect(feed.interactions.times![0]).toBe(Date.parse('2026-02-01T01:00:00Z'));
  });

  it('recognises the feed, with names, dates, types and what came with an event', async () => {
    const { interactions, attributes, types, events, options, address } = await read(database.url);
    expect(types).toEqual({ view: 50, click: 50, like: 50, share: 50 });
    expect(attributes.users?.names?.slice(0, 2)).toEqual(['User 1', 'User 2']);
    expect(attributes.users?.createdAt?.[0]).toBe(Date.parse('2026-01-01T00:00:00Z'));
    expect(attributes.items?.names).toContain('Post 1');
    expect(events?.typeNames[events.types[3]!]).toBe('view');
    expect(events?.details?.[3]).toBe(40);
    expect(events?.details?.[0]).toBe(0.5);
    expect(events?.details?.[1]).toBeNaN();
    expect(interactions.userIds.id(0)).toBe('00000000-0000-4000-8000-000000000001');
    expect(options).toMatchObject({ preset: 'feed', table: 'user_interaction', until: '2026-02-09T08:00:00.000000Z' });
    expect(address).not.toContain(new URL(database.url).password);
  });

  it('recognises the other spelling of the table', async () => {
    const other = await createDatabase();
    await other.run(`create table user_interactions (id uuid primary key default gen_random_uuid(), user_id uuid not null,
        post_id uuid not null, interaction_type varchar(50) not null, metadata jsonb, created_at timestamp not null);
      insert into user_interactions (user_id, post_id, interaction_type, created_at) select gen_random_uuid(), gen_random_uuid(), 'view', now() from generate_series(1, 3)`);
    const { options, interactions } = await read(other.url);
    expect(options).toMatchObject({ preset: 'feed', table: 'user_interactions', user: 'user_id', item: 'post_id' });
    expect(interactions.users.length).toBe(3);
  });

  it('is one state of the database, however many write meanwhile', async () => {
    const reading = read(database.url, {}, { onProgress: () => {} });
    await database.run(
      `insert into user_interaction (user_id, post_id, interaction_type, created_at)
       select user_id, post_id, 'view', '2027-01-01' from user_interaction limit 1; delete from user_interaction where created_at = '2027-01-01'`,
    );
    expect((await reading).interactions.users.length).toBeOneOf([200, 201]);
  });

  it('writes nothing, and says so to the server before anything else', async () => {
    await read(database.url, log);
    const said = await readFile(inject('pgLog'), 'utf8');
    expect(said).toContain('set local default_transaction_read_only=on');
    expect(said).toContain('begin isolation level repeatable read read only');
    expect(said).toContain('application_name=kindred');
  });
});
