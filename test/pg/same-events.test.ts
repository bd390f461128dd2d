import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { temporaryFolder } from '../unit/data/fixture.ts';
import { csv, itemIds, jsonLines, userIds } from '../unit/data/same-events.ts';
import { createDatabase, type TestDatabase } from './database.ts';

const parquet = resolve(import.meta.dirname, '../fixtures/tables/events.snappy.parquet');
const [, ...lines] = csv.split('\n');
const values = lines.map((line) => {
  const cells = line.split(',').map((cell) => (cell === '' ? 'null' : `'${cell.replaceAll('"', '')}'`));
  return `(${cells.join(', ')})`;
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  vi.stubEnv('PGPASSWORD', new URL(database.url).password);
  // Whoever reads the server's times through its own zone gets them wrong.
  await database.run(`
    alter database ${database.name} set timezone = 'Asia/Tokyo'; set timezone = 'UTC';
    create table texts (n serial, user_id text, item_id text, type text, created_at timestamptz);
    insert into texts (user_id, item_id, type, created_at) values ${values.join(', ')};
    create table typed (n serial, user_id varchar(60), item_id bigint, type text, created_at timestamp);
    insert into typed (user_id, item_id, type, created_at) select user_id, item_id::bigint, type, created_at at time zone 'UTC' from texts order by n;
    create table seconds (n serial, user_id text, item_id numeric, type text, created_at double precision);
    insert into seconds (user_id, item_id, type, created_at) select user_id, item_id::numeric, type, extract(epoch from created_at) from texts order by n`);
});

async function made(root: string, source: string, options = {}) {
  const recipe = Recipe.parse({ source, options });
  return createDataset(recipe, root, { onProgress() {}, shouldStop: () => false });
}

it('is one dataset, whether it comes from CSV, JSON Lines, Parquet or Postgres', async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'events.csv'), csv);
  await writeFile(join(root, 'events.jsonl'), jsonLines);
  await writeFile(join(root, 'events.parquet'), await readFile(parquet));
  const facts = [
    await made(root, `file:${join(root, 'events.csv')}`),
    await made(root, `file:${join(root, 'events.jsonl')}`),
    await made(root, `file:${join(root, 'events.parquet')}`),
    await made(root, database.url, { preset: 'none', table: 'texts' }),
    await made(root, database.url, { preset: 'none', table: 'typed' }),
    await made(root, database.url, { preset: 'none', table: 'seconds' }),
    await made(root, database.url, { sql: 'select user_id, item_id, type, created_at from public.texts order by n' }),
  ];
  expect(new Set(facts.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  for (const { profile } of facts) {
    expect(profile.dropped.map(({ check, rows }) => [check, rows])).toEqual([['missing', 1], ['missing', 1]]); // prettier-ignore
  }
  const { interactions } = readSnapshot(join(root, facts[0]!.fingerprint));
  expect(interactions.userIds.ids).toEqual(userIds);
  expect(interactions.itemIds.ids).toEqual(itemIds);
  expect(interactions.times![4]).toBe(Date.UTC(2024, 4, 1, 12, 4, 0, 500));
});
