import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '#shared/serving/problem.ts';
import type { GenerateAnswer } from '#shared/serving/recommendations.ts';
import { silentLog } from '../../../../main/log.ts';
import { serveBundle } from '../../../../main/serving/serve-bundle.ts';
import { smallTrain, userId, writeServedBundle } from '../../../support/served-bundle.ts';
import { helper, startServing, type ServedForTest } from '../../../support/serving.ts';
import { tempHome } from '../../../support/temp-home.ts';
import { until } from '../../../support/until.ts';

let served: ServedForTest;
let admin: Record<string, string>;
beforeEach(async () => {
  served = await startServing();
  admin = { Authorization: `Bearer ${served.api.keys.create({ name: 'boss', scopes: ['admin'] }).secret}` };
});
afterEach(() => served.close());

async function ask(user_id: string): Promise<GenerateAnswer> {
  const response = await served.post('/recommendations/generate', { user_id, limit: 10 });
  expect(response.status).toBe(200);
  return (await response.json()) as GenerateAnswer;
}
const listOf = ({ recommendations }: GenerateAnswer) => recommendations.map(({ post_id, score }) => [post_id, score]);
const versionOf = async (user: string) => (await ask(user)).model_version;
const command = (path: string, body: object = {}) => served.post(`/admin/${path}`, body, admin);

describe('a change of the live version', () => {
  it('1,000 times under load, fails no request, and no answer mixes two versions', async () => {
    const first = listOf(await ask('u01'));
    await served.load({ version: 2, algorithm: 'popularity' });
    served.api.slots.promote('cf_v2');
    const second = listOf(await ask('u01'));
    expect(second).not.toEqual(first);

    const answers: GenerateAnswer[] = [];
    let swaps = 0;
    let isDone = false;
    const swap = () => {
      served.api.slots.promote(`cf_v${1 + (swaps % 2)}`);
      swaps += 1;
      isDone = swaps === 1000;
      if (!isDone) setImmediate(swap);
    };
    setImmediate(swap);
    const askAlways = async () => {
      while (!isDone || answers.length < 300) answers.push(await ask('u01'));
    };
    await Promise.all(Array.from({ length: 8 }, askAlways));

    expect(swaps).toBe(1000);
    for (const answer of answers) expect(listOf(answer)).toEqual(answer.model_version === 'cf_v1' ? first : second);
  });

  it('goes back at once, and forth again', async () => {
    await served.load({ version: 2 });
    served.api.slots.promote('cf_v2');
    expect(await versionOf('u01')).toBe('cf_v2');
    served.api.slots.rollback();
    expect(await versionOf('u01')).toBe('cf_v1');
    served.api.slots.rollback();
    expect(await versionOf('u01')).toBe('cf_v2');
  });

  it('is refused where there is nothing to go back to', () => {
    expect(() => served.api.slots.rollback()).toThrow(/no previous version/);
  });
});

describe('a bundle that is not right', () => {
  it.each([
    ['a flipped byte', (bytes: Buffer) => void (bytes[bytes.length >> 1]! ^= 1)],
    ['half a file', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['no bundle', () => Buffer.from('hello')],
  ])('%s is refused; what was served stays, and so does readiness', async (_, damage) => {
    const { file, sha256 } = await writeServedBundle(served.folder, { version: 2 });
    const bytes = readFileSync(file);
    writeFileSync(file, damage(bytes) ?? bytes);
    await expect(served.api.slots.load(file, { sha256 })).rejects.toThrow(/\.kindred/);
    expect(await versionOf('u01')).toBe('cf_v1');
    expect((await served.ask('/health/ready')).status).toBe(200);
    expect(await (await served.ask('/metrics')).text()).toContain('kindred_model_swap_total{result="refused"} 1');
  });

  it('another bundle than the one that was registered is refused', async () => {
    const { file } = await writeServedBundle(served.folder, { version: 2 });
    await expect(served.api.slots.load(file, { sha256: '0'.repeat(64) })).rejects.toThrow(
      /not the bundle that was registered/,
    );
    await expect(served.api.slots.load(file, { version: 'cf_v3' })).rejects.toThrow(/holds cf_v2, not cf_v3/);
  });

  it('one whose answers are wrong is refused before anybody gets them', async () => {
    const train = smallTrain();
    const { file } = await writeServedBundle(served.folder, { version: 2, algorithm: 'popularity', train });
    const before = served.api.runtime.versions.all().length;
    await expect(served.api.slots.load(join(served.folder, 'not-there.kindred'))).rejects.toThrow(/not-there/);
    await served.api.slots.load(file);
    expect(served.api.runtime.versions.all()).toHaveLength(before + 1);
  });
});

describe('before a version is live', () => {
  it('the host lives, is not ready, and says so', async () => {
    const empty = await startServing({}, null);
    expect((await empty.ask('/health/live')).status).toBe(200);
    const ready = await empty.ask('/health/ready');
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: 'No model is loaded yet.' }]);
    expect(await (await empty.ask('/health')).json()).toMatchObject({ status: 'unavailable', model_version: null, model_loaded: false }); // prettier-ignore
    const answer = await empty.ask('/api/recommendations/u01');
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([503, 'UNAVAILABLE']);
    await empty.close();
  });
});

describe('a canary', () => {
  const users = Array.from({ length: 400 }, (_, n) => `user ${n}`);
  const versions = async () => Promise.all(users.map(versionOf));

  it('answers its share of the users, each of them always the same way', async () => {
    await served.load({ version: 2 });
    served.api.slots.setCandidate('cf_v2');
    expect(new Set(await versions())).toEqual(new Set(['cf_v1']));
    served.api.slots.setCanary(0.3);
    const first = await versions();
    const share = first.filter((version) => version === 'cf_v2').length / users.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
    expect(await versions()).toEqual(first);
    served.api.slots.setCanary(0.6);
    const wider = await versions();
    expect(first.every((version, n) => version === 'cf_v1' || wider[n] === 'cf_v2')).toBe(true);
    served.api.slots.setCanary(0);
    expect(new Set(await versions())).toEqual(new Set(['cf_v1']));
  });

  it('draws other users for another candidate', async () => {
    for (const version of [2, 3]) await served.load({ version });
    const drawn = [];
    for (const candidate of ['cf_v2', 'cf_v3']) {
      served.api.slots.setCandidate(candidate);
      served.api.slots.setCanary(0.3);
      drawn.push((await versions()).map((version) => version === candidate));
    }
    expect(drawn[0]).not.toEqual(drawn[1]);
  });

  it('ends where the candidate becomes live', async () => {
    await served.load({ version: 2 });
    served.api.slots.setCandidate('cf_v2');
    served.api.slots.setCanary(0.5);
    served.api.slots.promote('cf_v2');
    expect(new Set(await versions())).toEqual(new Set(['cf_v2']));
  });

  it('needs a candidate', () => {
    expect(() => served.api.slots.setCanary(0.5)).toThrow(/no candidate/);
  });
});

describe('the shadow', () => {
  const shadowOf = async (algorithm: string) => {
    await served.load({ version: 2, algorithm });
    served.api.slots.setCandidate('cf_v2');
    served.api.runtime.setShadowing(true);
    for (let user = 0; user < 30; user++) expect((await ask(userId(user))).model_version).toBe('cf_v1');
    return until('30 comparisons', () => {
      const report = served.api.runtime.shadow()!.report('cf_v1', 'cf_v2');
      return report.compared === 30 ? report : null;
    });
  };

  it('finds an equal candidate equal', async () => {
    expect(await shadowOf('item_knn')).toMatchObject({ overlap: 1, rank_shift: 0, rank_correlation: 1, k: 10 });
  });

  it('says how much another candidate differs, in the metrics too, and counts as nobody’s answer', async () => {
    const { overlap, rank_shift, candidate_ms } = await shadowOf('popularity');
    expect(overlap).toBeLessThan(1);
    expect(overlap).toBeGreaterThan(0);
    expect(rank_shift).toBeGreaterThan(0);
    expect(candidate_ms).toBeGreaterThan(0);
    const metrics = await (await served.ask('/metrics')).text();
    expect(metrics).toContain('kindred_shadow_overlap_ratio_count 30');
    expect(served.api.runtime.versions.find('cf_v2').requests).toBe(0);
  });
});

describe('the administrator', () => {
  it('loads, promotes, goes back and removes, with a key', async () => {
    await writeServedBundle(served.folder, { version: 2 });
    expect((await served.post('/admin/models/cf_v2/load', { file: 'cf_v2.kindred' })).status).toBe(401);
    expect((await command('models/cf_v2/load', { file: 'cf_v2.kindred' })).status).toBe(200);
    expect(await versionOf('u01')).toBe('cf_v1');
    const promoted = (await (await command('models/cf_v2/promote')).json()) as {
      versions: { model_version: string; slot: string }[];
    };
    expect(promoted.versions.map(({ model_version, slot }) => [model_version, slot])).toEqual([['cf_v1', 'previous'], ['cf_v2', 'live']]); // prettier-ignore
    expect((await command('models/cf_v2/rollback')).status).toBe(200);
    expect(await versionOf('u01')).toBe('cf_v1');
    expect((await served.ask('/admin/models/cf_v1', { method: 'DELETE', headers: admin })).status).toBe(409);
  });

  it.each(['../cf_v2.kindred', '/etc/passwd', 'a/b.kindred', 'cf_v2.zip', '..\\x.kindred', '.kindred'])(
    'loads nothing outside the folder of bundles: %j is answered 400',
    async (file) => {
      const response = await command('models/cf_v2/load', { file });
      expect([response.status, ((await response.json()) as Problem).code]).toEqual([400, 'INVALID_INPUT']);
    },
  );

  it('is told what is not there, and what a file holds instead', async () => {
    await writeServedBundle(served.folder, { version: 2 });
    const wrong = await command('models/cf_v9/load', { file: 'cf_v2.kindred' });
    expect([wrong.status, ((await wrong.json()) as Problem).message]).toEqual([409, expect.stringContaining('holds cf_v2, not cf_v9')]); // prettier-ignore
    const missing = await command('models/cf_v7/promote');
    expect([missing.status, ((await missing.json()) as Problem).message]).toEqual([404, expect.stringContaining('Loaded: cf_v1')]); // prettier-ignore
  });
});

describe('a restart', () => {
  it('serves what was promoted last', async () => {
    const { home, remove } = tempHome();
    const { file } = await writeServedBundle(home, { version: 1 });
    const { file: second } = await writeServedBundle(home, { version: 2 });
    const start = () =>
      serveBundle({ bundle: file, port: 0, folder: join(home, 'serving'), helper, version: '0', log: silentLog });
    const live = async (api: { address: string }) =>
      ((await (await fetch(`${api.address}/v1/model`)).json()) as { model_version: string }).model_version;

    const before = await start();
    expect(await live(before)).toBe('cf_v1');
    await before.slots.load(second);
    before.slots.promote('cf_v2');
    await before.close();

    const after = await start();
    expect(await live(after)).toBe('cf_v2');
    after.slots.rollback();
    expect(await live(after)).toBe('cf_v1');
    await after.close();
    remove();
  });
});
