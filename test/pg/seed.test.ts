import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { seedDataset } from '#runs/data/postgres/seed/seed-dataset.ts';
import { targetOfUrl } from '#runs/data/postgres/target.ts';
import { readEvents, readSnapshot, type Snapshot } from '#runs/data/snapshot.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { rowsOf, temporaryFolder } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  vi.stubEnv('PGPASSWORD', new URL(database.url).password);
});

const context = { onProgress() {}, shouldStop: () => false };
const feed = { source: 'synthetic:feed', options: { users: 80, items: 40, interactions: 2000, days: 10, seed: 3 } };

async function stored(recipe: unknown): Promise<{ root: string; snapshotFolder: string; fingerprint: string }> {
  const root = await temporaryFolder();
  const { fingerprint } = await createDataset(Recipe.parse(recipe), root, context);
  return { root, snapshotFolder: join(root, fingerprint), fingerprint };
}

const seed = (snapshotFolder: string, schema: string, shouldStop = () => false) =>
  seedDataset(
    { target: targetOfUrl(database.url), snapshotFolder, dataset: 'feed@1', schema },
    { ...context, shouldStop },
  );

const readBack = async (root: string, schema: string): Promise<string> =>
  (await createDataset(Recipe.parse({ source: `postgres:${database.url}`, options: { schema } }), root, context))
    .fingerprint;

function topicsOf({ attributes: { items } }: Snapshot, row: number): string[] {
  const { names, membership } = items!.categories!;
  const { indptr, indices } = membership;
  return Array.from(indices.subarray(indptr[row], indptr[row + 1]), (topic) => names[topic]!);
}

async function rowsIn(schema: string): Promise<unknown> {
  const [answer] = await database.run(`select
    (select count(*)::int from "${schema}".users) as users, (select count(*)::int from "${schema}".posts) as posts,
    (select count(*)::int from "${schema}".user_interaction) as interactions`);
  return answer?.rows[0];
}

describe('seeding', () => {
  it('makes the schema of a feed, from which the same rows are read, with all that is known of them', async () => {
    const { root, snapshotFolder } = await stored(feed);
    const report = await seed(snapshotFolder, 'whole');
    expect(report.tables).toEqual([
      { name: 'users', rows: 80, created: true },
      { name: 'posts', rows: 40, created: true },
      { name: 'user_interaction', rows: 2000, created: true },
    ]);
    const written = readSnapshot(snapshotFolder);
    const folder = join(root, await readBack(root, 'whole'));
    const read = readSnapshot(folder);
    expect(rowsOf(read.interactions)).toEqual(rowsOf(written.interactions));
    expect(read.interactions.times).toEqual(written.interactions.times);
    expect(readEvents(folder)).toEqual(readEvents(snapshotFolder));
    for (const [index, id] of read.interactions.itemIds.ids.entries()) {
      const before = written.interactions.itemIds.indexOf(id);
      expect(read.attributes.items?.names?.[index]).toBe(written.attributes.items?.names?.[before]);
      expect(read.attributes.items?.createdAt?.[index]).toBe(written.attributes.items?.createdAt?.[before]);
      expect(topicsOf(read, index)).toEqual(topicsOf(written, before));
    }
  });

  it('gives back what was read from a database to the byte', async () => {
    const { root } = await stored(feed);
    const first = await readBack(root, 'whole');
    await seed(join(root, first), 'second');
    expect(await readBack(root, 'second')).toBe(first);
  });

  it('has the columns and indexes that the schema names', async () => {
    const [answer] = await database.run(`select table_name || '.' || column_name || ' ' || data_type as c
      from information_schema.columns where table_schema = 'whole' and table_name like 'user_%' order by 1`);
    expect(answer?.rows.map(({ c }: { c: string }) => c)).toEqual(
      expect.arrayContaining([
        'user_interaction.interaction_type character varying',
        'user_interaction.metadata jsonb',
        'user_interaction.created_at timestamp without time zone',
        'user_recommendation.score double precision',
        'user_recommendation.expires_at timestamp without time zone',
      ]),
    );
    const [indexes] = await database.run(`select indexdef from pg_indexes where schemaname = 'whole'`);
    const text = indexes!.rows.map(({ indexdef }: { indexdef: string }) => indexdef).join('\n');
    for (const columns of ['(user_id, created_at)', '(post_id, created_at)', '(user_id, score DESC)', '(expires_at)']) {
      expect(text).toContain(columns);
    }
  });

  it('gives ids that are no UUIDs one of their own, and keeps them as names', async () => {
    const { root, snapshotFolder } = await stored({ source: 'synthetic:groups' });
    await seed(snapshotFolder, 'groups');
    const read = await createDataset(
      Recipe.parse({ source: `postgres:${database.url}`, options: { schema: 'groups' } }),
      root,
      context,
    );
    const { attributes } = readSnapshot(join(root, read.fingerprint));
    expect(attributes.users?.names?.toSorted()).toContain('user1');
    expect(attributes.items?.names).toContain('python');
    expect(read).toMatchObject({ users: 20 });
  });

  it('replaces rows that Kindred wrote, and does the same twice', async () => {
    const { snapshotFolder } = await stored(feed);
    const smaller = await stored({ ...feed, options: { ...feed.options, users: 50, interactions: 500, seed: 4 } });
    await seed(snapshotFolder, 'again');
    await seed(snapshotFolder, 'again');
    expect(await rowsIn('again')).toEqual({ users: 80, posts: 40, interactions: 2000 });
    const report = await seed(smaller.snapshotFolder, 'again');
    expect(report.tables.every(({ created }) => !created)).toBe(true);
    expect(await rowsIn('again')).toEqual({ users: 50, posts: 40, interactions: 500 });
  });

  it.each([
    [
      'user_interaction',
      `insert into foreign_1.user_interaction (id, user_id, post_id, interaction_type, created_at)
      values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'view', now())`,
      1,
    ],
    ['users', `insert into foreign_2.users (id) select gen_random_uuid() from generate_series(1, 3)`, 3],
    [
      'posts',
      `update foreign_3.posts set id = gen_random_uuid() where id = (select id from foreign_3.posts limit 1)`,
      1,
    ],
  ])('touches nothing where %s holds rows of others', async (table, change, count) => {
    const schema = `foreign_${['user_interaction', 'users', 'posts'].indexOf(table) + 1}`;
    const { snapshotFolder } = await stored(feed);
    await seed(snapshotFolder, schema);
    await database.run(change);
    const before = await rowsIn(schema);
    await expect(seed(snapshotFolder, schema)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`The table ${schema}.${table} in database "${database.name}"`),
      details: { table, rows: count },
    });
    expect(await rowsIn(schema)).toEqual(before);
  });

  it('loads into empty tables that a team made, under the other spelling, by the columns they have', async () => {
    await database.run(`create schema team;
      create table team.users (id uuid primary key, email text);
      create table team.posts (id uuid primary key, user_id uuid not null references team.users, content text not null default '');
      create table team.user_interactions (id uuid primary key, user_id uuid not null, post_id uuid not null,
        interaction_type varchar(50) not null, metadata jsonb, created_at timestamptz not null)`);
    const { snapshotFolder } = await stored(feed);
    const { tables } = await seed(snapshotFolder, 'team');
    expect(tables).toContainEqual({ name: 'user_interactions', rows: 2000, created: false });
    await database.run(`create schema odd; create table odd.user_interaction (id bigint primary key)`);
    await expect(seed(snapshotFolder, 'odd')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves nothing behind when it is cancelled, or fails in the middle', async () => {
    const { snapshotFolder } = await stored({ ...feed, options: { ...feed.options, interactions: 30_000 } });
    let calls = 0;
    await expect(seed(snapshotFolder, 'half', () => ++calls > 8)).rejects.toMatchObject({ code: 'cancelled' });
    const [schemas] = await database.run(`select 1 from pg_namespace where nspname = 'half'`);
    expect(schemas?.rows).toEqual([]);
    await database.run(`create schema strict; create table strict.user_interaction (id uuid primary key, user_id uuid not null,
      post_id uuid not null, interaction_type varchar(50) check (interaction_type <> 'share'), metadata jsonb, created_at timestamp not null)`);
    await expect(seed(snapshotFolder, 'strict')).rejects.toThrow(
      /Writing "strict"\."user_interaction" .*check constraint/,
    );
    const [made] = await database.run(`select 1 from pg_tables where schemaname = 'strict' and tablename = 'users'`);
    expect(made?.rows).toEqual([]);
  });

  it('is refused to a role that may not write', async () => {
    const { snapshotFolder } = await stored(feed);
    await database.run(`drop role if exists seed_reader; create role seed_reader login password 'x'`);
    const target = { ...targetOfUrl(database.url), user: 'seed_reader', password: 'x' };
    const request = { target, snapshotFolder, dataset: 'feed@1', schema: 'mine' };
    await expect(seedDataset(request, context)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
