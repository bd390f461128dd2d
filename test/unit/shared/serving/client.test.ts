import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createServingClient, type ServingClientOptions } from '#shared/serving/client.ts';
import { createTracker, type TrackerOptions } from '#shared/serving/tracker.ts';
import type { ClientInteraction } from '#shared/serving/client.ts';
import { startServing, type ServedForTest } from '../../../support/serving.ts';
import { until } from '../../../support/until.ts';

const popular = ['p1', 'p2', 'p3'];
const client = (url: string, options: Partial<ServingClientOptions> = {}) =>
  createServingClient({ url, fallback: (_user, limit) => popular.slice(0, limit), ...options });

let served: ServedForTest;
beforeAll(async () => {
  served = await startServing();
});
afterAll(() => served.close());

describe('against the real API', () => {
  it('gives its recommendations and says that they are', async () => {
    const answer = await client(`${served.api.address}/`).getRecommendations('u00', 5);
    expect(answer).toMatchObject({
      source: 'ml_recommendations',
      served_by: 'model',
      model_version: 'cf_v1',
      error: null,
    });
    expect(answer.recommendations).toHaveLength(5);
    expect(answer.request_id).toMatch(/^[\w.-]+$/);
  });

  it('passes on what is excluded', async () => {
    const api = client(served.api.address);
    const [first] = (await api.getRecommendations('u00', 1)).recommendations;
    const { recommendations } = await api.getRecommendations('u00', 100, { excludePostIds: [first!.post_id] });
    expect(recommendations.map(({ post_id }) => post_id)).not.toContain(first!.post_id);
  });

  it('is healthy', async () => {
    expect(await client(served.api.address).healthCheck()).toBe(true);
  });

  it('falls back for a question that the API refuses, and says why', async () => {
    const answer = await client(served.api.address).getRecommendations('', 5);
    expect(answer).toMatchObject({ source: 'random_fallback', error: expect.stringContaining('user_id must be text') });
  });

  it('sends the key', async () => {
    const { secret } = served.api.keys.create({ name: 'client', scopes: ['feedback'] });
    const answer = await client(served.api.address, { key: secret }).getRecommendations('u00');
    expect(answer.error).toContain('does not allow read');
  });
});

describe('against an API that is not well', () => {
  const hanging = () => tcp(() => {});
  const trickling = () =>
    http((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    });

  it.each([
    ['hangs', hanging],
    ['begins an answer and never ends it', trickling],
  ])('that %s, it falls back within its time-out, and says so', async (_, start) => {
    const started = performance.now();
    const answer = await client(await start(), { timeoutMs: 300 }).getRecommendations('u00', 2);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(answer).toEqual({
      recommendations: ['p1', 'p2'].map((post_id) => ({ post_id, score: 0, reason: 'random_fallback' })),
      source: 'random_fallback',
      served_by: null,
      model_version: null,
      request_id: null,
      error: expect.stringMatching(/timeout|aborted/i),
    });
  });

  it('that hangs, it waits 3 seconds and no longer, and 1 for its health', async () => {
    const api = client(await hanging());
    const started = performance.now();
    const [answer, isHealthy] = await Promise.all([
      api.getRecommendations('u00'),
      api.healthCheck().then((is) => ({ is, ms: performance.now() - started })),
    ]);
    const ms = performance.now() - started;
    expect(answer.source).toBe('random_fallback');
    expect(ms).toBeGreaterThan(2900);
    expect(ms).toBeLessThan(20_000);
    expect(isHealthy.is).toBe(false);
    expect(isHealthy.ms).toBeLessThan(15_000);
  });

  it.each<[string, number, string, string]>([
    ['fails', 500, 'application/json', '{"message":"broken"}'],
    ['is overloaded', 503, 'text/html', '<html>'],
    ['answers a page', 200, 'text/html', '<html>welcome</html>'],
    ['answers half a JSON', 200, 'application/json', '{"recommendations":['],
    ['answers other JSON', 200, 'application/json', '{"items":[]}'],
    [
      'answers entries that are none',
      200,
      'application/json',
      '{"recommendations":[{"id":1}],"model_version":"a","request_id":"b"}',
    ],
    ['answers null', 200, 'application/json', 'null'],
    ['redirects', 302, 'text/plain', ''],
  ])('that %s, it falls back', async (_, status, type, body) => {
    const url = await http((_request, response) =>
      response.writeHead(status, { 'Content-Type': type, Location: '/' }).end(body),
    );
    const answer = await client(url).getRecommendations('u00', 3);
    expect(answer).toMatchObject({ source: 'random_fallback', error: expect.any(String) });
    expect(answer.recommendations.map(({ post_id }) => post_id)).toEqual(popular);
    expect(await client(url).healthCheck()).toBe(false);
  });

  it('that closes connections, or is not there, it falls back at once', async () => {
    const closing = await tcp((socket) => socket.destroy());
    for (const url of [closing, 'http://127.0.0.1:1']) {
      expect(await client(url).getRecommendations('u00')).toMatchObject({ source: 'random_fallback' });
      expect(await client(url).healthCheck()).toBe(false);
    }
  });

  it('even where the fallback fails too, it answers', async () => {
    const failing = client('http://127.0.0.1:1', { fallback: () => Promise.reject(new Error('no database')) });
    expect(await failing.getRecommendations('u00')).toMatchObject({ source: 'random_fallback', recommendations: [] });
  });

  it('whoever gives up themselves gets no fallback', async () => {
    const signal = AbortSignal.timeout(100);
    await expect(client(await hanging()).getRecommendations('u00', 5, { signal })).rejects.toThrow(/timeout|aborted/i);
  });
});

describe('the tracker', () => {
  const view = (n: number): ClientInteraction => ({ user_id: 'tracked', post_id: `p${n}`, interaction_type: 'view' });

  /** What the API was told, in batches. */
  function recording(track: (batch: readonly ClientInteraction[]) => void = () => {}, options: TrackerOptions = {}) {
    const batches: number[] = [];
    const lost: string[] = [];
    const tracker = createTracker(
      {
        track: async (batch) => {
          track(batch);
          batches.push(batch.length);
          return { accepted: batch.length, rejected: [] };
        },
      },
      { onLost: (interactions, reason) => lost.push(`${interactions.length}: ${reason}`), ...options },
    );
    return { tracker, batches, lost };
  }

  it('sends at 20, without waiting', async () => {
    const { tracker, batches } = recording();
    for (let n = 0; n < 19; n++) tracker.track(view(n));
    expect(batches).toEqual([]);
    tracker.track(view(19));
    await tracker.flush();
    expect(batches).toEqual([20]);
    await tracker.close();
  });

  it('sends fewer when their time has come', async () => {
    const { tracker, batches } = recording(undefined, { flushEveryMs: 50 });
    tracker.track(view(1));
    tracker.track(view(2));
    expect(await until('a batch', () => batches[0] ?? null)).toBe(2);
    await tracker.close();
  });

  it('keeps what did not arrive, and sends it again without counting twice', async () => {
    let isDown = true;
    const { tracker, batches } = recording(() => {
      if (isDown) throw new Error('away');
    });
    for (let n = 0; n < 25; n++) tracker.track(view(n));
    expect(await tracker.flush()).toBe(false);
    expect(tracker.waiting()).toBe(25);
    isDown = false;
    expect(await tracker.flush()).toBe(true);
    expect(batches).toEqual([25]);
    await tracker.close();
  });

  it('drops the oldest where too many wait, and says so', async () => {
    const { tracker, lost } = recording(() => { throw new Error('away'); }, { maxWaiting: 30, flushAt: 1000 }); // prettier-ignore
    for (let n = 0; n < 35; n++) tracker.track(view(n));
    expect(tracker.waiting()).toBe(30);
    await tracker.close();
    expect(lost).toEqual([
      ...Array.from({ length: 5 }, () => '1: more than 30 wait'),
      '30: the tracker is closed and the API does not answer',
    ]);
  });

  it('reaches the real API: every interaction once, also when it is sent twice', async () => {
    const api = client(served.api.address);
    let calls = 0;
    const flaky = createTracker({
      track: async (batch) => {
        const tracked = await api.track(batch);
        // The answer is lost on its way back.
        if (calls++ === 0) throw new Error('connection reset');
        return tracked;
      },
    });
    for (let n = 0; n < 20; n++) flaky.track(view(n));
    await flaky.flush();
    await flaky.close();
    const user = served.api.runtime.interactions.ofUser('tracked');
    expect(user.map(({ post }) => post)).toEqual(Array.from({ length: 20 }, (_, n) => `p${n}`));
  });

  it('tells of what the API rejects', async () => {
    const lost: string[] = [];
    const tracker = createTracker(client(served.api.address), {
      onLost: ([one], reason) => lost.push(`${one?.post_id}: ${reason}`),
    });
    tracker.track(view(1));
    tracker.track({ ...view(2), interaction_type: 'stare' });
    await tracker.close();
    expect(lost).toEqual([expect.stringMatching(/^p2: interaction_type must be one of/)]);
  });
});

function http(listener: RequestListener): Promise<string> {
  return listening(createServer(listener));
}

async function tcp(connected: Parameters<typeof createTcpServer>[1]): Promise<string> {
  return listening(createTcpServer(connected) as Server);
}

/** @returns its address, until the test ends */
function listening(
  server: Pick<Server, 'listen' | 'address' | 'close'> & { closeAllConnections?: () => void },
): Promise<string> {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      onTestFinished(() => {
        server.closeAllConnections?.();
        server.close();
      });
      done(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}
