import { afterEach, expect, it, vi } from 'vitest';
import type { AppEvent } from '#shared/api/api.ts';
import type { Core } from '#runs/core.ts';
import { silentLog } from '../../main/log.ts';
import { rendererRoot } from '../../main/renderer-root.ts';
import { createWebHost, type WebHost } from '../../main/web/web-host.ts';
import { createWebTransport } from '../../renderer/core/web-transport.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { openCore } from './prepared-home.ts';
import { sessionWith } from './session-with.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A core whose events the test makes. */
async function core(): Promise<{ core: Core; emit(event: AppEvent): void }> {
  const { home, remove } = tempHome();
  ends.push(remove);
  const real = await openCore(home);
  ends.push(() => real.close());
  const listeners = new Set<(event: AppEvent) => void>();
  const listen: Core['listen'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { core: { ...real, listen }, emit: (event) => listeners.forEach((listener) => listener(event)) };
}

const token = 'a-token-that-outlives-the-host-for-this-test';
const open = (of: Core, port: number): Promise<WebHost> =>
  createWebHost(of, { port, token, rendererRoot, log: silentLog });
const portOf = ({ address }: WebHost) => Number(new URL(address).port);

const named = (id: string): AppEvent => ({ type: 'dataset.deleted', id });
const idsOf = (events: AppEvent[]) => events.map((event) => (event.type === 'dataset.deleted' ? event.id : event.type));

/** Listens as a page does, and is sure to be connected. */
async function listening(address: string, emit: (event: AppEvent) => void) {
  const seen: AppEvent[] = [];
  const session = sessionWith(token);
  const stop = createWebTransport(`${address}/`, session).listen((event) => seen.push(event));
  ends.push(stop);
  await until('the connection', () => {
    emit(named('knock'));
    return seen.length > 0 ? true : null;
  });
  await until('quiet', async () => {
    const before = seen.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return seen.length === before ? true : null;
  });
  seen.length = 0;
  return { seen, session, stop };
}

it('hands events on in order', async () => {
  const { core: one, emit } = await core();
  const host = await open(one, 0);
  ends.push(() => host.close());
  const { seen } = await listening(host.address, emit);
  for (let n = 0; n < 200; n++) emit(named(`${n}`));
  await until('the last event', () => (seen.length === 200 ? true : null));
  expect(idsOf(seen)).toEqual(Array.from({ length: 200 }, (_, n) => `${n}`));
});

it('after a restart of the host the page reconnects, is told to resync, and hears what follows', async () => {
  const { core: one, emit } = await core();
  const first = await open(one, 0);
  const port = portOf(first);
  const { seen, session } = await listening(first.address, emit);
  await first.close();
  emit(named('while away'));
  const second = await open(one, port);
  ends.push(() => second.close());
  await until('the resync', () => (seen.some(({ type }) => type === 'resync') ? true : null));
  emit(named('after'));
  await until('the next event', () => (idsOf(seen).at(-1) === 'after' ? true : null));
  expect(idsOf(seen)).toEqual(['resync', 'after']);
  expect(session.refusals()).toBe(0);
});

it('a page that lost its connection for a moment gets what it missed, without a resync', async () => {
  const { core: one, emit } = await core();
  const host = await open(one, 0);
  ends.push(() => host.close());
  const stream = (lastId: string) =>
    fetch(`${host.address}/events`, {
      headers: { Authorization: `Bearer ${token}`, ...(lastId ? { 'Last-Event-ID': lastId } : {}) },
    });
  const read = async (response: Response) => {
    const { value } = await response.body!.getReader().read();
    return new TextDecoder().decode(value);
  };
  const hello = await read(await stream(''));
  const id = /id: (\S+)/.exec(hello)?.[1] ?? '';
  emit(named('one'));
  emit(named('two'));
  const again = await read(await stream(id));
  expect(again).toMatch(/"one"[\s\S]*"two"[\s\S]*hello/);
  expect(again).not.toContain('resync');
  expect(await read(await stream('of-another-process-7'))).toContain('resync');
});

it('tabs share one connection; when the one that holds it closes, the next goes on without missing an event', async () => {
  const { core: one, emit } = await core();
  const host = await open(one, 0);
  ends.push(() => host.close());
  const fetched = vi.spyOn(globalThis, 'fetch');
  const connections = () => fetched.mock.calls.filter(([url]) => JSON.stringify(url).endsWith('/events"')).length;
  const tabs = await Promise.all([0, 1, 2].map(() => listening(host.address, emit)));
  emit(named('for all'));
  await until('all tabs', () => (tabs.every(({ seen }) => idsOf(seen).includes('for all')) ? true : null));
  expect(connections()).toBe(1);

  tabs[0]!.stop();
  emit(named('in between'));
  await until('the others', () =>
    tabs.slice(1).every(({ seen }) => idsOf(seen).includes('in between')) ? true : null,
  );
  emit(named('after'));
  await until('the others again', () =>
    tabs.slice(1).every(({ seen }) => idsOf(seen).includes('after')) ? true : null,
  );
  expect(connections()).toBe(2);
  for (const { seen } of tabs.slice(1))
    expect(idsOf(seen).filter((id) => id !== 'knock')).toEqual(['for all', 'in between', 'after']);
  expect(idsOf(tabs[0]!.seen)).not.toContain('in between');
  fetched.mockRestore();
});

it('a page with the token of an earlier process learns that it is refused', async () => {
  const { core: one } = await core();
  const host = await open(one, 0);
  ends.push(() => host.close());
  const session = sessionWith('of an earlier process');
  const transport = createWebTransport(`${host.address}/`, session);
  ends.push(transport.listen(() => {}));
  await until('the refusal', () => (session.refusals() > 0 ? true : null));
  expect(await transport.call('runs.list', {})).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
});

it('a page whose host is gone is told so in words', async () => {
  const { core: one } = await core();
  const host = await open(one, 0);
  const transport = createWebTransport(`${host.address}/`, sessionWith(token));
  await host.close();
  const reply = await transport.call('runs.list', {});
  expect(reply).toMatchObject({ ok: false, error: { code: 'no_answer', message: expect.stringMatching(/running/) } });
});
