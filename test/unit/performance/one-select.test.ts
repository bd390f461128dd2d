import { describe, expect, it } from 'vitest';
import { oneSelect } from '#runs/performance/postgres/one-select.ts';

describe('one SELECT', () => {
  it.each([
    'select 1',
    '  select 1 ;; ',
    'table orders',
    'values (1), (2)',
    '(select 1) union all (select 2)',
    'with a as (select 1) select * from a',
    "select ';' as semicolon, $$ delete from x; $$ as quoted -- ; drop",
    'select * from orders where id = $1',
    'select "delete" from "update"',
  ])('is %s', async (sql) => {
    const text = await oneSelect(sql);
    expect(sql).toContain(text);
    expect(text).not.toMatch(/;\s*$/);
  });

  it.each([
    ['', /empty/],
    [' ; ', /empty/],
    ['-- nothing', /only a comment/],
    ['select 1; select 2', /These are 2 statements/],
    ['select 1;\ndelete from orders', /2 statements/],
    ['insert into orders values (1)', /of the kind INSERT, not a SELECT/],
    ['update orders set id = 1', /UPDATE/],
    ['merge into a using b on a.id = b.id when matched then delete', /MERGE/],
    ['explain select 1', /EXPLAIN/],
    ['explain (analyze) select 1', /EXPLAIN/],
    ['create table x as select 1', /CREATE TABLE AS/],
    ['begin', /TRANSACTION/],
    ['do $$ begin end $$', /DO/],
    ['call something()', /CALL/],
    ['set work_mem = 1', /SET/],
    ['select 1 into t', /SELECT … INTO would make a table/],
    ['with d as (delete from a returning 1) select * from d', /DELETE, which would write/],
    ['select (with u as (update a set b = 1 returning 1) select count(*) from u)', /UPDATE, which would write/],
    [
      'select * from (with i as (insert into a values (1) returning 1) select * from i) as x',
      /INSERT, which would write/,
    ],
    ['select * from orders for update', /locks rows/],
    ['selec 1', /cannot be read: .*selec/],
    ['select (', /cannot be read/],
    ['select 1\0', /zero character/],
  ])('is not %j', async (sql, sentence) => {
    await expect(oneSelect(sql)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(sentence) as string,
    });
  });
});
