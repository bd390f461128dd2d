import { beforeAll, describe, expect, it } from 'vitest';
import { contextWith, rowsOf } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { read } from './read.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.run(`
    create schema sales; create schema "Odd ""Name";
    create type kind as enum ('view', 'like');
    create domain code as text check (value <> '');
    create domain stamp as timestamp;
    create table clicks (user_id int, item_id text, type kind, created_at timestamptz);
    insert into clicks values (1, 'a', 'view', '2026-01-01'), (2, 'b', 'like', '2026-01-02');
    create table sales.clicks as select * from clicks;
    create table sales.orders (customer code, product numeric(30, 2), qty int, day date);
    insert into sales.orders values ('ann', 12345678901234567890.50, 3, '2026-01-01'), ('bob', 1, 2, '2026-01-02');
    create table "Odd ""Name"."a"";drop table x--" ("select" int, "Größe ✓" uuid, "order" text);
    insert into "Odd ""Name"."a"";drop table x--" values (1, '00000000-0000-4000-8000-00000000000a', 'view'), (2, '00000000-0000-4000-8000-00000000000b', 'like');
    create view click_view as select user_id as "user", item_id as item, type::text as type from clicks;
    create materialized view click_copy as select * from clicks;
    create table parts (user_id bigint, item_id bigint, created_at timestamp) partition by range (created_at);
    create table parts_1 partition of parts for values from ('2026-01-01') to ('2026-02-01');
    create table parts_2 partition of parts for values from ('2026-02-01') to ('2026-03-01');
    insert into parts values (1, 1, '2026-01-05'), (2, 2, '2026-02-05'), (1, 3, '2026-02-06');
    create table odd_ids (u jsonb, i bytea, arr int[], d stamp, g int generated always as (7) stored, ip inet);
    insert into odd_ids values ('{"a": 1}', '\\xdead', '{1,2}', '2026-01-01', default, '10.0.0.1'), ('{"a": 2}', '\\xbeef', '{3}', 'infinity', default, '10.0.0.2'), ('3', '\\x00', '{}', '2026-01-03', default, '::1');
    create sequence counter;
    create table empty_one (user_id int, item_id int);
    create table solo (user_id int, item_id int); insert into solo values (1, 1), (1, 2);
    create extension if not exists file_fdw; create server files foreign data wrapper file_fdw;
    create foreign table outside (user_id int, item_id int) server files options (program 'printf "1,2\\n2,3\\n"', format 'csv')`);
});

describe('what can be mapped', () => {
  type Case = [name: string, options: Record<string, unknown>, rows: string[]];
  it.each<Case>([
    ['a table by its usual names', { table: 'clicks' }, ['1 a 0.1', '2 b 0.7']],
    ['a table of another schema', { schema: 'sales', table: 'clicks' }, ['1 a 0.1', '2 b 0.7']],
    ['schema and table in one', { table: 'sales.clicks' }, ['1 a 0.1', '2 b 0.7']],
    ['a view', { table: 'click_view' }, ['1 a 0.1', '2 b 0.7']],
    ['a materialized view', { table: 'click_copy' }, ['1 a 0.1', '2 b 0.7']],
    ['a partitioned table', { table: 'parts' }, ['1 1 1', '2 2 1', '1 3 1']],
    ['one partition', { table: 'parts_2' }, ['2 2 1', '1 3 1']],
    ['a foreign table', { table: 'outside' }, ['1 2 1', '2 3 1']],
    [
      'a domain, a numeric id, a weight and a date',
      { table: 'sales.orders', user: 'customer', item: 'product', weight: 'qty', time: 'day' },
      ['ann 12345678901234567890.50 3', 'bob 1.00 2'],
    ],
    [
      'names that need quotes, keywords, and what looks like an attack',
      { schema: 'Odd "Name', table: 'a";drop table x--', user: 'select', item: 'Größe ✓', type: 'order' },
      ['1 00000000-0000-4000-8000-00000000000a 0.1', '2 00000000-0000-4000-8000-00000000000b 0.7'],
    ],
    [
      'a statement with a comment at its end',
      { sql: 'with c as (select * from public.clicks) select user_id, item_id from c order by 1 desc -- newest' },
      ['2 b 1', '1 a 1'],
    ],
    [
      'a statement over values',
      { sql: `values (1, 'x'), (2, 'y')`, user: 'column1', item: 'column2' },
      ['1 x 1', '2 y 1'],
    ],
    [
      'ids of types that have a text',
      { table: 'odd_ids', user: 'u', item: 'i', time: '' },
      ['{"a": 1} \\xdead 1', '{"a": 2} \\xbeef 1', '3 \\x00 1'],
    ],
    [
      'arrays and addresses as ids, a generated column as weight',
      { table: 'odd_ids', user: 'ip', item: 'arr', weight: 'g', time: '' },
      ['10.0.0.1/32 {1,2} 7', '10.0.0.2/32 {3} 7', '::1/128 {} 7'],
    ],
  ])('%s', async (_name, options, rows) => {
    const data = await read(database.url, { preset: 'none', ...options }, contextWith());
    expect(rowsOf(data.interactions)).toEqual(rows);
  });
});

describe('what cannot be mapped is refused with what there is', () => {
  const long = 'x'.repeat(64);
  type Case = [options: Record<string, unknown>, code: string, sentence: string | RegExp];
  it.each<Case>([
    [
      { table: 'clics' },
      'not_found',
      /There is no table "clics" of database "t_\w+" on .*\. Similar: public\.clicks\. Tables there: /,
    ],
    [{ table: 'Clicks' }, 'not_found', 'Similar: public.clicks.'],
    [{ schema: 'sale', table: 'clicks' }, 'not_found', 'There is no schema "sale" with tables in database'],
    [{ schema: 'sale', table: 'clicks' }, 'not_found', 'Did you mean "sales"?'],
    [{ schema: 'sales', table: 'order' }, 'not_found', 'There is no table "order" in schema "sales"'],
    [{ table: 'a";drop table clicks--' }, 'not_found', 'There is no table "a";drop table clicks--"'],
    [
      { table: long },
      'invalid_input',
      'The name of the table has 64 bytes. Postgres has no names longer than 63, and cuts longer ones off',
    ],
    [{ table: 'é'.repeat(32) }, 'invalid_input', 'has 64 bytes'],
    [{ table: 'cli\0cks' }, 'invalid_input', 'The name of the table has a zero character'],
    [{ table: '' }, 'invalid_input', 'The name of the table is empty'],
    [{ schema: long, table: 'clicks' }, 'invalid_input', 'The name of the schema has 64 bytes'],
    [
      { table: 'clicks', user: 'usr_id' },
      'not_found',
      'public.clicks has no column "usr_id", which was named as the user. Did you mean "user_id"?',
    ],
    [{ table: 'clicks', user: 'user_id"' }, 'not_found', 'It has "user_id", "item_id", "type", "created_at".'],
    [{ table: 'clicks', user: long }, 'invalid_input', 'The name of the column has 64 bytes'],
    [
      { table: 'clicks', user: 'item_id', item: 'item_id' },
      'invalid_input',
      'The column "item_id" of public.clicks is named as the user and as the item',
    ],
    [
      { table: 'odd_ids', item: 'i' },
      'invalid_input',
      'public.odd_ids has no column that is clearly the user. It has "u", "i", "arr", "d", "g", "ip". Name the column with --set user=COLUMN.',
    ],
    [
      { table: 'odd_ids', user: 'u', item: 'i', weight: 'ip' },
      'invalid_input',
      'The column "ip" is of type inet and cannot be the weight',
    ],
    [
      { table: 'odd_ids', user: 'u', item: 'i', time: 'ip' },
      'invalid_input',
      'The column "ip" is of type inet and cannot be the time',
    ],
    [{ table: 'clicks', sql: 'select 1' }, 'invalid_input', 'Name a table or write a statement (sql), not both.'],
    [{ table: 'clicks', preset: 'feed' }, 'invalid_input', 'public.clicks is no table of the preset "feed"'],
    [{ preset: 'none' }, 'invalid_input', 'Name the table with --set table=NAME.'],
    [{}, 'not_found', /There is no schema that Kindred knows .* Its tables: .*Name the table with --set table=NAME/],
    [{ sql: 'select 1; drop table clicks' }, 'invalid_input', 'The statement is several statements. Write one SELECT'],
    // Behind EXPLAIN it would be run.
    [{ sql: 'analyze select pg_catalog.pg_sleep(60)' }, 'invalid_input', 'syntax error at or near "analyze"'],
    [{ sql: 'delete from public.clicks' }, 'invalid_input', 'The statement cannot be read: syntax error'],
    [{ sql: 'delete from public.clicks returning *' }, 'invalid_input', 'Write one SELECT'],
    [
      { sql: 'select 1) to stdout; drop table public.clicks; --' },
      'invalid_input',
      /several statements|cannot be read/,
    ],
    [
      { sql: `select 1 as user, 2 as item) q; copy (select 1) to program 'true` },
      'invalid_input',
      /cannot be read|several/,
    ],
    [
      { sql: 'with gone as (delete from public.clicks returning *) select * from gone' },
      'invalid_input',
      /The statement (does not work|would write|cannot be read)/,
    ],
    [{ sql: `select nextval('public.counter') as user, 1 as item` }, 'forbidden', 'Kindred only reads from database'],
    [{ sql: 'select a from' }, 'invalid_input', 'The statement cannot be read: syntax error at end of input'],
    [{ sql: ' ; ' }, 'invalid_input', 'The statement is empty'],
    [{ sql: 'select 1\0' }, 'invalid_input', 'zero character'],
    [
      { sql: 'select user_id, user_id from public.clicks' },
      'invalid_input',
      'The statement has two columns named "user_id"',
    ],
    [
      { sql: 'select * from clicks' },
      'not_found',
      'Write tables with their schema (public.clicks), or say where they are with --set schema=public.',
    ],
    [{ sql: 'select user_id, nope from public.clicks' }, 'invalid_input', 'column "nope" does not exist'],
    [{ table: 'empty_one', since: '2026-01-01' }, 'invalid_input', 'has no column by which newer rows are told'],
    [{ table: 'clicks', since: 'yesterdayish' }, 'invalid_input', 'invalid input syntax for type timestamp'],
  ])('%j', async (options, code, sentence) => {
    const refused: unknown = await read(database.url, options).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code });
    expect(String(refused)).toMatch(sentence);
    const [left] = await database.run('select count(*)::int as n from clicks');
    expect(left?.rows).toEqual([{ n: 2 }]);
  });

  it('an unknown option, with the nearest', async () => {
    expect(() => read(database.url, { tabl: 'clicks' })).toThrow('has no option "tabl". Did you mean "table"?');
  });
});

describe('rows that say nothing are left out and counted', () => {
  it('with their reason, and the rest is read', async () => {
    await database.run(`create table messy (who text, what text, stars float8, at timestamptz);
      insert into messy values ('a', 'x', 1, '2026-01-01'), (null, 'x', 1, '2026-01-01'), ('a', null, 1, '2026-01-01'),
        ('a', 'x', 'NaN', '2026-01-01'), ('a', 'x', 'Infinity', '2026-01-01'), ('a', 'x', null, '2026-01-01'),
        ('a', 'x', 2, null), ('a', 'x', 2, 'infinity'), ('a', 'x', 2, '-infinity'), (repeat('u', 1000000), 'x', 2, '2026-01-01'),
        ('b', 'x', 3, '2026-01-02'), ('b', 'x', 3, '2026-01-02')`);
    const options = { table: 'messy', user: 'who', item: 'what', weight: 'stars', time: 'at' };
    const data = await read(database.url, options, contextWith({ preset: 'explicit' }));
    expect(rowsOf(data.interactions)).toEqual(['a x 1', 'b x 3', 'b x 3']);
    const counted = Object.fromEntries(data.dropped.map(({ reason, rows }) => [reason, rows]));
    expect(counted).toEqual({
      'NULL who': 1,
      'NULL what': 1,
      'NULL stars': 1,
      'stars is NaN': 1,
      'stars is infinite': 1,
      'NULL at': 1,
      'infinite at': 2,
      'a user id longer than 512 characters': 1,
    });
    const list = data.rejected?.toString() ?? '';
    expect(list.split('\r\n').filter((line) => line.includes('messy'))).toHaveLength(9);
    expect(list).toContain('row,reason,content');
    expect(list.length).toBeLessThan(10_000);
  });

  it('numbers and texts as times and weights, by what they hold', async () => {
    await database.run(`create table texts (u text, i text, w text, seconds bigint, iso text);
      insert into texts values ('a', 'x', ' 2.5 ', 1767225600, '2026-01-01T00:00:00+01:00'), ('b', 'y', 'much', 1767312000, 'never')`);
    const numbers = await read(database.url, { table: 'texts', user: 'u', item: 'i', time: 'seconds' });
    expect([...numbers.interactions.times!]).toEqual([Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)]);
    const options = { table: 'texts', user: 'u', item: 'i', weight: 'w', time: 'iso' };
    const texts = await read(database.url, options, contextWith({ preset: 'explicit' }));
    expect(rowsOf(texts.interactions)).toEqual(['a x 2.5']);
    expect(texts.dropped).toMatchObject([{ check: 'type', reason: 'w is no number', rows: 1 }]);
  });

  it('an unknown type is named, with the known ones', async () => {
    await database.run(
      `create table kinds (user_id int, item_id int, type text); insert into kinds values (1, 1, 'vew'), (2, 2, 'view')`,
    );
    await expect(read(database.url, { table: 'kinds' })).rejects.toThrow(
      'Interaction type "vew" has no weight in the weighting "feed" (it knows view 0.1, click 0.3, like 0.7, share 1, comment 0.8). Did you mean "view"?',
    );
  });
});
