import { fork } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '#shared/serving/problem.ts';
import type { GenerateAnswer } from '#shared/serving/recommendations.ts';
import type { TrackAnswer } from '#shared/serving/interactions.ts';
import { openInteractionStore } from '#runs/serving/interaction-store.ts';
import { startServing, type ServedForTest } from '../../../support/serving.ts';
import { tempHome } from '../../../support/temp-home.ts';

let served: ServedForTest;
beforeEach(async () => {
  served = await startServing();
});
afterEach(() => served.close());

const like = (user_id: string, post_id: string) => ({ user_id, post_id, interaction_type: 'like' });
const track = (body: unknown, headers: Record<string, string> = {}) =>
  served.post('/interactions/track', body, headers);
async function tracked(body: unknown, headers: Record<string, string> = {}): Promise<TrackAnswer> {
  const response = await track(body, headers);
  expect(response.status).toBe(202);
  return (await response.json()) as TrackAnswer;
}
async function ask(user_id: string): Promise<GenerateAnswer> {
  return (await (await served.post('/recommendations/generate', { user_id })).json()) as GenerateAnswer;
}
/** What is on the disk, read by another connection. */
function written(folder = served.folder) {
  const store = openInteractionStore(join(folder, 'interactions.db'));
  try {
    return store.after(0, 10_000);
  } finally {
    store.close();
  }
}

describe('an interaction', () => {
  it('is on the disk when it is acknowledged, with all that was said of it', async () => {
    const at = Date.now() - 60_000;
    await tracked({ ...like('u01', 'p03'), metadata: { dwell_time_ms: 3500 }, created_at: at });
    expect(written()).toMatchObject([
      { user: 'u01', post: 'p03', type: 'like', at, metadata: '{"dwell_time_ms":3500}' },
    ]);
  });

  it('comes alone, as a list, or as a named list', async () => {
    expect(await tracked(like('a', 'p01'))).toMatchObject({ status: 'tracked', accepted: 1 });
    expect(await tracked([like('a', 'p02'), like('a', 'p03')])).toMatchObject({ accepted: 2 });
    expect(await tracked({ interactions: [like('b', 'p02')] })).toMatchObject({ accepted: 1, rejected: [] });
    expect(written()).toHaveLength(4);
  });

  it('changes the next answer of its user, and nobody else’s', async () => {
    const before = [await ask('u01'), await ask('u02')];
    await tracked([like('u01', before[0]!.recommendations[0]!.post_id), like('u01', 'p30')]);
    const after = [await ask('u01'), await ask('u02')];
    const lists = (answers: GenerateAnswer[]) => answers.map(({ recommendations }) => recommendations);
    expect(lists(after)[0]).not.toEqual(lists(before)[0]);
    expect(lists(after)[1]).toEqual(lists(before)[1]);
    const scores = (answer: GenerateAnswer) =>
      new Map(answer.recommendations.map(({ post_id, score }) => [post_id, score]));
    const [old, now] = [scores(before[0]!), scores(after[0]!)];
    expect([...now].some(([post, score]) => old.has(post) && old.get(post) !== score)).toBe(true);
  });

  it('makes a stranger known to a model that folds in', async () => {
    expect(await ask('new')).toMatchObject({ source: 'popular' });
    await tracked([like('new', 'p01'), like('new', 'p02')]);
    expect(await ask('new')).toMatchObject({ source: 'model', model_version: 'cf_v1' });
  });

  it('is still known after a restart', async () => {
    const { home, remove } = tempHome();
    const first = await startServing({ folder: home });
    await first.post('/interactions/track', like('new', 'p07'));
    const before = await (await first.post('/recommendations/generate', { user_id: 'new', limit: 100 })).json();
    await first.close();
    const second = await startServing({ folder: home });
    const after = (await (
      await second.post('/recommendations/generate', { user_id: 'new', limit: 100 })
    ).json()) as GenerateAnswer;
    expect(after.recommendations).toEqual((before as GenerateAnswer).recommendations);
    expect(after.recommendations.map(({ post_id }) => post_id)).not.toContain('p07');
    await second.close();
    remove();
  });
});

describe('an idempotency key', () => {
  it('writes the same once, however often and at once it comes, by header and by field', async () => {
    const key = { 'Idempotency-Key': 'k1' };
    await Promise.all(Array.from({ length: 20 }, () => tracked(like('u01', 'p03'), key)));
    expect(await tracked(like('u01', 'p03'), key)).toMatchObject({ accepted: 1, duplicates: 1 });
    await tracked({ ...like('u01', 'p04'), idempotency_key: 'k2' });
    await tracked({ ...like('u01', 'p04'), idempotency_key: 'k2' });
    expect(written()).toHaveLength(2);
  });

  it('counts for each entry of a list by itself', async () => {
    const key = { 'Idempotency-Key': 'list' };
    const list = [like('u01', 'p03'), like('u01', 'p04')];
    await tracked(list, key);
    expect(await tracked(list, key)).toMatchObject({ accepted: 2, duplicates: 2 });
    expect(written()).toHaveLength(2);
  });

  it('used for something else is answered 409, and nothing is written', async () => {
    await tracked(like('u01', 'p03'), { 'Idempotency-Key': 'k1' });
    const response = await track(like('u01', 'p04'), { 'Idempotency-Key': 'k1' });
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    expect(written()).toHaveLength(1);
  });

  it('in a list rejects only what conflicts', async () => {
    await tracked({ ...like('u01', 'p03'), idempotency_key: 'k1' });
    const list = [{ ...like('u01', 'p05'), idempotency_key: 'k1' }, like('u01', 'p06')];
    expect(await tracked(list)).toMatchObject({ accepted: 1, rejected: [{ index: 0, code: 'IDEMPOTENCY_CONFLICT' }] });
  });
});

describe('feedback with a request_id', () => {
  it('is the click of the version that gave the answer, once an answer', async () => {
    await served.load({ version: 2 });
    served.api.slots.setCandidate('cf_v2');
    served.api.slots.setCanary(0.5);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => ask(`user ${n}`)));
    const of = (version: string) => answers.filter(({ model_version }) => model_version === version);
    const [first, second] = [of('cf_v1'), of('cf_v2')];
    await tracked(
      first.slice(0, 5).map((answer) => ({ ...like(answer.user_id, 'p01'), request_id: answer.request_id })),
    );
    await tracked(
      first.slice(0, 2).map((answer) => ({ ...like(answer.user_id, 'p02'), request_id: answer.request_id })),
    );
    await tracked(
      second.slice(0, 3).map((answer) => ({ ...like(answer.user_id, 'p01'), request_id: answer.request_id })),
    );
    const clicks = served.api.runtime.interactions.clicks();
    expect(clicks.get('cf_v1')).toEqual({ answers: first.length, clicked: 5 });
    expect(clicks.get('cf_v2')).toEqual({ answers: second.length, clicked: 3 });
    const metrics = await (await served.ask('/metrics')).text();
    expect(metrics).toContain(`kindred_click_through_ratio{model_version="cf_v2"} ${3 / second.length}`);
  });

  it('of an answer that was never given is taken and counts for no version', async () => {
    await tracked({ ...like('u01', 'p01'), request_id: 'made-up-by-somebody' });
    expect([...served.api.runtime.interactions.clicks().values()].every(({ clicked }) => clicked === 0)).toBe(true);
  });
});

describe('more than the disk can take', () => {
  it('is answered 429 with Retry-After; everything that was acknowledged is there', async () => {
    const list = (n: number) => Array.from({ length: 500 }, (_, i) => like(`burst ${n}`, `p${i}`));
    const disk = keepBusy();
    const first = Array.from({ length: 60 }, (_, n) => track(list(n)));
    await Promise.any(first.map(async (answer) => expect((await answer).status).toBe(429)));
    disk.release();
    const answers = await Promise.all(first);
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([202, 429]));
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(((await refused.json()) as Problem).code).toBe('QUEUE_FULL');
    const rows = new Set(openedUsers());
    const acknowledged = answers.flatMap(({ status }, n) => (status === 202 ? [`burst ${n}`] : []));
    expect(acknowledged.filter((user) => !rows.has(user))).toEqual([]);
    expect((await track(like('u01', 'p01'))).status).toBe(202);
  });

  /** Another program that writes to the file until it is released. */
  function keepBusy() {
    const other = new Database(join(served.folder, 'interactions.db'));
    other.exec('begin immediate');
    return {
      release(): void {
        other.exec('rollback');
        other.close();
      },
    };
  }

  function openedUsers(): string[] {
    const store = openInteractionStore(join(served.folder, 'interactions.db'));
    const rows = store.after(0, 100_000);
    store.close();
    return rows.map(({ user }) => user);
  }
});

describe('a process that is killed', () => {
  it('loses nothing that it acknowledged', async () => {
    const { home, remove } = tempHome();
    for (let round = 0; round < 3; round++) {
      const acknowledged = await trackUntilKilled(home, 150 + round * 100);
      const keys = new Set(written(home).map(({ user, post }) => `${user} ${post}`));
      expect(acknowledged.length).toBeGreaterThan(0);
      for (const key of acknowledged) expect(keys).toContain(key);
    }
    remove();
  });
});

/** A process that serves and reports to itself; killed at a moment that it does not choose. @returns what was answered 202 */
function trackUntilKilled(home: string, ms: number): Promise<string[]> {
  const child = fork(join(import.meta.dirname, 'tracking-process.ts'), [home]);
  const acknowledged: string[] = [];
  return new Promise((resolve, reject) => {
    child.on('message', (key: string) => {
      if (acknowledged.push(key) === 1) setTimeout(() => child.kill('SIGKILL'), ms);
    });
    child.on('error', reject);
    child.on('exit', () => resolve(acknowledged));
  });
}
