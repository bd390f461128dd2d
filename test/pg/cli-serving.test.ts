import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { GenerateAnswer } from '#shared/serving/recommendations.ts';
import { temporaryHome, type Home, type Running } from '../hosts/cli/kindred.ts';
import { until } from '../support/until.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { post, user, writeUuidBundle } from './uuid-bundle.ts';

let home: Home;
let database: TestDatabase;
let file: string;
beforeAll(async () => {
  home = await temporaryHome();
  database = await createDatabase();
  file = await writeUuidBundle(home.folder);
  vi.stubEnv('KINDRED_DB_URL', database.url);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await home.remove();
});

const count = async (sql: string) =>
  Number((await database.run(`select count(*)::int as n from ${sql}`))[0]!.rows[0].n);

describe('kindred precompute', () => {
  it('writes the lists of all users, which expire', async () => {
    const report = await home.answer(`precompute --bundle ${file} --limit 5 --ttl-hours 2 --batch 7`);
    expect(report).toEqual({
      model_version: 'cf_v1',
      users: 30,
      rows: 150,
      skipped: 0,
      expired: 0,
      interrupted: false,
    });
    expect(await count(`user_recommendation where expires_at > now() at time zone 'UTC' + interval '119 minutes'`)).toBe(150); // prettier-ignore
  });

  it('writes those of active users alone, and takes away what expired', async () => {
    const noTable = await home.kindred(`precompute --bundle ${file} --users active`);
    expect(noTable).toMatchObject({ code: 1, stderr: expect.stringContaining('Use --users all') });
    await database.run(`
      create table user_interaction (id uuid primary key, user_id uuid not null, post_id uuid not null,
        interaction_type varchar(50) not null, metadata jsonb, created_at timestamp not null);
      insert into user_interaction values
        (gen_random_uuid(), '${user(1)}', '${post(1)}', 'view', null, now() at time zone 'UTC' - interval '1 day'),
        (gen_random_uuid(), '${user(2)}', '${post(1)}', 'view', null, now() at time zone 'UTC' - interval '9 days');
      update user_recommendation set expires_at = now() at time zone 'UTC' - interval '1 minute'`);
    const { stdout } = await home.kindred(`precompute --bundle ${file} --users active --active-days 7 --limit 5`);
    expect(stdout).toContain('cf_v1: 5 recommendations for 1 users, good for 24 h.');
    expect(stdout).toContain('145 expired rows were removed.');
    expect(await count('user_recommendation')).toBe(5);
  });

  it.each([
    ['nothing that answers', 'precompute', 2, '--bundle FILE or --model NAME'],
    ['a model that is not there', 'precompute --model nobody', 1, 'nobody'],
    ['an address that is none', `precompute --bundle FILE --database nowhere`, 1, 'no address'],
  ])('is told in one sentence: %s', async (_, line, code, says) => {
    const ended = await home.kindred(line.replace('FILE', file));
    expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(says) });
  });
});

describe('kindred serve with a Postgres', () => {
  it('answers from precomputed lists and passes interactions on', async () => {
    await home.answer(`precompute --bundle ${file} --limit 5`);
    const { serving, url } = await serve(`serve --bundle ${file} --port 0 --precomputed first --forward --json`);
    const generate = async () => {
      const body = JSON.stringify({ user_id: user(3), limit: 5 });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${url}/recommendations/generate`, { method: 'POST', headers, body });
      return (await answer.json()) as GenerateAnswer;
    };
    const list = await until('a precomputed answer', async () => {
      const answer = await generate();
      return answer.source === 'precomputed' ? answer : null;
    });
    const event = { user_id: user(3), post_id: list.recommendations[0]!.post_id, interaction_type: 'like' };
    const tracked = await fetch(`${url}/interactions/track`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(event),
    });
    expect(tracked.status).toBe(202);
    await until('the interaction in Postgres', async () => {
      const found = await count(`user_interaction where user_id = '${user(3)}' and interaction_type = 'like'`);
      return found === 1 ? true : null;
    });
    expect((await generate()).recommendations.map(({ post_id }) => post_id)).not.toContain(event.post_id);
    serving.child.kill('SIGTERM');
    expect((await serving.ended).code).toBe(0);
  });
});

async function serve(line: string): Promise<{ serving: Running; url: string }> {
  const serving = home.start(line);
  await serving.printed(/"url"/);
  return { serving, url: (JSON.parse(serving.stdout()) as { url: string }).url };
}
