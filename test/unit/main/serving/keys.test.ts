import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#shared/serving/problem.ts';
import type { Scope } from '#shared/domain/api-key.ts';
import { openKeys } from '../../../../main/serving/keys.ts';
import { startServing, type ServedForTest } from '../../../support/serving.ts';
import { tempHome } from '../../../support/temp-home.ts';
import { until } from '../../../support/until.ts';

let served: ServedForTest;
let clock = Date.now();
beforeAll(async () => {
  served = await startServing({ now: () => clock });
});
afterAll(() => served.close());

const list = '/api/recommendations/u01';
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
const made = (name: string, ...scopes: Scope[]) => served.api.keys.create({ name, scopes }).secret;
async function outcome(path: string, headers: Record<string, string>, method = 'GET') {
  const response = await served.ask(path, { method, headers });
  const { code, message } = response.ok ? { code: null, message: '' } : ((await response.json()) as Problem);
  return { status: response.status, code, message, challenge: response.headers.get('www-authenticate') };
}

describe('on this computer only', () => {
  it('the public routes answer without a key, /admin/* never does', async () => {
    expect(await outcome(list, {})).toMatchObject({ status: 200 });
    expect(await outcome('/admin/models', {})).toMatchObject({ status: 401, code: 'KEY_MISSING', challenge: 'Bearer' });
  });

  it.each(['Bearer nonsense', 'Bearer', 'Basic dXNlcjpwYXNz', 'nonsense', `Bearer ${'x'.repeat(5000)}`])(
    'a key that is shown must be good: %j is answered 401',
    async (authorization) => {
      const answer = await outcome(list, { Authorization: authorization });
      expect(answer).toMatchObject({ status: 401, code: 'KEY_WRONG', challenge: 'Bearer' });
    },
  );

  it('a key in the address is answered 400, right or wrong', async () => {
    const secret = made('in an address', 'read');
    for (const field of ['token', 'access_token', 'api_key', 'key']) {
      const answer = await outcome(`${list}?${field}=${secret}`, {});
      expect(answer).toMatchObject({ status: 400, message: expect.stringContaining('send the token in the header') });
    }
  });

  it('an expired key is answered 401', async () => {
    const { secret } = served.api.keys.create({ name: 'for a day', scopes: ['read'], expires_in_days: 1 });
    expect(await outcome(list, bearer(secret))).toMatchObject({ status: 200 });
    clock += 86_400_000;
    expect(await outcome(list, bearer(secret))).toMatchObject({ status: 401, code: 'KEY_EXPIRED' });
  });

  it('a key that reads does not administrate, and says so', async () => {
    const secret = made('reader', 'read');
    const answer = await outcome('/admin/models', bearer(secret));
    expect(answer).toMatchObject({
      status: 403,
      code: 'SCOPE_MISSING',
      message: expect.stringContaining('allows read'),
    });
    expect(await outcome('/admin/models', bearer(made('boss', 'admin')))).toMatchObject({ status: 200 });
    expect(await outcome('/metrics', bearer(secret))).toMatchObject({ status: 403 });
  });

  it('a revoked key is good for nothing', async () => {
    const secret = made('gone', 'read');
    served.api.keys.revoke('gone');
    expect(await outcome(list, bearer(secret))).toMatchObject({ status: 401 });
  });

  it('health is open whatever is shown', async () => {
    expect(await outcome('/health/live', bearer('nonsense'))).toMatchObject({ status: 200 });
  });
});

describe('bound wider', () => {
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []).find(({ internal, family }) => !internal && family === 'IPv4'); // prettier-ignore

  it('refuses to start without a key, and says what to do', async () => {
    await expect(startServing({ host: '0.0.0.0' })).rejects.toThrow(/without an API key.*kindred keys create/);
  });

  it.skipIf(!others)('every route but health asks for a key, from wherever it is asked', async () => {
    const { home, remove } = tempHome();
    const keys = openKeys(join(home, 'keys.json'));
    const { secret } = keys.create({ name: 'web' });
    keys.close();
    const wide = await startServing({ host: '0.0.0.0', folder: home });
    const ask = (path: string, headers = {}) => fetch(`http://127.0.0.1:${wide.port}${path}`, { headers });
    expect((await ask(list)).status).toBe(401);
    expect((await ask('/v2')).status).toBe(401);
    expect((await ask('/metrics')).status).toBe(401);
    expect((await ask('/health/ready')).status).toBe(200);
    expect((await ask(list, bearer(secret))).status).toBe(200);
    expect((await fetch(`http://${others!.address}:${wide.port}${list}`, { headers: bearer(secret) })).status).toBe(
      200,
    );
    await wide.close();
    remove();
  });
});

describe('the file of keys', () => {
  it('is for its owner only and has no secret', () => {
    const secret = made('secret one', 'read');
    const file = join(served.folder, 'keys.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain(secret);
    expect(readFileSync(file, 'utf8')).not.toContain(secret.replace('kindred_', ''));
  });

  it('is looked at again: a key that another process makes or revokes counts within seconds', async () => {
    const elsewhere = openKeys(join(served.folder, 'keys.json'));
    const { secret } = elsewhere.create({ name: 'from elsewhere', scopes: ['read'] });
    const wait = (status: number) =>
      until(
        `status ${status}`,
        async () => ((await outcome(list, bearer(secret))).status === status ? true : null),
        5000,
      );
    expect(await wait(200)).toBe(true);
    elsewhere.revoke('from elsewhere');
    expect(await wait(401)).toBe(true);
    elsewhere.close();
  });

  it('that is damaged keeps the API from starting open', async () => {
    const { home, remove } = tempHome();
    const file = join(home, 'keys.json');
    openKeys(file).create({ name: 'a' });
    const { writeFileSync } = await import('node:fs');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
    await expect(startServing({ folder: home })).rejects.toThrow(/not a file of API keys/);
    remove();
  });

  it('refuses a second key of the same name, and to revoke what is not there', () => {
    made('twice', 'read');
    expect(() => made('twice', 'read')).toThrow(/already/);
    expect(() => served.api.keys.revoke('never')).toThrow(/no key "never"/);
  });
});

describe('a rate', () => {
  it('beyond it is answered 429 with Retry-After and RateLimit headers; each key has its own', async () => {
    const limited = await startServing({ rate: 1 });
    const refused = await until('a second that is too short', async () => {
      const burst = await Promise.all(Array.from({ length: 12 }, () => limited.ask(list)));
      return burst.find(({ status }) => status === 429) ?? null;
    });
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.headers.get('ratelimit-limit')).toBe('1');
    expect(((await refused.json()) as Problem).code).toBe('RATE_LIMITED');
    const { secret } = limited.api.keys.create({ name: 'own' });
    expect((await limited.ask(list, { headers: bearer(secret) })).status).toBe(200);
    expect((await limited.ask('/health/live')).status).toBe(200);
    await limited.close();
  });
});
