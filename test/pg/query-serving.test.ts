import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PredictAnswer } from '#shared/serving/performance.ts';
import { Problem } from '#shared/serving/problem.ts';
import { serveModel } from '../../main/serving/serve-model.ts';
import { addQueryDataset } from '../support/query-dataset.ts';
import { startServing, type ServedForTest } from '../support/serving.ts';
import { openCore, type CoreUnderTest } from '../unit/handlers/core.ts';
import { createDatabase, type TestDatabase } from './database.ts';

/** SQL over HTTP: explained at a saved connection, and never run. */

let core: CoreUnderTest;
let served: ServedForTest;
let database: TestDatabase;
const path = '/api/predict/query-execution';

/** What would be left behind if anything had been executed. */
const traces = async () =>
  (
    await database.run(
      `select (select count(*)::int from log) as log, (select count(*)::int from orders) as orders,
              (select last_value::int from numbers) as last_value, to_regclass('copied') is null as no_copy`,
    )
  )[0]!.rows[0] as object;

const nothing = { log: 0, orders: 1000, last_value: 1, no_copy: true };

beforeAll(async () => {
  database = await createDatabase();
  await database.run(`
    create table log (at timestamptz);
    create table orders (id int primary key, customer int not null, total numeric);
    insert into orders select n, n % 50, n from generate_series(1, 1000) as n;
    create sequence numbers;
    analyze orders;
    create function trace() returns int language plpgsql as $$ begin insert into log values (now()); return 1; end $$;
    create function folded() returns int language plpgsql immutable as $$ begin insert into log values (now()); return 1; end $$;
    create function remove_all() returns int language sql as $$ delete from orders; select 1 $$`);
  core = await openCore();
  await addQueryDataset(core.home, 'slow', { queries: 100 });
  const { runs } = await core.client.performance.train({ dataset: 'slow', algorithm: 'ridge', learning_curve: 0, permutations: 0 }); // prettier-ignore
  await core.ended(runs[0]!);
  const { id } = await core.client.models.register({ run: runs[0]!.id });
  await core.client.models.promote({ version: id, override_reason: 'what is tested is the way of the SQL' });
  const { hostname: host, port, username: user, password } = new URL(database.url);
  const settings = { host, port: Number(port), database: database.name, user, tls: 'disable' as const };
  await core.client.connections.save({ name: 'shop', settings, password: decodeURIComponent(password) });
  served = await startServing({}, null, (options) => serveModel(core.core, null, options));
});
afterAll(async () => {
  await served.close();
  await core.close();
});

const asked = async (sql: string, connection?: string) => served.post(path, { sql, ...(connection && { connection }) });

async function refusal(sql: string, connection?: string): Promise<Problem> {
  const response = await asked(sql, connection);
  const problem = Problem.parse(await response.json());
  expect(problem.statusCode).toBe(response.status);
  return problem;
}

describe('a SELECT', () => {
  it('is predicted from its plan, as the core predicts it', async () => {
    const sql = 'select customer, sum(total) from orders where id > 10 group by customer order by 2 desc';
    const response = await asked(sql, 'shop');
    expect(response.status).toBe(200);
    const answer = PredictAnswer.parse(await response.json());
    const own = await core.client.performance.predict({ run: '1', query: { target: { connection: 'shop' }, sql } });
    expect(answer.features).toMatchObject({ joins: 0, seq_scans: 1 });
    // What depends on who else is at work may differ from one moment to the next.
    const { concurrent_load: _load, ...plan } = own.features;
    expect(answer.features).toMatchObject(plan);
    expect(answer.plan!.relations).toMatchObject([{ name: 'public.orders' }]);
    const again = await served.post(path, { features: answer.features });
    expect(PredictAnswer.parse(await again.json()).predicted_ms).toBe(answer.predicted_ms);
    // The only saved connection need not be named.
    expect((await asked('select 1')).status).toBe(200);
  });

  it.each([
    'select trace()',
    'select pg_sleep(3600)',
    "select nextval('numbers')",
    'select remove_all()',
    'select trace() from generate_series(1, 1000)',
    'select * from orders where trace() = 1',
    'with t as materialized (select trace()) select * from t',
  ])('executes nothing: %s', async (sql) => {
    expect((await asked(sql, 'shop')).status).toBe(200);
    expect(await traces()).toEqual(nothing);
  });

  it('of a function that the planner itself would call writes nothing either', async () => {
    const problem = await refusal('select folded()', 'shop');
    expect(problem).toMatchObject({ statusCode: 400, message: expect.stringContaining('cannot be planned') });
    expect(await traces()).toEqual(nothing);
  });
});

describe('anything else', () => {
  it.each<[string, RegExp]>([
    ['insert into log values (now())', /INSERT, not a SELECT/],
    ['update orders set total = 0', /UPDATE, not a SELECT/],
    ['delete from orders', /DELETE, not a SELECT/],
    ['drop table orders', /DROP, not a SELECT/],
    ['create table copied as select * from orders', /not a SELECT/],
    ["copy orders to program 'touch /tmp/kindred-was-here'", /COPY, not a SELECT/],
    ['do $$ begin delete from orders; end $$', /DO, not a SELECT/],
    ['call trace()', /CALL, not a SELECT/],
    ['explain analyze select trace()', /EXPLAIN, not a SELECT/],
    ['set transaction read write', /not a SELECT/],
    ['select * into copied from orders', /SELECT … INTO would make a table/],
    ['with gone as (delete from orders returning 1) select count(*) from gone', /DELETE, which would write/],
    ['with new as (insert into log values (now()) returning 1) select * from new', /INSERT, which would write/],
    ['with new as (update orders set total = 0 returning 1) select * from new', /UPDATE, which would write/],
    ['select * from orders for update', /locks rows/],
    ['select * from orders for share', /locks rows/],
    ['select * from (select * from orders for no key update) as o', /locks rows/],
    ['select 1; select 2', /These are 2 statements/],
    ['select 1; delete from orders', /These are 2 statements/],
    ['commit; delete from orders', /These are 2 statements/],
    ['/* nothing */', /only a comment/],
    [';;', /The statement is empty/],
    ['selct 1', /cannot be read/],
    ['select * from nowhere', /cannot be planned: relation "nowhere" does not exist/],
    ['select colour from orders', /cannot be planned: column "colour" does not exist/],
    ['select nothing()', /cannot be planned: function nothing\(\) does not exist/],
    ["select 'x'::int", /cannot be planned: invalid input syntax/],
    ['select 1 / 0', /cannot be planned: division by zero/],
  ])('is 400 in one sentence, and leaves nothing behind: %s', async (sql, says) => {
    expect(await refusal(sql, 'shop')).toMatchObject({ statusCode: 400, message: expect.stringMatching(says) });
    expect(await traces()).toEqual(nothing);
  });

  it('of a connection that nobody saved, or an address, is 404: callers name no hosts of their own', async () => {
    for (const connection of ['nowhere', database.url.slice(0, 120)]) {
      expect(await refusal('select 1', connection)).toMatchObject({ statusCode: 404 });
    }
  });

  it('of a server that is away is 503 without its password', async () => {
    const settings = { host: '127.0.0.1', port: 1, database: 'x', user: 'x', tls: 'disable' as const };
    await core.client.connections.save({ name: 'away', settings, password: 'planted-secret' });
    const problem = await refusal('select 1', 'away');
    expect(problem.statusCode).toBe(503);
    expect(JSON.stringify(problem)).not.toContain('planted-secret');
    // Two are saved now, and the model learned from neither.
    expect(await refusal('select 1')).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('Name the connection'),
    });
  });
});

it('the server saw EXPLAIN alone, in READ ONLY transactions, and never ANALYZE', () => {
  const log = readFileSync(inject('pgLog'), 'utf8');
  const explained = log.split('\n').filter((line) => /explain \(/i.test(line) && line.includes('orders'));
  expect(explained.length).toBeGreaterThan(0);
  expect(explained.filter((line) => /analyze/i.test(line.replace(/analyze orders/i, '')))).toEqual([]);
  expect(log).toContain('begin isolation level read committed read only');
});
