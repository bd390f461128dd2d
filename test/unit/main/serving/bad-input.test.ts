import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '#shared/serving/problem.ts';
import { startServing, type ServedForTest } from '../../../support/serving.ts';
import { rawHttp } from '../../../hosts/raw-http.ts';

/** Row by row: what a request that is not right is answered. */

let served: ServedForTest;
beforeAll(async () => {
  served = await startServing();
});
afterAll(() => served.close());

const generate = '/recommendations/generate';
const json = { 'Content-Type': 'application/json' };

async function problemOf(response: Response): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect(problem.statusCode).toBe(response.status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return problem;
}

const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json, path = generate) =>
  served.ask(path, { method: 'POST', headers, body });

/** Bytes that no client library would send. */
const raw = (lines: string[], body = '') =>
  rawHttp(served.port, [
    `${[...lines, `Host: 127.0.0.1:${served.port}`, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`,
  ]);
const rawPost = (lines: string[], body: string, path = generate) =>
  raw([`POST ${path} HTTP/1.1`, `Content-Length: ${Buffer.byteLength(body)}`, ...lines], body);

describe('a body that is not JSON', () => {
  it.each([
    ['nothing', '', /empty/],
    ['a brace', '{', /position|JSON/],
    ['a bare word', 'user', /JSON/],
    ['a number that JSON does not have', '{"user_id":"u01","limit":NaN}', /JSON/],
  ])('%s is answered 400 INVALID_JSON', async (_, body, message) => {
    const problem = await problemOf(await send(body));
    expect(problem).toMatchObject({ statusCode: 400, code: 'INVALID_JSON' });
    expect(problem.message).toMatch(message);
  });

  it('no body at all is answered 400 INVALID_JSON', async () => {
    expect(await problemOf(await served.ask(generate, { method: 'POST' }))).toMatchObject({ code: 'INVALID_JSON' });
  });

  it.each(['null', '[]', '"u01"', '1', 'true'])('%s where an object is wanted is answered 400', async (body) => {
    expect((await problemOf(await send(body))).statusCode).toBe(400);
  });

  it('bytes that are not UTF-8 are answered 400 INVALID_UTF8', async () => {
    const body = Buffer.from('{"user_id":"\xff\xfe"}', 'latin1');
    expect(await problemOf(await send(new Uint8Array(body)))).toMatchObject({ statusCode: 400, code: 'INVALID_UTF8' });
  });

  it('two equal keys: the last holds, as JSON.parse has it (documented)', async () => {
    const answer = (await (await send('{"user_id":"u02","user_id":"u01"}')).json()) as { user_id: string };
    expect(answer.user_id).toBe('u01');
  });

  it.each([
    '{"user_id":"u01","__proto__":{"admin":true}}',
    '{"user_id":"u01","constructor":{"prototype":{"admin":1}}}',
  ])('a key that reaches a prototype is answered 400 FORBIDDEN_KEY: %s', async (body) => {
    expect(await problemOf(await send(body))).toMatchObject({ statusCode: 400, code: 'FORBIDDEN_KEY' });
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  it('50,000 levels of nesting are answered 400', async () => {
    const problem = await problemOf(await send(`{"user_id":${'['.repeat(50_000)}${']'.repeat(50_000)}}`));
    expect(problem).toMatchObject({ statusCode: 400, code: 'NESTED_TOO_DEEP' });
  });

  it.each([
    [generate, 262_144],
    ['/api/recommendations/batch', 1_048_576],
    ['/interactions/track', 1_048_576],
  ])('2 MB to %s are answered 413 with the limit %d', async (path, limit) => {
    const problem = await problemOf(await send(`{"user_id":"${'x'.repeat(2_000_000)}"}`, json, path));
    expect(problem).toMatchObject({ statusCode: 413, code: 'BODY_TOO_LARGE' });
    expect(problem.message).toContain(String(limit));
  });
});

describe('limit', () => {
  it.each([0, -1, 101, 1e9, 1.5, '10', null, [], true, {}])(
    '%j is answered 400 with the field and what was got',
    async (limit) => {
      const problem = await problemOf(await served.post(generate, { user_id: 'u01', limit }));
      expect(problem).toMatchObject({
        statusCode: 400,
        code: 'INVALID_INPUT',
        message: `limit must be an integer from 1 to 100, got ${JSON.stringify(limit)}`,
        details: [{ field: 'limit' }],
      });
    },
  );

  it.each(['abc', '', '1e2', '+5', '%2B5', '0x10', ' 5', '5.0', '-1', '0', '101', '99999999999'])(
    'in an address, %j is answered 400',
    async (text) => {
      const problem = await problemOf(await served.ask(`/api/recommendations/u01?limit=${text}`));
      expect(problem).toMatchObject({ statusCode: 400, code: 'INVALID_INPUT' });
      expect(problem.message).toMatch(/^limit must be an integer from 1 to 100, got "/);
    },
  );

  it('twice in an address is answered 400', async () => {
    const problem = await problemOf(await served.ask('/api/recommendations/u01?limit=1&limit=2'));
    expect(problem.message).toBe('limit must be an integer from 1 to 100, got ["1","2"]');
  });

  it('offset has bounds too', async () => {
    expect((await problemOf(await served.post(generate, { user_id: 'u01', offset: 10_001 }))).message).toMatch(
      /^offset/,
    );
    expect((await problemOf(await served.ask('/api/recommendations/u01?offset=-1'))).message).toMatch(/^offset/);
  });
});

describe('user_id', () => {
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['a number', 123],
    ['a list', ['a']],
    ['an object', {}],
    ['129 characters', 'x'.repeat(129)],
  ])('%s is answered 400 with the field', async (_, user_id) => {
    const problem = await problemOf(await served.post(generate, { user_id }));
    expect(problem).toMatchObject({ statusCode: 400, details: [{ field: 'user_id' }] });
    expect(problem.message).toContain('user_id must be text of 1 to 128 characters, got');
  });

  it('with NUL or half a surrogate pair is answered 400', async () => {
    expect((await problemOf(await send('{"user_id":"a\\u0000b"}'))).message).toContain('NUL');
    expect((await problemOf(await send('{"user_id":"\\ud800"}'))).message).toContain('surrogate');
  });

  it.each([
    '\u202eevil',
    '😀',
    '../../etc/passwd',
    "' OR 1=1 --",
    '${7*7}',
    '{{7*7}}',
    'a\r\nSet-Cookie: x=1',
    '<script>alert(1)</script>',
    '__proto__',
    'constructor',
    'x'.repeat(128),
  ])('%j is an unknown user like any other: popular items, the id as it came', async (user_id) => {
    const response = await served.post(generate, { user_id, limit: 3 });
    const answer = (await response.json()) as { user_id: string; source: string; count: number };
    expect(response.status).toBe(200);
    expect(answer).toMatchObject({ user_id, source: 'popular', count: 3 });
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('properties that are not there', () => {
  it.each([
    [generate, { user_id: 'u01', limt: 5 }, 'unknown property "limt" (did you mean "limit"?)'],
    [
      generate,
      { user_id: 'u01', context: { exclude_sen: true } },
      'unknown property "exclude_sen" (did you mean "exclude_seen"?)',
    ],
    ['/api/recommendations/batch', { user_ids: ['u01'], offset: 1 }, 'unknown property "offset"'],
    ['/v1/session/recommend', { post_ids: ['p01'], user_id: 'u01' }, 'unknown property "user_id"'],
  ])('%s refuses %j', async (path, body, message) => {
    expect(await problemOf(await served.post(path, body))).toMatchObject({ statusCode: 400, message });
  });

  it('in an address are refused too', async () => {
    const problem = await problemOf(await served.ask('/api/recommendations/u01?limt=5'));
    expect(problem.message).toBe('unknown property "limt" (did you mean "limit"?)');
  });
});

describe('lists that are too long', () => {
  it('1,001 excluded posts are answered 400 with the limit', async () => {
    const exclude_post_ids = Array.from({ length: 1001 }, (_, n) => `p${n}`);
    const { message } = await problemOf(await served.post(generate, { user_id: 'u01', exclude_post_ids }));
    expect(message).toContain('exclude_post_ids must be a list of at most 1000 post ids');
  });

  it('51 users, or none, are answered 400 with the limit', async () => {
    const user_ids = Array.from({ length: 51 }, (_, n) => `u${n}`);
    for (const wrong of [user_ids, []]) {
      const { message } = await problemOf(await served.post('/api/recommendations/batch', { user_ids: wrong }));
      expect(message).toContain('user_ids must be a list of 1 to 50 user ids');
    }
  });

  it('100,000 of anything are refused', async () => {
    const exclude_post_ids = Array.from({ length: 100_000 }, () => 'p');
    expect([400, 413]).toContain((await served.post(generate, { user_id: 'u01', exclude_post_ids })).status);
  });
});

describe('a content type that is not JSON in UTF-8', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json\ta',
    'application/json ;x',
    'application/json; charset=utf-16',
    'application/jsonp',
    'text/json',
  ])('%j is answered 415', async (type) => {
    const { status } = await rawPost([`Content-Type: ${type}`], '{"user_id":"u01"}');
    expect(status).toBe(415);
  });

  it('none is answered 415', async () => {
    expect((await rawPost([], '{"user_id":"u01"}')).status).toBe(415);
  });

  it('a compressed body is answered 415', async () => {
    const body = new Uint8Array(gzipSync('{"user_id":"u01"}'));
    expect((await send(body, { ...json, 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8'])(
    '%j is taken',
    async (type) => {
      expect((await rawPost([`Content-Type: ${type}`], '{"user_id":"u01"}')).status).toBe(200);
    },
  );
});

describe('addresses', () => {
  it.each([
    '/api/recommendations/%zz',
    '/api/recommendations/%00',
    '/api/recommendations/%ff',
    `/api/recommendations/${'x'.repeat(257)}`,
  ])('%s is answered 4xx', async (path) => {
    const { status } = await raw([`GET ${path} HTTP/1.1`]);
    expect([400, 414]).toContain(status);
  });

  it.each(['..%2f..%2fetc%2fpasswd', 'x'.repeat(200), 'a;x', 'A'])('the id %s is an unknown user', async (id) => {
    const { status, body } = await raw([`GET /api/recommendations/${id} HTTP/1.1`]);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ user_id: decodeURIComponent(id), source: 'popular' });
  });

  it.each([
    '/api/recommendations/u01/',
    '//api/recommendations/u01',
    '/API/recommendations/u01',
    '/nothing',
    '/api/recommendations/',
  ])('%s is answered 404', async (path) => {
    expect([400, 404]).toContain((await raw([`GET ${path} HTTP/1.1`])).status);
  });
});

describe('who is asked for', () => {
  const ask = (host: string[]) =>
    rawHttp(served.port, [`${['GET /health HTTP/1.1', ...host, 'Connection: close'].join('\r\n')}\r\n\r\n`]);

  it.each(['evil.example', 'localhost.evil.com', '127.0.0.1.nip.io', 'localhost:1'])(
    'Host %s is answered 421',
    async (host) => {
      const { status, body } = await ask([`Host: ${host}`]);
      expect(status).toBe(421);
      expect(JSON.parse(body)).toMatchObject({ code: 'HOST_NOT_ALLOWED' });
    },
  );

  it.each([
    ['two hosts', [`Host: localhost:1`, 'Host: evil.example']],
    ['a user in it', ['Host: user@127.0.0.1']],
    ['a dot that is none', ['Host: 127\u30020\u30020\u30021']],
    ['none', []],
  ])('%s is answered 400', async (_, host) => {
    expect((await ask(host)).status).toBe(400);
  });
});

describe('who asks', () => {
  it.each([{ Origin: 'https://evil.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }])(
    '%j is answered 403 without a CORS header',
    async (headers) => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const answer = await raw(['GET /api/recommendations/u01 HTTP/1.1', ...lines]);
      expect(answer.status).toBe(403);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    },
  );

  it('a preflight is answered 403 without a CORS header', async () => {
    const answer = await raw([
      `OPTIONS ${generate} HTTP/1.1`,
      'Origin: https://evil.example',
      'Access-Control-Request-Method: POST',
    ]);
    expect(answer.status).toBe(403);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('methods that an address does not have', () => {
  it.each([
    [generate, 'POST', ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']],
    ['/health', 'GET', ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']],
    ['/api/recommendations/u01', 'GET', ['HEAD', 'POST', 'OPTIONS', 'TRACE']],
    ['/openapi.json', 'GET', ['POST']],
  ])('%s allows %s and answers 405 to the others', async (path, allow, methods) => {
    for (const method of methods) {
      const { status, headers } = await raw([`${method} ${path} HTTP/1.1`]);
      expect([method, status, headers.get('allow')]).toEqual([method, 405, allow]);
    }
  });
});

describe('interactions that are not right', () => {
  const track = (event: object) =>
    served.post('/interactions/track', { user_id: 'u01', post_id: 'p01', interaction_type: 'like', ...event });

  it.each([
    ['a time in the future', { created_at: Date.now() + 3_600_000 }, 'created_at'],
    ['an ancient time', { created_at: '1969-12-31T23:59:59Z' }, 'created_at'],
    ['seconds for milliseconds', { created_at: 1_795_000_000 }, 'created_at'],
    ['a time without a zone', { created_at: '2026-01-01T00:00:00' }, 'created_at'],
    ['a rating of 1e308', { rating: 1e308 }, 'rating'],
    ['a rating as text', { rating: '5' }, 'rating'],
    ['a list for metadata', { metadata: [1] }, 'metadata'],
    ['metadata of 5 kB', { metadata: { text: 'x'.repeat(5000) } }, 'metadata'],
    ['an unknown type', { interaction_type: 'lik' }, 'interaction_type'],
    ['a type as a number', { interaction_type: 3 }, 'interaction_type'],
    ['a request_id that is none', { request_id: 'a b' }, 'request_id'],
  ])('%s is answered 400 with the field', async (_, event, field) => {
    const problem = await problemOf(await track(event));
    expect(problem).toMatchObject({ statusCode: 400, code: 'INVALID_INPUT' });
    expect(problem.message).toMatch(new RegExp(`^${field} `));
  });

  it('a rating of NaN is no JSON', async () => {
    const body = '{"user_id":"u01","post_id":"p01","interaction_type":"like","rating":NaN}';
    expect(await problemOf(await send(body, json, '/interactions/track'))).toMatchObject({ code: 'INVALID_JSON' });
  });

  it('in a list are rejected one by one, and the others are taken', async () => {
    const good = { user_id: 'u05', post_id: 'p01', interaction_type: 'like' };
    const response = await served.post('/interactions/track', [
      good,
      { ...good, rating: '5' },
      { ...good, post_id: 'new' },
    ]);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      status: 'tracked',
      accepted: 2,
      rejected: [{ index: 1, code: 'INVALID_INPUT', message: expect.stringContaining('rating') }],
    });
  });

  it('all of a list are answered 400', async () => {
    const problem = await problemOf(await served.post('/interactions/track', { interactions: [{}, 3] }));
    expect(problem.details.map(({ field }) => field)).toEqual(['interactions.0', 'interactions.1']);
  });

  it('501 of them, or none, are answered 400', async () => {
    const many = Array.from({ length: 501 }, () => ({ user_id: 'a', post_id: 'b', interaction_type: 'like' }));
    for (const wrong of [many, []]) {
      expect((await problemOf(await served.post('/interactions/track', wrong))).message).toContain(
        '1 to 500 interactions',
      );
    }
  });

  it('of an item that no model knows are taken: new items come every day', async () => {
    expect((await track({ post_id: 'brand new' })).status).toBe(202);
  });
});
