import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { toWire } from '#shared/api/errors.ts';
import { openApiLog } from './api-log.ts';
import type { HostCall, HostCalls, HostMessage, HostRequest, HostStart } from './host-protocol.ts';
import { createServingApi, type ServingApi } from './serving-api.ts';
import { statusOf } from './status.ts';

/** The thread that the workbench runs its serving API in, so that requests and the core never wait for one another. */

type Calls = {
  [C in HostCall]: (ask: HostCalls[C]['ask']) => HostCalls[C]['answer'] | Promise<HostCalls[C]['answer']>;
};

const start = workerData as HostStart;
const port = parentPort!;
const send = (message: HostMessage) => port.postMessage(message);

function callsOf(api: ServingApi): Calls {
  const startedAt = Date.now();
  let model = start.slots.model;
  return {
    status: () => statusOf(api, model, startedAt),
    async assign(slots) {
      await api.slots.assign(slots);
      model = slots.model;
      return null;
    },
    setCanary: (share) => (api.slots.setCanary(share), null),
    setShadow: (on) => (api.runtime.setShadowing(on), null),
    keys: () => api.keys.list(),
    createKey: (wanted) => api.keys.create(wanted),
    revokeKey: (key) => api.keys.revoke(key),
    retrained: (outcome) => (api.metrics.retrained(outcome), null),
    close: () => api.close().then(() => null),
  };
}

function answerCalls(calls: Calls, from: MessagePort): void {
  from.on('message', ({ id, call, ask }: HostRequest) => {
    const run = calls[call] as (value: unknown) => unknown;
    // Inside a promise, so that what is thrown becomes an answer too.
    Promise.resolve()
      .then(() => run(ask))
      .then((value) => send({ type: 'answer', id, ok: true, value }))
      .catch((error: unknown) => send({ type: 'answer', id, ok: false, error: toWire(error) }))
      .finally(() => call === 'close' && from.close());
  });
}

async function run(): Promise<void> {
  const { folder, bundles, version } = start;
  const log = openApiLog(start.logFile);
  const api = await createServingApi({
    ...(start.port === null ? {} : { port: start.port }),
    folder,
    bundles,
    helper: new URL(start.helper),
    version,
    log,
  });
  try {
    await api.slots.assign(start.slots);
  } catch (error) {
    await api.close();
    throw error;
  }
  api.onChange(() => send({ type: 'changed' }));
  answerCalls(callsOf(api), port);
  send({ type: 'ready', address: api.address });
}

run().catch((error: unknown) => {
  send({ type: 'failed', error: toWire(error) });
  port.close();
});
