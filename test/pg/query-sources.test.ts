import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createCore, type Core } from '#runs/core.ts';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import type { AppEvent } from '#shared/api/api.ts';
import { coreConfig } from '../../main/core-config.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { startStatisticsServer, type StatisticsServer } from './statistics-server.ts';

let server: StatisticsServer;
let core: Core;
let client: Client;
const events: AppEvent[] = [];
const { home, remove } = tempHome();

beforeAll(async () => {
  server = await startStatisticsServer();
  await server.run(
    'create table numbers as select n, n % 7 as seventh from generate_series(1, 2000) as n',
    'analyze numbers',
  );
  core = await createCore({ ...coreConfig(home), threads: 1 });
  core.listen((event) => events.push(event));
  client = connect({ call: serve(core.handlers), listen: core.listen });
});

afterAll(async () => {
  await core?.close();
  await server?.stop();
  remove();
});

const create = (options: Record<string, string | number | boolean>, name = 'samples', url = server.url) =>
  client.performance.createDataset({ name, recipe: { source: url, options } });

describe('pg_stat_statements', () => {
  it('is found where it is enabled', async () => {
    const report = await client.performance.check({ target: { url: server.url } });
    expect(report).toMatchObject({ ready: true, warnings: [] });
    expect(report.sentence).toMatch(/^pg_stat_statements \d+\.\d+ has counted \d+ statements/);
  });

  it('says exactly how to enable it where nothing is there yet', async () => {
    const report = await client.performance.check({ target: { url: inject('pgUrl') } });
    expect(report).toMatchObject({ ready: false, statements: null });
    expect(report.sentence).toMatch(
      /To enable it: as a superuser run "alter system set shared_preload_libraries = 'pg_stat_statements'".*restart the server; then in the database "postgres" run "create extension pg_stat_statements"\./,
    );
    await expect(create({ looks: 1 }, 'absent', inject('pgUrl'))).rejects.toMatchObject({
      code: 'conflict',
      message: report.sentence,
    });
  });

  it('says what is left to do in a database without the extension', async () => {
    await server.run('create database bare');
    const report = await client.performance.check({ target: { url: server.url.replace(/postgres$/, 'bare') } });
    expect(report.sentence).toMatch(
      /To enable it: in the database "bare" run "create extension pg_stat_statements"\.$/,
    );
    expect(report.sentence).not.toMatch(/alter system/);
  });

  it('warns of a role that sees its own statements only', async () => {
    await server.run(`create role looker login password 'x'`);
    const url = server.url.replace(/\/\/[^@]+@/, '//looker:x@');
    const { warnings } = await client.performance.check({ target: { url } });
    expect(warnings).toEqual([expect.stringContaining('grant pg_read_all_stats to "looker"') as string]);
  });

  it('gives what was counted so far in one look: SELECTs of tables, each with its plan', async () => {
    await server.run(
      'select pg_stat_statements_reset()',
      'select count(*) from numbers',
      'select count(*) from numbers',
      'select seventh, count(*) from numbers where n > 5 group by seventh',
      'select 1 as nothing_of_a_table',
      `update numbers set seventh = 1 where n = 2`,
    );
    const dataset = await create({ looks: 1 }, 'so far');
    expect(dataset).toMatchObject({ kind: 'query_performance', queries: 2, samples: 2, version: 1 });
    expect(dataset.recipe.source).not.toContain(new URL(server.url).password);
    const { samples } = await client.performance.samples({ dataset: 'so far', order_by: 'query' });
    const counted = samples.find(({ query }) => query === 'select count(*) from numbers')!;
    expect(counted).toMatchObject({
      calls: 2,
      features: { seq_scans: 1, sorts_aggregates: 1, joins: 0, calls_history: 0 },
    });
    expect(counted.features.relation_bytes).toBeGreaterThan(0);
    expect(counted.execution_ms).toBeGreaterThan(0);
    expect(dataset.profile.dropped).toEqual([expect.objectContaining({ reason: 'reads no table of this database' })]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'queryDataset.changed' }));
  });

  it('leaves out what cannot be planned, and says why', async () => {
    await server.run(
      'select pg_stat_statements_reset()',
      'create table gone as select 1 as one',
      'select count(*) from gone',
      'drop table gone',
      'select count(*) from numbers',
    );
    const dataset = await create({ looks: 1 }, 'some left out');
    expect(dataset.queries).toBe(1);
    expect(dataset.profile.dropped).toContainEqual(
      expect.objectContaining({
        reason: 'cannot be planned',
        rows: 1,
        example: expect.stringContaining('"gone" does not exist') as string,
      }),
    );
  });

  it('refuses a dataset without samples, and keeps nothing', async () => {
    await server.run('select pg_stat_statements_reset()');
    await expect(create({ looks: 2, every: 0.1 }, 'empty')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/gave no samples.*called between two looks/) as string,
    });
    await expect(client.performance.dataset({ dataset: 'empty' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stops between two looks when it is cancelled', async () => {
    const creating = create({ looks: 2, every: 86_400 }, 'endless');
    const end = creating.then(
      () => 'created',
      (error: unknown) => error,
    );
    await until('the first look', () =>
      events.some((event) => event.type === 'dataset.progress' && event.name === 'endless') ? true : null,
    );
    expect(await client.datasets.cancel({ name: 'endless' })).toEqual({ cancelled: true });
    expect(await end).toMatchObject({ code: 'cancelled' });
  });
});

describe('a table of query metrics', () => {
  beforeAll(async () => {
    await server.run(
      `create table metrics_pg_stats_query (
         queryid bigint, query text, mean_exec_time float8, created_at timestamptz,
         plan_cost float8, joins text, relation_bytes bigint, work float8)`,
      `insert into metrics_pg_stats_query values
         (1, 'select count(*) from numbers', 3.5, '2026-01-01 00:00+00', 100, 'none', 8192, 7),
         (1, 'select count(*) from numbers', 4.5, '2026-01-01 00:05+00', 100, 'none', 8192, 7),
         (2, 'select sum(n) from numbers', 'NaN', '2026-01-01 00:00+00', 1, 'none', 1, 7),
         (3, 'select max(n) from numbers', null, '2026-01-01 00:00+00', 1, 'none', 1, 7),
         (4, 'select min(n) from numbers', -1, '2026-01-01 00:00+00', 1, 'none', 1, 7),
         (5, 'delete from numbers', 2, '2026-01-01 00:00+00', 'Infinity', 'none', 1, 7)`,
    );
  });
  const table = { from: 'table', table: 'metrics_pg_stats_query' };

  it('is read by its usual names, with features of its own first and those of EXPLAIN for the rest', async () => {
    const dataset = await create({ ...table, joins: '' }, 'metrics');
    expect(dataset).toMatchObject({ queries: 2, samples: 3 });
    const { samples } = await client.performance.samples({
      dataset: 'metrics',
      order_by: 'sampled_at',
      descending: false,
    });
    const [first, second] = samples.filter(({ query_id }) => query_id === '1');
    expect(first).toMatchObject({
      execution_ms: 3.5,
      sampled_at: Date.parse('2026-01-01T00:00:00Z'),
      features: {
        plan_cost: 100,
        relation_bytes: 8192,
        seq_scans: 1,
        joins: 0,
        calls_history: 0,
        recent_mean_ms: null,
      },
    });
    expect(second!.features).toMatchObject({ calls_history: 1, recent_mean_ms: 3.5 });
    const [written] = samples.filter(({ query_id }) => query_id === '5');
    expect(written!.features).toMatchObject({ plan_cost: null, seq_scans: null, relation_bytes: 1 });
    expect(dataset.profile.features['plan_cost']).toMatchObject({ known: 2, infinite: 1 });
    expect(dataset.profile.dropped).toEqual([expect.objectContaining({ reason: 'no execution time', rows: 3 })]);
    expect(await create(dataset.recipe.options as Record<string, string>, 'metrics')).toMatchObject({
      version: 1,
      id: dataset.id,
    });
  });

  it('is read by a mapping', async () => {
    const dataset = await create(
      { ...table, joins: '', explain: false, plan_cost: 'work', query_id: 'query' },
      'mapped',
    );
    const { samples } = await client.performance.samples({ dataset: dataset.id });
    expect(samples.every(({ features }) => features.plan_cost === 7 && features.seq_scans === null)).toBe(true);
  });

  it.each([
    [{}, /The column "joins".*is of the type text, and the feature joins must be a number/],
    [{ joins: '', plan_cost: 'nothing' }, /no column "nothing"/],
    [{ joins: '', time_ms: 'query' }, /type text, and the execution time must be a number/],
    [{ joins: '', at: 'query' }, /which is no time/],
    [{ joins: '', time_ms: '' }, /Which column .* is the execution time in milliseconds/],
    [{ joins: '', query: '', query_id: '' }, /tells queries apart/],
    [{ table: 'metrics_pg_stat_query' }, /There is no table/],
    [{ table: '' }, /Name the table/],
    [{ looks: 0 }, /looks/],
    [{ looka: 3 }, /Did you mean "looks"/],
  ])('refuses %j', async (options, sentence) => {
    await expect(create({ ...table, ...options }, 'refused')).rejects.toThrow(sentence);
  });
});

describe('sources', () => {
  it('are Postgres alone', async () => {
    await expect(create({}, 'wrong', 'file:/tmp/x.csv')).rejects.toThrow(/is no Postgres/);
  });

  it('are told by form: options and algorithms have a schema', async () => {
    const source = await client.performance.source({});
    expect(Object.keys((source.schema['properties'] ?? {}) as object)).toContain('recent_mean_ms');
    const algorithms = await client.performance.algorithms({});
    expect(algorithms.map(({ name }) => name)).toEqual(['gradient_boosting', 'random_forest', 'ridge']);
  });

  it('of one kind are no datasets of the other', async () => {
    await expect(client.datasets.show({ dataset: 'so far' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.runs.start({ dataset: 'so far', algorithm: 'popularity' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('keep datasets that runs use, and give the others away', async () => {
    const { id } = await client.performance.dataset({ dataset: 'mapped' });
    expect(await client.performance.deleteDataset({ dataset: 'mapped' })).toMatchObject({ deleted: { id } });
    expect((await client.performance.datasets({})).map(({ name }) => name)).not.toContain('mapped');
  });
});

vi.setConfig({ testTimeout: 120_000 });
