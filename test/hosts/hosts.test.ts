import { afterAll, beforeAll } from 'vitest';
import { fromWire } from '#shared/api/errors.ts';
import { serve, type Reply } from '#shared/api/rpc.ts';
import type { AppEvent } from '#shared/api/api.ts';
import { UploadReply } from '#shared/domain/upload.ts';
import { silentLog } from '../../main/log.ts';
import { rendererRoot } from '../../main/renderer-root.ts';
import { createWebHost } from '../../main/web/web-host.ts';
import { readBytes } from '../../renderer/core/read-bytes.ts';
import { createWebTransport } from '../../renderer/core/web-transport.ts';
import { startStandIn } from '../electron-stand-in/start.ts';
import { describeHost, type HostUnderTest } from '../suites/host.ts';
import { tempHome } from '../support/temp-home.ts';
import { wholeBody } from '../support/whole-body.ts';
import { openCore, prepareHome } from './prepared-home.ts';
import { sessionWith } from './session-with.ts';

let prepared: Awaited<ReturnType<typeof prepareHome>>;
beforeAll(async () => {
  prepared = await prepareHome();
});
afterAll(() => prepared.remove());
const reference = () => prepared.reference;

describeHost('in process', openInProcess, reference);
describeHost('web host', openWeb, reference);
describeHost('Electron stand-in', openStandIn, reference);

async function openInProcess(): Promise<HostUnderTest> {
  const { home, remove } = tempHome(prepared.home);
  const core = await openCore(home);
  return {
    transport: { call: serve(core.handlers), listen: core.listen },
    bytes: async (path, query) => {
      const answer = await core.bytes(path, query);
      return { body: await wholeBody(answer), contentType: answer.contentType };
    },
    upload: async (query, part) => core.upload('upload', query, part),
    close: () => core.close().then(remove),
  };
}

async function openWeb(): Promise<HostUnderTest> {
  const { home, remove } = tempHome(prepared.home);
  const core = await openCore(home);
  const host = await createWebHost(core, { port: 0, rendererRoot, log: silentLog });
  const session = sessionWith(host.token);
  return {
    transport: createWebTransport(`${host.address}/`, session),
    bytes: async (path, query) => {
      const { body, contentType } = await readBytes(`${host.address}/`, session, path, query);
      return { body, contentType };
    },
    upload: async (query, part) => {
      const response = await fetch(`${host.address}/bytes/upload?${new URLSearchParams(query)}`, {
        method: 'POST',
        headers: { ...(await session.headers()), 'Content-Type': 'application/octet-stream' },
        body: new Uint8Array(part),
      });
      return valueOf(await response.json());
    },
    close: () =>
      host
        .close()
        .then(() => core.close())
        .then(remove),
  };
}

/** The page's own bridge and its own fetch, driven from here. */
async function openStandIn(): Promise<HostUnderTest> {
  const { home, remove } = tempHome(prepared.home);
  const { page, stop } = await startStandIn({ home });
  const listeners = new Set<(event: AppEvent) => void>();
  await page.evaluate(() => {
    const heard: AppEvent[] = [];
    Reflect.set(window, 'heard', heard);
    window.kindred?.listen((event) => heard.push(event));
  });
  const fetchEvents = async () => {
    const events = await page.evaluate(() => (Reflect.get(window, 'heard') as AppEvent[]).splice(0));
    for (const event of events) listeners.forEach((listener) => listener(event));
  };
  const timer = setInterval(() => void fetchEvents().catch(() => clearInterval(timer)), 30);
  return {
    transport: {
      call: (name, input) =>
        page.evaluate(([call, value]) => window.kindred!.call(call, value), [name, input] as const) as Promise<Reply>,
      listen: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    bytes: async (path, query) => {
      const answer = await page.evaluate(
        async (address) => {
          const response = await fetch(address);
          const contentType = response.headers.get('content-type') ?? '';
          if (!response.ok)
            return { error: (await response.json()) as { error: { code: 'internal'; message: string } } };
          return { contentType, bytes: [...new Uint8Array(await response.arrayBuffer())] };
        },
        `bytes/${path}?${new URLSearchParams(query)}`,
      );
      if ('error' in answer) throw fromWire(answer.error.error);
      return { body: Uint8Array.from(answer.bytes), contentType: answer.contentType };
    },
    upload: async (query, part) => {
      const answer = await page.evaluate(
        async ([address, bytes]) => {
          const headers = { 'Content-Type': 'application/octet-stream' };
          const response = await fetch(address, { method: 'POST', headers, body: Uint8Array.from(bytes) });
          return (await response.json()) as Reply;
        },
        [`bytes/upload?${new URLSearchParams(query)}`, [...part]] as const,
      );
      return valueOf(answer);
    },
    close: async () => {
      clearInterval(timer);
      await stop();
      remove();
    },
  };
}

/** What the host answered, or its error. */
function valueOf(answer: unknown): UploadReply {
  const reply = answer as Reply;
  if (!reply.ok) throw fromWire(reply.error);
  return UploadReply.parse(reply.value);
}
