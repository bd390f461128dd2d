import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServing, type ServedForTest } from '../../../support/serving.ts';
import { rawHttp } from '../../../hosts/raw-http.ts';

/** What strangers do to a port: nonsense, slowness, crowds. */

let served: ServedForTest;
beforeAll(async () => {
  served = await startServing();
});
afterAll(() => served.close());

/** Any port: what is malformed is refused before the host is looked at, and `ours` is put in where it matters. */
const host = 'Host: 127.0.0.1:8000';
const ours = (lines: string) => lines.replaceAll(host, `Host: 127.0.0.1:${served.port}`);
const body = '{"user_id":"u01"}';
const post = (lines: string[]) => [
  'POST /recommendations/generate HTTP/1.1',
  host,
  'Content-Type: application/json',
  ...lines,
];

describe('requests that no client would send', () => {
  it.each([
    [
      'length and chunks at once',
      [...post(['Content-Length: 17', 'Transfer-Encoding: chunked']), '', body].join('\r\n'),
    ],
    ['lines that end without CR', `GET /health HTTP/1.1\n${'Host: 127.0.0.1'}\n\n`],
    ['a folded header', ['GET /health HTTP/1.1', host, 'X-A: 1', ' 2', '', ''].join('\r\n')],
    ['two lengths', [...post(['Content-Length: 17', 'Content-Length: 18']), '', body].join('\r\n')],
    ['a method that is none', `FETCH-IT / HTTP/1.1\r\n\r\n`],
  ])('%s are answered 400 and the connection closes', async (_, bytes) => {
    expect((await rawHttp(served.port, [ours(bytes)])).status).toBe(400);
  });

  it.each([
    ['100,000 headers', Array.from({ length: 100_000 }, (_, n) => `X-${n}: 1`)],
    ['a header of 10 MB', [`Authorization: Bearer ${'x'.repeat(10_000_000)}`]],
  ])('%s are answered 431', async (_, lines) => {
    const { status } = await rawHttp(served.port, [
      ours(['GET /health HTTP/1.1', host, ...lines, '', ''].join('\r\n')),
    ]);
    expect(status).toBe(431);
  });

  it('ten requests at once on one connection are answered ten times', async () => {
    const one = ours(['GET /health HTTP/1.1', host, '', ''].join('\r\n'));
    const last = ours(['GET /health HTTP/1.1', host, 'Connection: close', '', ''].join('\r\n'));
    const socket = connect(served.port, '127.0.0.1');
    socket.write(one.repeat(9) + last);
    const text = await readAll(socket);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(10);
  });
});

describe('slowness', () => {
  it('headers that trickle in are cut off with 408 within seconds', async () => {
    const { status, ms } = await rawHttp(served.port, ['GET /health HTTP/1.1\r\n', `${ours(host)}\r\n`, 'X: 1'], 1500);
    expect(status).toBe(408);
    expect(ms).toBeLessThan(30_000);
  });

  it('a body that trickles in is cut off with 408 after 5 seconds', async () => {
    const parts = [
      ours([...post([`Content-Length: ${body.length}`]), '', ''].join('\r\n')),
      ...body.slice(0, 12).split(''),
    ];
    const { status, ms } = await rawHttp(served.port, parts, 700);
    expect(status).toBe(408);
    expect(ms).toBeLessThan(30_000);
  });

  it('500 connections that say nothing do not keep others waiting', async () => {
    const idle = await Promise.all(Array.from({ length: 500 }, () => opened(served.port)));
    const started = performance.now();
    for (let n = 0; n < 20; n++) expect((await served.ask('/api/recommendations/u01')).status).toBe(200);
    expect((performance.now() - started) / 20).toBeLessThan(5000);
    for (const socket of idle) socket.destroy();
  });
});

async function readAll(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
  return text;
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });
}
