import { toWire } from '#shared/api/errors.ts';
import { openApiLog } from './api-log.ts';
import type { HostCall, HostCalls, HostStart } from './host-protocol.ts';
import { parentLink, type ParentLink } from './parent-link.ts';
import { portOver } from './port-link.ts';
import { createServingApi, type ServingApi } from './serving-api.ts';
import { statusOf } from './status.ts';

/** The process that the workbench runs its serving API in, so that requests and the core never wait for one another, nor end with one another. */

type Calls = {
  [C in HostCall]: (ask: HostCalls[C]['ask']) => HostCalls[C]['answer'] | Promise<HostCalls[C]['answer']>;
};

function callsOf(api: ServingApi, start: HostStart): Calls {
  const startedAt = Date.now();
  let model = start.served.slots?.model ?? null;
  return {
    status: () => statusOf(api, model, startedAt),
    async assign(slots) {
      await api.slots.assign(slots);
      model = slots.model;
      return null;
    },
    assignPerformance: (file) => api.performance.active.assign(file).then(() => null),
    setCanary: (share) => (api.slots.setCanary(share), null),
    setShadow: (on) => (api.runtime.setShadowing(on), null),
    keys: () => api.keys.list(),
    createKey: (wanted) => api.keys.create(wanted),
    revokeKey: (key) => api.keys.revoke(key),
    retrained: (outcome) => (api.metrics.retrained(outcome), null),
    close: () => api.close().then(() => null),
  };
}

/** Answers while it lives; the process ends when it was closed, or when nobody is there to close it. */
function answerCalls(calls: Calls, { send, listen, onGone }: ParentLink): void {
  const leave = () => process.exit(0);
  onGone(() => void Promise.resolve(calls.close(null)).finally(leave));
  listen((message) => {
    if ('type' in message) return;
    const { id, call, ask } = message;
    const run = calls[call] as (value: unknown) => unknown;
    // Inside a promise, so that what is thrown becomes an answer too.
    Promise.resolve()
      .then(() => run(ask))
      .then((value) => send({ type: 'answer', id, ok: true, value }))
      .catch((error: unknown) => send({ type: 'answer', id, ok: false, error: toWire(error) }))
      .finally(() => call === 'close' && leave());
  });
}

async function run(start: HostStart, link: ParentLink): Promise<void> {
  const { folder, bundles, version } = start;
  const log = openApiLog(start.logFile);
  const { port: performance, hear } = portOver(link.send);
  link.listen((message) => {
    if ('type' in message && message.type === 'told') hear(message);
  });
  const api = await createServingApi({
    ...(start.port === null ? {} : { port: start.port }),
    folder,
    bundles,
    helper: new URL(start.helper),
    version,
    log,
    performance,
  });
  try {
    if (start.served.slots) await api.slots.assign(start.served.slots);
    await api.performance.active.assign(start.served.performance);
  } catch (error) {
    await api.close();
    throw error;
  }
  api.onChange(() => link.send({ type: 'changed' }));
  answerCalls(callsOf(api, start), link);
  link.send({ type: 'ready', address: api.address });
}

process.title = 'kindred-serving';
// Ctrl-C in a terminal reaches every process there; who started this one decides when it ends.
process.on('SIGINT', () => {});

const link = parentLink();
link.listen((message) => {
  if (!('type' in message) || message.type !== 'start') return;
  // Whoever is told ends the process.
  run(message.start, link).catch((error: unknown) => link.send({ type: 'failed', error: toWire(error) }));
});
