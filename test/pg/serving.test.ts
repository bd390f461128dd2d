import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createForwarder } from '#runs/serving/postgres/forward-interactions.ts';
import { openServingDatabase } from '#runs/serving/postgres/serving-database.ts';
import { precompute } from '#runs/serving/postgres/precompute.ts';
import { precomputedLists } from '#runs/serving/postgres/precomputed-lists.ts';
import { loadModel } from '#runs/serving/served-model.ts';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import type { GenerateAnswer } from '#shared/serving/recommendations.ts';
import { startServing } from '../support/serving.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { startProxy } from './proxy.ts';
import { post, user, writeUuidBundle } from './uuid-bundle.ts';

let database: TestDatabase;
let folder: ReturnType<typeof tempHome>;
let file: string;
beforeAll(async () => {
  database = await createDatabase();
  folder = tempHome();
  file = await writeUuidBundle(folder.home);
});
afterAll(() => folder.remove());

const opened = async (url = database.url) => {
  const open = await openServingDatabase(url, {});
  return { open, session: await open.session() };
};
async function precomputed(options: { now?: number; ttlMs?: number; users?: string[] } = {}) {
  const { open, session } = await opened();
  const { lists: _lists, ...bundle } = await readBundle(file);
  const report = await precompute(session, loadModel(bundle), {
    schema: 'public',
    users: options.users ?? Array.from({ length: 30 }, (_, n) => user(n)),
    limit: 5,
    ttlMs: options.ttlMs ?? 3_600_000,
    batch: 7,
    now: options.now ?? Date.now(),
    onProgress: () => {},
    shouldStop: () => false,
  });
  await open.close();
  return report;
}
const rows = async (where = 'true') =>
  Number((await database.run(`select count(*)::int as n from user_recommendation where ${where}`))[0]!.rows[0].n);

/** @param budgetMs how long a request waits for the database: long where the wait is not what is tested */
async function servedFrom(url: string, { now = Date.now, budgetMs = 20_000 } = {}) {
  const databases = await Promise.all([1, 2, 3].map(() => openServingDatabase(url, {})));
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const lists = precomputedLists(databases, { schema: 'public', order: 'first', now, budgetMs, onError });
  const served = await startServing({ precomputed: lists, now }, null);
  await served.api.slots.load(file);
  served.api.slots.promote('cf_v1');
  const ask = async (user_id: string, more: object = {}) =>
    (await (await served.post('/recommendations/generate', { user_id, limit: 5, ...more })).json()) as GenerateAnswer;
  await until('the connection', () => databases[0]!.ready(() => {}));
  const close = async () => {
    await served.close();
    for (const open of databases) await open.close();
  };
  return { served, ask, errors, close };
}

/** The database behind a network that can fail. */
async function proxied() {
  const proxy = await startProxy(database.url);
  const url = new URL(database.url);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return { ...proxy, url: url.href };
}

describe('precomputing', () => {
  it('makes the table, writes each user’s list with a time to live, and again in its place', async () => {
    expect(await precomputed()).toEqual({ users: 30, rows: 150, skipped: 0, expired: 0 });
    expect(await precomputed()).toEqual({ users: 30, rows: 150, skipped: 0, expired: 0 });
    expect(await rows()).toBe(150);
    expect(await rows(`expires_at > now() at time zone 'UTC' + interval '59 minutes'`)).toBe(150);
  });

  it('takes expired rows away and leaves out ids that are no uuids', async () => {
    await precomputed({ now: Date.now() - 7_200_000 });
    expect(await precomputed({ users: [user(1), 'not a uuid'] })).toEqual({
      users: 1,
      rows: 5,
      skipped: 1,
      expired: 145,
    });
    expect(await rows()).toBe(5);
  });
});

describe('serving from precomputed lists', () => {
  it('answers with them and says so, without what was seen, reported or excluded', async () => {
    await precomputed();
    const { served, ask, close } = await servedFrom(database.url);
    const answer = await ask(user(2));
    expect(answer).toMatchObject({ source: 'precomputed', model_version: 'cf_v1', count: 5 });
    const [first, second] = answer.recommendations.map(({ post_id }) => post_id);
    await served.post('/interactions/track', { user_id: user(2), post_id: first, interaction_type: 'view' });
    const after = await ask(user(2), { exclude_post_ids: [second] });
    expect(after.recommendations.map(({ post_id }) => post_id)).toEqual(answer.recommendations.slice(2).map(({ post_id }) => post_id)); // prettier-ignore
    await close();
  });

  it('answers many at once, from as many connections as it may use and the model', async () => {
    await precomputed();
    const { ask, close } = await servedFrom(database.url);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => ask(user(n % 30))));
    expect(new Set(answers.map(({ count }) => count))).toEqual(new Set([5]));
    expect(answers.filter(({ source }) => source === 'precomputed').length).toBeGreaterThan(0);
    await close();
  });

  it('never answers with what has expired', async () => {
    await precomputed({ ttlMs: 60_000 });
    const { ask, close } = await servedFrom(database.url, { now: () => Date.now() + 61_000 });
    expect(await ask(user(2))).toMatchObject({ source: 'model' });
    await close();
  });

  it('asks the model for whom there is no list, and for ids that are no uuids', async () => {
    await precomputed({ users: [user(1)] });
    const { ask, close } = await servedFrom(database.url);
    await database.run(`delete from user_recommendation where user_id = '${user(5)}'`);
    expect(await ask(user(5))).toMatchObject({ source: 'model' });
    expect(await ask('x')).toMatchObject({ source: 'popular' });
    await close();
  });

  it.each(['blackhole', 'rst'] as const)(
    'over a network that is a %s, answers from the model within the budget',
    async (fault) => {
      await precomputed();
      const proxy = await proxied();
      const { ask, errors, close } = await servedFrom(proxy.url, { budgetMs: 50 });
      const isThere = async () => ((await ask(user(2))).source === 'precomputed' ? true : null);
      await until('the database', isThere);
      proxy.set({ kind: fault });
      const sources = [];
      for (let n = 0; n < 20; n++) sources.push((await ask(user(2))).source);
      expect(new Set(sources)).toEqual(new Set(['model']));
      await until('the failure to be told', () => (errors.length > 0 ? true : null));
      proxy.set({ kind: 'pass' });
      await until('the database again', isThere);
      await close();
    },
  );
});

describe('interactions that are passed on', () => {
  it('reach user_interaction exactly once, whatever happens on the way', async () => {
    const proxy = await proxied();
    const open = await openServingDatabase(proxy.url, {});
    const served = await startServing();
    const { outbox } = served.api.runtime.interactions;
    const forwarder = createForwarder(open, outbox, { schema: 'public', everyMs: 100, onError: () => {} });
    const users = [randomUUID(), randomUUID()];
    const track = (n: number) =>
      served.post('/interactions/track', {
        user_id: users[n % 2],
        post_id: post(n),
        interaction_type: 'like',
        metadata: { n },
      });
    await Promise.all(Array.from({ length: 10 }, (_, n) => track(n)));
    proxy.set({ kind: 'rst' });
    await Promise.all(Array.from({ length: 10 }, (_, n) => track(10 + n)));
    await served.post('/interactions/track', { user_id: 'no uuid', post_id: 'p1', interaction_type: 'view' });
    proxy.set({ kind: 'pass' });
    await until('all of them', () => (outbox.next(1).length === 0 ? true : null));
    const [result] = await database.run(
      `select count(*)::int as n, count(distinct id)::int as ids, count(distinct metadata->>'n')::int as events, min(interaction_type) as type from user_interaction where user_id in ('${users.join("','")}')`,
    );
    expect(result!.rows[0]).toEqual({ n: 20, ids: 20, events: 20, type: 'like' });
    expect(forwarder.counts()).toEqual({ forwarded: 20, skipped: 1 });
    await forwarder.close();
    await served.close();
    await open.close();
  });

  it('wait on the disk while the database is away, as many as may, and more are refused with 429', async () => {
    const proxy = await proxied();
    const open = await openServingDatabase(proxy.url, {});
    proxy.set({ kind: 'rst' });
    const served = await startServing({ outboxLimit: 3 });
    const { outbox } = served.api.runtime.interactions;
    const forwarder = createForwarder(open, outbox, { schema: 'public', everyMs: 50, onError: () => {} });
    const track = (n: number) =>
      served.post('/interactions/track', { user_id: randomUUID(), post_id: post(n), interaction_type: 'like' });
    const statuses = [];
    for (let n = 0; n < 5; n++) statuses.push((await track(n)).status);
    expect(statuses).toEqual([202, 202, 202, 429, 429]);
    expect(await (await served.ask('/metrics')).text()).toContain('kindred_forward_queue_depth 3');
    proxy.set({ kind: 'pass' });
    await until('room again', () => (outbox.waiting() === 0 ? true : null));
    expect((await track(9)).status).toBe(202);
    await forwarder.close();
    await served.close();
    await open.close();
  });
});
