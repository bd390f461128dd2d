import { act } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { AppEvent } from '#shared/api/api.ts';
import type { Reply, Transport } from '#shared/api/rpc.ts';
import { KindredProvider } from '../../../../../renderer/core/kindred.tsx';
import { useConnectionTest } from '../../../../../renderer/pages/data/connections/use-connection-test.ts';
import { mount } from '../../components/mount.tsx';

/** A core that answers when the test says so. */
function silentCore() {
  const calls: { name: string; input: { id: string }; answer(reply: Reply): void }[] = [];
  const listeners = new Set<(event: AppEvent) => void>();
  const transport: Transport = {
    call: (name, input) => new Promise((answer) => void calls.push({ name, input: input as { id: string }, answer })),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const tell = (event: AppEvent) => act(async () => listeners.forEach((listener) => listener(event)));
  return { calls, transport, tell };
}

const stage = { name: 'dns' as const, ok: true, ms: 1, sentence: 'Found.', hint: null };

function Probe() {
  const { test, start, cancel } = useConnectionTest();
  return (
    <>
      <button onClick={() => start({ connection: 'shop' })}>start</button>
      <button onClick={cancel}>cancel</button>
      <output>{test ? `${test.stages.map(({ name }) => name).join(' ')} ${test.ok} ${test.error}` : 'none'}</output>
    </>
  );
}

async function probe() {
  const core = silentCore();
  const { element } = await mount(
    <QueryClientProvider client={new QueryClient()}>
      <KindredProvider transport={core.transport}>
        <Probe />
      </KindredProvider>
    </QueryClientProvider>,
  );
  const press = (text: string) =>
    act(async () => [...element.querySelectorAll('button')].find((button) => button.textContent === text)?.click());
  return { ...core, press, says: () => element.querySelector('output')?.textContent };
}

it('tells the stages of its own test as they end, then the report', async () => {
  const { calls, tell, press, says } = await probe();
  expect(says()).toBe('none');
  await press('start');
  const { id } = calls[0]!.input;
  await tell({ type: 'connection.stage', id, stage });
  await tell({ type: 'connection.stage', id: 'of another window', stage });
  expect(says()).toBe('dns null null');
  const stages = [stage, { ...stage, name: 'tcp' as const, ok: false }];
  await act(async () => calls[0]!.answer({ ok: true, value: { ok: false, stages, warnings: [] } }));
  expect(says()).toBe('dns tcp false null');
});

it('is cancelled by its id, and what it says afterwards is nobody’s business', async () => {
  const { calls, tell, press, says } = await probe();
  await press('start');
  const { id } = calls[0]!.input;
  await press('cancel');
  expect(calls[1]).toMatchObject({ name: 'connections.cancelTest', input: { id } });
  expect(says()).toBe('none');
  await tell({ type: 'connection.stage', id, stage });
  expect(says()).toBe('none');
});

it('ends the test under way where a new one is started', async () => {
  const { calls, tell, press, says } = await probe();
  await press('start');
  await press('start');
  const [first, stop, second] = calls;
  expect(stop).toMatchObject({ name: 'connections.cancelTest', input: { id: first!.input.id } });
  await act(async () => first!.answer({ ok: false, error: { code: 'cancelled', message: 'Cancelled.' } }));
  await tell({ type: 'connection.stage', id: second!.input.id, stage });
  expect(says()).toBe('dns null null');
});

it('says the sentence of the core where there is no answer', async () => {
  const { calls, press, says } = await probe();
  await press('start');
  await act(async () => calls[0]!.answer({ ok: false, error: { code: 'unavailable', message: 'Nobody is there.' } }));
  expect(says()).toContain('false Nobody is there.');
});
