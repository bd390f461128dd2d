import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCore } from '#runs/core.ts';
import type { SourceData } from '#runs/data/source.ts';
import { targetOfUrl } from '#runs/data/postgres/target.ts';
import { connect, serve } from '#shared/api/rpc.ts';
import { coreConfig } from '../../main/core-config.ts';
import { rowsOf, temporaryFolder } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { read } from './read.ts';

const media = (n: number) => `10000000-0000-4000-8000-00000000000${n}`;
const user = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

let engagement: TestDatabase;
let catalog: TestDatabase;
let users: TestDatabase;
beforeAll(async () => {
  engagement = await createDatabase();
  catalog = await createDatabase('catalog_db');
  users = await createDatabase('user_db');
  await engagement.run(`create table interaction (id bigint, user_id uuid, media_id uuid, type text, interaction_value double precision, timestamp timestamp);
    insert into interaction values
      (1, '${user(1)}', '${media(1)}', 'LIKE', null, '2026-01-01'), (2, '${user(1)}', '${media(2)}', 'WATCH', 0.4, '2026-01-02'),
      (3, '${user(2)}', '${media(1)}', 'DISLIKE', null, '2026-01-03'), (4, '${user(2)}', '${media(3)}', 'LIKE', null, '2026-01-04'),
      (5, '${user(3)}', '${media(3)}', 'WATCH', null, '2026-01-05')`);
  await catalog.run(`create table medias (id uuid primary key, title text, description text, release_year int, media_type text, cover_url text, deleted_at timestamp);
    create table tb_media_genre (media_id uuid, genre_name text);
    insert into medias values ('${media(1)}', 'Alien', null, 1979, 'MOVIE', null, null), ('${media(2)}', 'Brazil', null, null, 'MOVIE', null, null),
      ('${media(3)}', 'Gone', null, 2001, 'MOVIE', null, '2026-01-01');
    insert into tb_media_genre values ('${media(1)}', 'Horror'), ('${media(1)}', 'Science Fiction'), ('${media(2)}', 'Comedy'), ('${media(3)}', 'Drama')`);
  await users.run(`create table user_preferences (id uuid primary key, user_id uuid);
    create table tb_user_genre (user_id uuid, genre_name text);
    insert into user_preferences values ('20000000-0000-4000-8000-000000000001', '${user(1)}');
    insert into tb_user_genre values ('20000000-0000-4000-8000-000000000001', 'Horror'), ('${user(2)}', 'Comedy')`);
});

function categoriesOf(side: 'users' | 'items', data: SourceData, id: string): string[] {
  const index = data.interactions[side === 'users' ? 'userIds' : 'itemIds'].indexOf(id);
  const { names, membership } = data.attributes[side]!.categories!;
  return Array.from(
    membership.indices.subarray(membership.indptr[index], membership.indptr[index + 1]),
    (c) => names[c]!,
  );
}

describe('the schema of media', () => {
  it('is recognised over three databases, with its own weighting, without media that was deleted', async () => {
    const data = await read(engagement.url);
    expect(rowsOf(data.interactions)).toEqual([
      `${user(1)} ${media(1)} 1`,
      `${user(1)} ${media(2)} 0.4`,
      `${user(2)} ${media(1)} -1`,
    ]);
    expect(data.weighting.preset).toBe('media');
    expect(data.dropped).toMatchObject([{ reason: 'media that was deleted', rows: 2 }]);
    expect(data.interactions.itemIds.ids).not.toContain(media(3));
    expect(data.attributes.items?.names).toEqual(['Alien', 'Brazil']);
    expect(data.attributes.items?.createdAt?.[0]).toBe(Date.UTC(1979, 0, 1));
    expect(data.attributes.items?.createdAt?.[1]).toBeNaN();
    expect(categoriesOf('items', data, media(1))).toEqual(['Horror', 'Science Fiction']);
    expect(categoriesOf('users', data, user(1))).toEqual(['Horror']);
    expect(categoriesOf('users', data, user(2))).toEqual(['Comedy']);
    const { password } = targetOfUrl(engagement.url);
    expect(data.options).toMatchObject({ preset: 'media', catalog: expect.stringMatching(/\/catalog_db$/) });
    expect(JSON.stringify(data.options)).not.toContain(password);
  });

  it('takes its other databases by address or by connection', async () => {
    const target = targetOfUrl(catalog.url);
    const options = { catalog: 'the catalogue', user_db: 'none' };
    const data = await read(engagement.url, options, {
      targets: { 'the catalogue': { ...target, address: 'the catalogue' } },
    });
    expect(data.attributes.items?.names).toEqual(['Alien', 'Brazil']);
    expect(data.attributes.users).toBeNull();
    expect(data.options).toMatchObject({ catalog: 'the catalogue', user_db: 'none' });
    expect((await read(engagement.url, { catalog: catalog.url })).attributes.items?.names).toEqual(['Alien', 'Brazil']);
  });

  it('goes without a catalogue only where that is said', async () => {
    const data = await read(engagement.url, { catalog: 'none' });
    expect(data.interactions.users.length).toBe(5);
    expect(data.attributes.items).toBeNull();
    await expect(read(engagement.url, { catalog: users.url })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('--set catalog=none'),
    });
    await expect(read(engagement.url, { catalog: 'unknown one' })).rejects.toThrow(
      'There is no saved connection "unknown one"',
    );
  });
});

describe('media that is deleted after it was read', () => {
  it('is gone from the refreshed version too, as from a whole reading', async () => {
    const later = await createDatabase();
    vi.stubEnv('PGPASSWORD', new URL(later.url).password);
    onTestFinished(() => void vi.unstubAllEnvs());
    await later.run(`create table interaction (id bigint, user_id uuid, media_id uuid, type text, interaction_value double precision, timestamp timestamp);
      insert into interaction values (1, '${user(1)}', '${media(1)}', 'LIKE', null, '2026-01-01'), (2, '${user(1)}', '${media(2)}', 'WATCH', 0.4, '2026-01-02'),
        (3, '${user(2)}', '${media(1)}', 'DISLIKE', null, '2026-01-03'), (4, '${user(3)}', '${media(2)}', 'WATCH', null, '2026-01-04');
      create table medias (id uuid primary key, title text, deleted_at timestamp);
      insert into medias values ('${media(1)}', 'Alien', null), ('${media(2)}', 'Brazil', null)`);
    const home = await temporaryFolder();
    const core = await createCore({ ...coreConfig(home), threads: 1 });
    onTestFinished(() => core.close());
    const { datasets } = connect({ call: serve(core.handlers), listen: core.listen });
    const recipe = { source: `postgres:${later.url}`, options: { user_db: 'none' } };
    expect(await datasets.create({ name: 'media', recipe })).toMatchObject({ users: 3, items: 2, interactions: 4 });
    await later.run(`update medias set deleted_at = '2026-02-01' where id = '${media(1)}';
      insert into interaction values (5, '${user(3)}', '${media(2)}', 'LIKE', null, '2026-01-05')`);
    const second = await datasets.refresh({ dataset: 'media' });
    expect(second).toMatchObject({
      version: 2,
      users: 2,
      items: 1,
      interactions: 3,
      profile: { types: { WATCH: 2, LIKE: 1 } },
    });
    expect(second.profile.dropped).toMatchObject([{ check: 'excluded', reason: 'media that was deleted', rows: 2 }]);
    const whole = await datasets.create({ name: 'whole', recipe });
    expect(whole.fingerprint).toBe(second.fingerprint);
    expect(whole.profile.dropped.map(({ rows }) => rows)).toEqual([2]);
  });
});

describe('attributes of any table', () => {
  it('come from the tables that the columns refer to', async () => {
    const database = await createDatabase();
    await database.run(`
      create table members (member_no int primary key, display_name text, joined_at timestamp, created_at timestamptz);
      create table products (sku text primary key, title text, tags text[], published_at date);
      create table sales (who int references members, what text references products (sku), stars int);
      insert into members values (1, 'Ann', null, '2026-01-01'), (2, 'Bob', null, 'infinity'), (9, 'Nobody', null, null);
      insert into products values ('a', 'Apple', '{fruit,"red, ripe"}', '2026-02-01'), ('b', null, '{}', null);
      insert into sales values (1, 'a', 5), (2, 'b', 3)`);
    const data = await read(database.url, { table: 'sales', user: 'who', item: 'what', weight: 'stars' });
    expect(data.attributes.users?.names).toEqual(['Ann', 'Bob']);
    expect([...data.attributes.users!.createdAt!]).toEqual([Date.UTC(2026, 0, 1), NaN]);
    expect(data.attributes.items?.names).toEqual(['Apple', null]);
    expect(categoriesOf('items', data, 'a')).toEqual(['fruit', 'red, ripe']);
    const without = await read(database.url, { table: 'sales', user: 'who', item: 'what', attributes: false });
    expect(without.attributes).toEqual({ users: null, items: null });
  });
});
