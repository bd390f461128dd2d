import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPageProtocol } from '../../../../main/electron/page-protocol.ts';

let folder: string;
let answer: (request: Request) => Promise<Response>;
const get = (path: string) => answer(new Request(`app://kindred/${path}`));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-page-'));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'a b.js'), 'export {}');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  answer = createPageProtocol({
    rendererRoot: root,
    devServer: null,
    bytes: async (path, query) => {
      if (path !== 'window') throw new KindredError('not_found', `There are no bytes at "${path}".`);
      return { contentType: 'application/octet-stream', body: Buffer.from(JSON.stringify(query)) };
    },
    upload: async (_path, { name = '' }, part) => ({ upload: name, received: part.length, address: null }),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('serves the page with its policy, and files with their type', async () => {
  const page = await get('');
  expect(await page.text()).toBe('<!doctype html>');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const script = await get('assets/a%20b.js?v=1');
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
});

test.each([
  '../secret.txt',
  '%2e%2e/secret.txt',
  '..%2fsecret.txt',
  'assets/..%2f..%2fsecret.txt',
  '..%5csecret.txt',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  'assets',
  'link.txt',
  'index.html%00.js',
  'INDEX.HTML',
  '__proto__',
])('knows no file %j', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('refuses broken encodings, other hosts and other methods', async () => {
  expect((await get('%zz')).status).toBe(400);
  expect((await answer(new Request('app://evil/index.html'))).status).toBe(403);
  const post = await answer(new Request('app://kindred/', { method: 'POST' }));
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET']);
});

test('answers bytes of the core, and its errors as errors', async () => {
  const window = await get('bytes/window?run=42&h=400');
  expect(await window.json()).toEqual({ run: '42', h: '400' });
  expect(window.headers.get('cache-control')).toBe('no-store');
  const missing = await get('bytes/nothing');
  expect(missing.status).toBe(404);
  expect(await missing.json()).toEqual({
    ok: false,
    error: { code: 'not_found', message: 'There are no bytes at "nothing".' },
  });
  expect((await get('bytes/window?a=1&a=2')).status).toBe(400);
});

test('takes parts of files by POST, and says what is wrong with them', async () => {
  const send = (init: RequestInit) =>
    answer(new Request('app://kindred/bytes/upload?name=a.csv', { method: 'POST', ...init }));
  const taken = await send({ body: 'four' });
  expect(await taken.json()).toEqual({ ok: true, value: { upload: 'a.csv', received: 4, address: null } });
  const large = await send({ body: 'four', headers: { 'content-length': '2000000' } });
  expect(large.status).toBe(413);
  const asked = await get('bytes/upload?name=a.csv');
  expect([asked.status, asked.headers.get('allow')]).toEqual([405, 'POST']);
});

test('sends a stream to its end', async () => {
  let ended = false;
  async function* chunks() {
    yield Buffer.from('one ');
    yield Buffer.from('two');
    ended = true;
  }
  const streaming = createPageProtocol({
    rendererRoot: folder,
    devServer: null,
    bytes: async () => ({ contentType: 'text/csv', filename: 'a.csv', body: { bytes: 7, chunks: chunks() } }),
    upload: async () => ({ upload: '', received: 0, address: null }),
  });
  const response = await streaming(new Request('app://kindred/bytes/dataset'));
  expect([response.headers.get('content-length'), await response.text(), ended]).toEqual(['7', 'one two', true]);
});

test('while developing, passes files on from the development server and lets the page talk to it', async () => {
  const server = createServer((request, response) => response.end(`file ${request.url}`)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const developing = createPageProtocol({
    rendererRoot: folder,
    devServer: `http://127.0.0.1:${port}`,
    bytes: async () => ({ contentType: 'text/plain', body: Buffer.from('bytes') }),
    upload: async () => ({ upload: '', received: 0, address: null }),
  });
  const read = (path: string) => developing(new Request(`app://kindred/${path}`));
  const page = await read('');
  expect(await page.text()).toBe('file /');
  expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ws://127.0.0.1:${port};`);
  expect(await (await read('@fs/main.tsx?t=1')).text()).toBe('file /@fs/main.tsx?t=1');
  expect(await (await read('bytes/window')).text()).toBe('bytes');
  server.close();
  server.closeAllConnections();
});
