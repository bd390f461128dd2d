import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { RetrainPlan, Retraining } from '#shared/domain/retraining.ts';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { createCore, type Core } from '#runs/core.ts';
import { silentLog } from '../../main/log.ts';
import { workbenchConfig } from '../../main/workbench-config.ts';
import { temporaryHome, type Home, type Running } from './cli/kindred.ts';

/** Many processes one after the other, in milliseconds. */
const patience = { timeout: 240_000 };

let home: Home;
beforeAll(async () => {
  home = await temporaryHome();
  await home.answer('datasets create --name shop --source synthetic:groups --set preset=six-groups');
  await home.answer('train --dataset shop --algorithm user_knn');
  await home.answer('models register 1 --name feed');
  await home.answer('models promote feed@1');
});
afterAll(() => home.remove());

type Item = { item: string; score: number };

async function served(line: string): Promise<{ serving: Running; url: string; end(): Promise<number | null> }> {
  const serving = home.start(`${line} --port 0 --json`);
  await serving.printed(/"url".*\n/);
  const end = async () => {
    serving.child.kill('SIGTERM');
    return (await serving.ended).code;
  };
  return { serving, url: (JSON.parse(serving.stdout()) as { url: string }).url, end };
}

async function asked(url: string, user: string): Promise<Item[]> {
  const body = JSON.stringify({ user_id: user, limit: 10, context: { scores: 'exact' } });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/recommendations/generate`, { method: 'POST', headers, body });
  const { recommendations } = (await answer.json()) as { recommendations: { post_id: string; score: number }[] };
  return recommendations.map(({ post_id: item, score }) => ({ item, score }));
}

describe('one question', () => {
  let core: Core;
  let client: Client;
  beforeAll(async () => {
    core = await createCore({ ...workbenchConfig(join(home.folder, 'home'), silentLog), schedules: false });
    client = connect({ call: serve(core.handlers), listen: core.listen });
  });
  afterAll(() => core.close());

  it(
    'has one answer, to the last bit: from the command line, the core, the page’s console and the API',
    patience,
    async () => {
      const { url, end } = await served('serve --model feed');
      await client.serving.start({ model: 'feed', port: 0 });
      for (const user of ['u001', 'u599']) {
        const api = await asked(url, user);
        expect(api).toHaveLength(10);
        const only = (list: readonly Item[]) => list.map(({ item, score }) => ({ item, score }));
        const { recommendations } = await client.runs.recommend({ run: '1', user, limit: 10 });
        expect(only(recommendations)).toEqual(api);
        const { answers } = await client.serving.tryIt({ user, limit: 10 });
        expect(only(answers[0]!.recommendations)).toEqual(api);
        const cli = await home.answer<{ recommendations: Item[] }>(`recommend --run 1 --limit 10 --user ${user}`);
        expect(only(cli.recommendations)).toEqual(api);
      }
      expect(await end()).toBe(0);
      await client.serving.stop({});
    },
  );
});

describe('training again', () => {
  it('says that there is nothing new, and keeps that', async () => {
    const { retraining } = await home.answer<{ retraining: Retraining }>('retrain run feed');
    expect(retraining).toMatchObject({
      outcome: 'unchanged',
      detail: expect.stringContaining('feed_v1 was trained on shop version 1'),
    });
    const { stdout } = await home.kindred('retrain history feed');
    expect(stdout).toMatch(/hand +unchanged +– +– +feed_v1 was/);
  });

  it('is planned, listed, switched off and forgotten', async () => {
    const { plans } = await home.answer<{ plans: RetrainPlan[] }>('retrain plan feed --cron', '30 4 * * 1');
    expect(plans).toMatchObject([{ model: 'feed', cron: '30 4 * * 1', enabled: true, max_drop: 0.1 }]);
    await home.answer('retrain plan feed --max-drop 5 --webhook https://example.org/hook');
    const { stdout } = await home.kindred('retrain list');
    expect(stdout).toMatch(/feed +30 4 \* \* 1 .* 5 % +example\.org/);
    expect((await home.kindred('retrain plan feed --off')).stdout).toMatch(/off/);
    await home.answer('retrain plan feed --remove');
    expect((await home.kindred('retrain list')).stdout).toContain('No model is trained again by itself');
  });

  it('goes on beside serving, and counts in its metrics', async () => {
    const { url, end } = await served(`serve --model feed --retrain`);
    const { plans } = await home.answer<{ plans: RetrainPlan[] }>('retrain list');
    expect(plans).toMatchObject([{ model: 'feed', cron: '0 2 * * *', enabled: true }]);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('kindred_retrain_total');
    expect(await end()).toBe(0);
  });

  it.each([
    ['retrain plan feed --cron', 'every day', '"every day" is no schedule.'],
    ['serve --model feed --port 0 --retrain', '61 * * * *', '"61 * * * *" is no schedule.'],
    ['retrain run', 'nobody', 'There is no model "nobody"'],
    ['retrain plan feed --webhook', 'example.org', 'webhook'],
  ])('is refused in a sentence: %s %s', async (line, argument, says) => {
    const ended = await home.kindred(line, argument);
    expect(ended.code).toBeGreaterThan(0);
    expect(ended).toMatchObject({ stdout: '', stderr: expect.stringContaining(says) });
  });
});

describe('a bundle from elsewhere', () => {
  it('is a version after import, and is served', patience, async () => {
    await home.answer('models export feed --to feed.kindred');
    const { stdout } = await home.kindred('models import feed.kindred --name shop');
    expect(stdout).toContain('feed_v1 is shop_v1 here.');
    expect(await home.kindred('models import feed.kindred --name shop')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is version 1 of "shop" already'),
    });
    expect((await home.kindred('models show shop@1')).stdout).toMatch(/imported +feed_v1, SHA-256 [0-9a-f]{64}/);
    await home.answer('models promote shop@1');
    const [first, second] = [await served('serve --model feed'), await served('serve --model shop')];
    expect(await asked(second.url, 'u017')).toEqual(await asked(first.url, 'u017'));
    expect([await first.end(), await second.end()]).toEqual([0, 0]);
  });
});
