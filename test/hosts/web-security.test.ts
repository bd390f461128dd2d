import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '#runs/core.ts';
import { logFile, openLog, silentLog } from '../../main/log.ts';
import { rendererRoot } from '../../main/renderer-root.ts';
import { createWebHost, type WebHost } from '../../main/web/web-host.ts';
import { tempHome } from '../support/temp-home.ts';
import { openCore } from './prepared-home.ts';
import { rawHttp } from './raw-http.ts';

let core: Core;
let host: WebHost;
let port: number;
let folder: ReturnType<typeof tempHome>;
const token = 'planted-token-9f2c';

beforeAll(async () => {
  folder = tempHome();
  core = await openCore(folder.home);
  host = await createWebHost(core, { port: 0, token, rendererRoot, log: openLog(folder.home) });
  port = Number(new URL(host.address).port);
});
afterAll(async () => {
  await host.close();
  await core.close();
  folder.remove();
});

const bearer = { Authorization: `Bearer ${token}` };
const json = { 'Content-Type': 'application/json' };
type Init = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> };
const ask = (path: string, init: Init = {}) => fetch(host.address + path, init);
const call = (headers: Record<string, string>, body: Init['body'] = '{}') =>
  ask('/api/runs.list', { method: 'POST', headers: { ...json, ...headers }, body });
const refusal = async (response: Response) => {
  const { code, error } = (await response.json()) as { code: string; error: { code: string; message: string } };
  return { status: response.status, code, message: error.message };
};
/** A request line and headers, closed after the answer. */
const request = (lines: string[], body = '') => `${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`;
const calling = (lines: string[], body = '{}') =>
  request(
    [
      'POST /api/runs.list HTTP/1.1',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      ...(lines.some((line) => /^(content-length|transfer-encoding):/i.test(line))
        ? []
        : [`Content-Length: ${Buffer.byteLength(body)}`]),
      ...lines,
    ],
    body,
  );
const own = () => `Host: 127.0.0.1:${port}`;

describe('the Host header', () => {
  it.each(['evil.example', 'localhost.evil.com', '127.0.0.1.nip.io', 'localhost:1', '0.0.0.0'])(
    '%s is answered 421',
    async (name) => {
      const { status, body } = await rawHttp(port, [calling([`Host: ${name}`])]);
      expect(status).toBe(421);
      expect(JSON.parse(body)).toMatchObject({ code: 'HOST_NOT_ALLOWED', error: { code: 'forbidden' } });
    },
  );

  it.each([
    ['twice', ['Host: localhost:1', 'Host: evil.example']],
    ['with a user', ['Host: user@127.0.0.1']],
    ['with a dot that is none', ['Host: 127\u30020\u30020\u30021']],
    ['absent', []],
  ])('%s is answered 400', async (_, lines) => {
    expect((await rawHttp(port, [calling(lines)])).status).toBe(400);
  });

  it('absent in HTTP/1.0 reaches nothing either', async () => {
    const { status } = await rawHttp(port, [`GET /bytes/window HTTP/1.0\r\nAuthorization: Bearer ${token}\r\n\r\n`]);
    expect(status).toBe(421);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('%s with our port is ours', async (name) => {
    expect((await rawHttp(port, [calling([`Host: ${name}:${port}`])])).status).toBe(200);
  });

  it('guards the public page too', async () => {
    expect((await rawHttp(port, [request(['GET / HTTP/1.1', 'Host: evil.example'])])).status).toBe(421);
  });
});

describe('pages of other origins', () => {
  it.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://localhost:3000'])(
    'Origin %s is answered 403 without a CORS header',
    async (origin) => {
      const response = await call({ ...bearer, Origin: origin });
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(await refusal(response)).toMatchObject({ status: 403, code: 'ORIGIN_NOT_ALLOWED' });
    },
  );

  it.each(['cross-site', 'same-site'])('Sec-Fetch-Site %s is answered 403', async (site) => {
    const lines = [own(), `Sec-Fetch-Site: ${site}`];
    expect((await rawHttp(port, [calling(lines)])).status).toBe(403);
  });

  it('a preflight is not answered', async () => {
    const preflight = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    const response = await ask('/api/runs.list', { method: 'OPTIONS', headers: preflight });
    expect(response.status).toBe(403);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('our own page may ask', async () => {
    expect((await call({ ...bearer, Origin: host.address })).status).toBe(200);
  });

  it('a link from elsewhere opens the page, and nothing but the page', async () => {
    const navigation = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    const status = async (line: string) => (await rawHttp(port, [request([line, own(), ...navigation])])).status;
    expect(await status('GET / HTTP/1.1')).toBe(200);
    expect(await status('GET /bytes/window HTTP/1.1')).toBe(401);
    expect(await status('POST /session HTTP/1.1')).toBe(403);
  });
});

describe('the token', () => {
  it.each([
    ['is missing', {}],
    ['is wrong', { Authorization: 'Bearer wrong' }],
    ['is empty', { Authorization: 'Bearer ' }],
    ['is given another way', { Authorization: `Basic ${token}` }],
    ['has something after it', { Authorization: `Bearer ${token} x` }],
    ['is a cookie', { Cookie: `token=${token}` }],
  ])('that %s is answered 401 on every private address', async (_, headers) => {
    for (const path of ['/events', '/bytes/window', '/bytes/artifact?run=1&name=x', '/%62ytes/window']) {
      const response = await ask(path, { headers });
      expect([path, response.status, response.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer']);
    }
    for (const path of ['/api/runs.list', '/api/no.such', '/%61pi/runs.list', '/api/runs%2elist']) {
      const response = await ask(path, { method: 'POST', headers: { ...json, ...headers }, body: '{}' });
      expect([path, response.status]).toEqual([path, 401]);
    }
  });

  it.each(['/?token=', '/bytes/window?token=', '/api/runs.list?access_token=', '/events?a=1&token='])(
    'in the address %s is refused, right or wrong',
    async (path) => {
      const method = path.startsWith('/api') ? 'POST' : 'GET';
      const response = await ask(path + token, { method, headers: bearer });
      expect(await refusal(response)).toMatchObject({
        status: 400,
        code: 'TOKEN_IN_QUERY',
        message: expect.stringContaining('send the token in the header'),
      });
    },
  );

  it('of ten megabytes is answered 431', async () => {
    const { status } = await rawHttp(port, [request(['GET / HTTP/1.1', own(), `Authorization: ${'a'.repeat(1e7)}`])]);
    expect(status).toBe(431);
  });
});

describe('signing in by a one-time code', () => {
  const exchange = (code: unknown) =>
    ask('/session', { method: 'POST', headers: json, body: JSON.stringify({ code }) });
  const codeOf = (address: string) => /#code=(.+)$/.exec(address)?.[1];

  it('works once', async () => {
    const code = codeOf(host.openAddress());
    expect(await (await exchange(code)).json()).toEqual({ token });
    expect(await refusal(await exchange(code))).toMatchObject({ status: 401, code: 'CODE_WRONG' });
  });

  it.each(['', 'x', token, 42, null, ['a'], 'a'.repeat(1000)])('gives nothing for %j', async (code) => {
    expect((await exchange(code)).status).toBe(401);
  });

  it('both addresses carry the secret where it is never sent', () => {
    for (const address of [host.signInAddress, host.openAddress()]) {
      const { pathname, search, hash } = new URL(address);
      expect([pathname, search]).toEqual(['/', '']);
      expect(hash).toMatch(/^#(token|code)=/);
    }
  });
});

describe('the body', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json\ta',
    'application/json ;x',
    'application/json; charset=utf-16',
    'application/jsonp',
    'text/json',
  ])('as %s is answered 415', async (type) => {
    expect(await refusal(await call({ ...bearer, 'Content-Type': type }))).toMatchObject({ status: 415 });
  });

  it('of no type, or compressed, is answered 415', async () => {
    const untyped = await ask('/api/runs.list', { method: 'POST', headers: bearer, body: new Uint8Array([123, 125]) });
    expect(untyped.status).toBe(415);
    expect((await call({ ...bearer, 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'as %s is read',
    async (type) => {
      expect((await call({ ...bearer, 'Content-Type': type })).status).toBe(200);
    },
  );

  it.each([
    ['nothing', '', 'INVALID_JSON'],
    ['half of an object', '{', 'INVALID_JSON'],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'INVALID_UTF8'],
    ['a prototype', '{"__proto__":{"admin":true}}', 'FORBIDDEN_KEY'],
    ['a constructor', '{"constructor":{"prototype":{"admin":true}}}', 'FORBIDDEN_KEY'],
    ['50,000 brackets', '['.repeat(50_000) + ']'.repeat(50_000), 'NESTED_TOO_DEEP'],
  ])('with %s is answered 400', async (_, body, code) => {
    expect(await refusal(await call(bearer, body))).toMatchObject({ status: 400, code });
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  it('of two megabytes is answered 413 with the limit', async () => {
    const response = await call(bearer, JSON.stringify({ filter: 'a'.repeat(2e6) }));
    expect(await refusal(response)).toMatchObject({
      status: 413,
      code: 'BODY_TOO_LARGE',
      message: expect.stringContaining('1048576'),
    });
  });

  it('of a stranger is not even read', async () => {
    const { status } = await rawHttp(port, [
      request(['POST /api/runs.list HTTP/1.1', own(), 'Content-Type: application/json', 'Content-Length: 1000000000']),
    ]);
    expect(status).toBe(401);
  });
});

describe('an upload', () => {
  const query = '?name=a.csv&bytes=3&offset=0';
  const send = (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer> = 'abc', fields = query) =>
    ask(`/bytes/upload${fields}`, { method: 'POST', headers, body });
  const bytes = { 'Content-Type': 'application/octet-stream' };

  it('needs the token, and bytes that no form can send', async () => {
    expect((await send(bytes)).status).toBe(401);
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/json',
      'application/octet-stream; a=b',
    ]) {
      const response = await send({ ...bearer, 'Content-Type': type });
      expect(await refusal(response)).toMatchObject({ status: 415, code: 'NOT_BYTES' });
    }
    const packed = await send({ ...bearer, ...bytes, 'Content-Encoding': 'gzip' });
    expect(packed.status).toBe(415);
  });

  it.each([
    ['?name=..%2Fx&bytes=3&offset=0', 'is not the name of a file'],
    ['?name=a%00b&bytes=3&offset=0', 'is not the name of a file'],
    ['?name=.bashrc&bytes=3&offset=0', 'is not the name of a file'],
    ['?name=NUL.txt&bytes=3&offset=0', 'is not the name of a file'],
    ['?name=a.csv&bytes=2&offset=0', 'hold more than the 2 bytes'],
    ['?name=a.csv&bytes=1e18&offset=0', 'bytes'],
    ['?name=a.csv&bytes=3&offset=-1', 'offset'],
    ['?name=a.csv&bytes=3&offset=0&upload=..%2F..', 'an upload id'],
    ['?name=a.csv&bytes=3&offset=0&to=x', 'to'],
  ])('with %s is answered 400', async (fields, message) => {
    const answer = await refusal(await send({ ...bearer, ...bytes }, 'abc', fields));
    expect(answer).toMatchObject({ status: 400, message: expect.stringContaining(message) });
  });

  it('of an unknown id is answered 404, of a part that is too long 413', async () => {
    const unknown = await send({ ...bearer, ...bytes }, 'abc', `${query}&upload=${'0'.repeat(24)}`);
    expect(unknown.status).toBe(404);
    const long = await send({ ...bearer, ...bytes }, new Uint8Array(2 ** 20 + 1), '?name=a.csv&bytes=9000000&offset=0');
    expect(await refusal(long)).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    const huge = await send({ ...bearer, ...bytes }, 'abc', '?name=a.csv&bytes=99000000000&offset=0');
    expect(await refusal(huge)).toMatchObject({ status: 413, message: expect.stringContaining('can be uploaded') });
  });
});

describe('methods and addresses', () => {
  it.each([
    ['/api/runs.list', 'POST', ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']],
    ['/session', 'POST', ['GET', 'HEAD', 'PUT', 'OPTIONS', 'TRACE']],
    ['/events', 'GET', ['HEAD', 'POST', 'OPTIONS', 'TRACE']],
    ['/bytes/window', 'GET', ['HEAD', 'POST', 'DELETE', 'OPTIONS']],
    ['/bytes/upload', 'POST', ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']],
    ['/', 'GET, HEAD', ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']],
  ])('%s answers only %s', async (path, allow, others) => {
    for (const method of others) {
      const line = [`${method} ${path} HTTP/1.1`, own(), `Authorization: Bearer ${token}`];
      const { status, headers } = await rawHttp(port, [request(line)]);
      expect([method, status, headers.get('allow')]).toEqual([method, 405, allow]);
    }
  });

  it.each(['/%zz', '/%00', '/..%2f..%2fpackage.json', '/bytes/%zz', '/assets/%2e%2e%2f%2e%2e%2fpackage.json'])(
    '%s is answered 400',
    async (path) => {
      expect(
        (await rawHttp(port, [request([`GET ${path} HTTP/1.1`, own(), `Authorization: Bearer ${token}`])])).status,
      ).toBe(400);
    },
  );

  it.each(['/../package.json', '/.git/config', '/kindred.db', '//evil.example/', '/index.htm'])(
    '%s is answered without a file from outside the page',
    async (path) => {
      const { status, body } = await rawHttp(port, [request([`GET ${path} HTTP/1.1`, own()])]);
      expect([400, 403, 404]).toContain(status);
      expect(body).not.toMatch(/devDependencies|\[core\]|SQLite/);
    },
  );

  it('a call of a long name is answered, not broken', async () => {
    for (const length of [200, 5000]) {
      const response = await ask(`/api/${'a'.repeat(length)}`, {
        method: 'POST',
        headers: { ...json, ...bearer },
        body: '{}',
      });
      expect([400, 404]).toContain(response.status);
    }
  });

  it('a query field given twice is refused', async () => {
    const response = await ask('/bytes/window?run=1&run=2', { headers: bearer });
    expect(await refusal(response)).toMatchObject({ status: 400, message: 'The field "run" is given twice.' });
  });
});

describe('requests that no client would send', () => {
  it.each([
    ['two lengths', calling(['Host: x', 'Content-Length: 2', 'Content-Length: 3'])],
    ['a length and chunks', calling(['Host: x', 'Content-Length: 2', 'Transfer-Encoding: chunked'])],
    ['a bare line feed', `GET / HTTP/1.1\nHost: x\n\n`],
    ['a folded header', request(['GET / HTTP/1.1', 'Host: x', 'X-A: 1', ' folded'])],
    ['a header without a name', request(['GET / HTTP/1.1', 'Host: x', ': 1'])],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03'],
  ])('%s are answered 400 and closed', async (_, text) => {
    const { status } = await rawHttp(port, [text.replace('Host: x', own())]);
    expect(status).toBe(400);
  });

  it('100,000 headers are answered 431', async () => {
    const many = Array.from({ length: 100_000 }, (_, n) => `X-${n}: 1`);
    expect((await rawHttp(port, [request(['GET / HTTP/1.1', own(), ...many])])).status).toBe(431);
  });

  it('headers that trickle in are cut off with 408', async () => {
    const slow = ['GET / HTTP/1.1\r\n', `${own()}\r\n`, ...Array.from({ length: 60 }, (_, n) => `X-${n}: 1\r\n`)];
    const { status, ms } = await rawHttp(port, slow, 100);
    expect(status).toBe(408);
    expect(ms).toBeLessThan(30_000);
  });

  it('a body that trickles in is cut off with 408', async () => {
    const head = calling([own(), 'Content-Length: 1000'], '{');
    const { status, ms } = await rawHttp(port, [head, ...Array.from({ length: 80 }, () => ' ')], 100);
    expect(status).toBe(408);
    expect(ms).toBeLessThan(30_000);
  });

  it('the host still answers afterwards', async () => {
    expect((await call(bearer)).status).toBe(200);
  });
});

describe('every answer', () => {
  it.each(['/', '/nothing', '/bytes/window', '/%00'])('%s carries the security headers', async (path) => {
    const { headers } = await ask(path, { headers: bearer });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.has('server')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  });

  it('of the page carries its policy and is never kept by the browser', async () => {
    const { headers } = await ask('/');
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
      expect(policy.split('; ')).toContain(part);
    }
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('that is an error says why in the shape of the contract, without a stack', async () => {
    const response = await call({});
    const answer: unknown = await response.json();
    expect(answer).toEqual({
      ok: false,
      code: 'TOKEN_MISSING',
      error: { code: 'unauthorized', message: expect.stringContaining('Authorization: Bearer') },
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

describe('where it listens', () => {
  it('is this computer only', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    const reached = outside ? await fetch(`http://${outside.address}:${port}/`).catch(() => null) : null;
    expect(reached).toBeNull();
  });

  it('a port that was asked for and is in use is named, with the way out', async () => {
    const again = createWebHost(core, { port, rendererRoot, log: silentLog });
    await expect(again).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(new RegExp(`Port ${port} .*--port`)),
    });
  });

  it('the usual port gives way to a free one when it is taken and none was asked for', async () => {
    const squatter = createServer().listen(4310, '127.0.0.1');
    squatter.on('error', () => {});
    const other = await createWebHost(core, { rendererRoot, log: silentLog });
    expect((await fetch(`${other.address}/`)).status).toBe(200);
    expect(new URL(other.address).port).not.toBe('4310');
    await other.close();
    squatter.close();
  });

  it('a host that is not of this computer is named', async () => {
    const elsewhere = createWebHost(core, { port: 0, host: '203.0.113.7', rendererRoot, log: silentLog });
    await expect(elsewhere).rejects.toMatchObject({ message: expect.stringContaining('203.0.113.7') });
  });

  it('wider only where it was asked to, and then as guarded as before', async () => {
    const wide = await createWebHost(core, { port: 0, host: '0.0.0.0', rendererRoot, log: silentLog });
    const wideOn = Number(new URL(wide.address).port);
    const through = (name: string) =>
      rawHttp(wideOn, [request(['GET /bytes/window HTTP/1.1', `Host: ${name}:${wideOn}`])]);
    expect((await through('evil.example')).status).toBe(421);
    expect((await through('127.0.0.1')).status).toBe(401);
    await wide.close();
  });

  it('without a built page it says how to build it', async () => {
    const bare = await createWebHost(core, { port: 0, rendererRoot: folder.home, log: silentLog });
    const response = await fetch(`${bare.address}/`);
    expect(await refusal(response)).toMatchObject({ status: 503, message: expect.stringContaining('npm run build') });
    await bare.close();
  });
});

it('the log of all this holds no secret', () => {
  const text = readFileSync(logFile(folder.home), 'utf8');
  expect(text).toContain('turned away');
  expect(text).not.toContain(token);
  expect(text).not.toMatch(/Bearer (?!\[hidden\])/);
});
