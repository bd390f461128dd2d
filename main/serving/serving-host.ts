import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromWire, KindredError } from '#shared/api/errors.ts';
import type { ServingState, ServingStatus } from '#shared/domain/serving.ts';
import type { ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import { stoppedStatus } from '#runs/serving/no-serving.ts';
import { noPort, type PerformancePort } from '#runs/serving/performance/port.ts';
import type { Served, ServingHost } from '#runs/serving/serving-host.ts';
import type { ApiProcess, LaunchApi } from './api-process.ts';
import { predictionsFile } from '#runs/serving/performance/performance.ts';
import { openPredictionStore } from '#runs/serving/performance/prediction-store.ts';
import { explainOver, tryOver } from './ask-api.ts';
import type { HostCall, HostCalls, HostMessage, HostRequest, HostStart } from './host-protocol.ts';
import { openKeys } from './keys.ts';
import { answerAsk } from './port-link.ts';

export type ServingHostOptions = {
  /** The data folder. */
  home: string;
  version: string;
  workers: { api: URL; helper: URL };
  launch: LaunchApi;
};

/** How often whoever looks on is told how it goes while the API runs, in milliseconds. */
const reportEveryMs = 1000;
/** Longer than the API takes to answer what it was asked, in milliseconds. */
const closeLimitMs = 12_000;

type Running = {
  process: ApiProcess;
  waiting: Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>;
  address: string;
};

/** The serving API of a workbench, in a process of its own on this computer only. One that ends by itself is `failed`, never `running`. */
export function createServingHost(options: ServingHostOptions): ServingHost {
  const folder = join(options.home, 'serving');
  const listeners = new Set<(status: ServingStatus) => void>();
  let state: ServingState = 'stopped';
  let error: string | null = null;
  let running: Running | null = null;
  let lastRequests = -1;
  let nextId = 0;
  let port: PerformancePort = noPort('The workbench is still starting. Ask again in a moment.');

  const idleStatus = (): ServingStatus => ({ ...stoppedStatus, state, error });

  function call<C extends HostCall>(name: C, ask: HostCalls[C]['ask']): Promise<HostCalls[C]['answer']> {
    const to = running;
    if (!to) throw new KindredError('conflict', `The serving API is ${state}. Start it first.`);
    const id = nextId++;
    return new Promise((resolve, reject) => {
      to.waiting.set(id, { resolve: (value) => resolve(value as HostCalls[C]['answer']), reject });
      to.process.post({ id, call: name, ask } as HostRequest);
    });
  }

  async function status(): Promise<ServingStatus> {
    if (state !== 'running') return idleStatus();
    return call('status', null).then((answer) => ({ ...answer, error }), idleStatus);
  }

  async function announce(): Promise<void> {
    const now = await status();
    for (const listener of listeners) listener(now);
  }

  function change(next: ServingState, reason: string | null = null): void {
    state = next;
    error = reason;
    void announce();
  }

  function end(reason: string | null): void {
    const ended = new KindredError('unavailable', reason ?? 'The serving API has stopped.');
    for (const { reject } of running?.waiting.values() ?? []) reject(ended);
    running = null;
    change(reason === null ? 'stopped' : 'failed', reason);
  }

  function listenTo(process: ApiProcess): Promise<void> {
    const waiting: Running['waiting'] = new Map();
    let failure: string | null = null;
    return new Promise((resolve, reject) => {
      process.onMessage((message: HostMessage) => {
        switch (message.type) {
          case 'ready':
            running = { process, waiting, address: message.address };
            change('running');
            return resolve();
          case 'failed':
            failure = message.error.message;
            process.kill();
            return reject(fromWire(message.error));
          case 'ask':
            return void answerAsk(port, message).then((told) => process.post(told));
          case 'changed':
            return void announce();
          case 'answer': {
            const asked = waiting.get(message.id);
            waiting.delete(message.id);
            return message.ok ? asked?.resolve(message.value) : asked?.reject(fromWire(message.error));
          }
        }
      });
      process.onExit(() => {
        const reason = failure ?? (state === 'stopping' ? null : 'The serving API ended by itself. Start it again.');
        end(reason);
        reject(new KindredError('unavailable', reason ?? 'The serving API has stopped.'));
      });
    });
  }

  async function start(served: Served, httpPort: number | null): Promise<void> {
    if (state === 'starting' || state === 'stopping') {
      throw new KindredError('conflict', `The serving API is ${state}. Wait a moment.`);
    }
    change('starting');
    const start: HostStart = {
      served,
      port: httpPort,
      folder,
      bundles: join(options.home, 'bundles'),
      helper: options.workers.helper.href,
      version: options.version,
      logFile: join(options.home, 'logs', 'serving.log'),
    };
    const process = options.launch(options.workers.api);
    const ready = listenTo(process);
    process.post({ type: 'start', start });
    await ready;
  }

  async function stop(): Promise<void> {
    const stopped = running;
    if (!stopped) return;
    change('stopping');
    const ended = new Promise<void>((resolve) => stopped.process.onExit(resolve));
    // An API that does not stop by itself in time is ended; what was acknowledged is on the disk.
    const limit = setTimeout(() => stopped.process.kill(), closeLimitMs);
    await call('close', null).catch(() => {});
    await ended;
    clearTimeout(limit);
  }

  /** Keys are a file: they can be made before the API runs. */
  function withKeys<T>(work: (keys: ReturnType<typeof openKeys>) => T): T {
    const keys = openKeys(join(folder, 'keys.json'));
    try {
      return work(keys);
    } finally {
      keys.close();
    }
  }

  const report = setInterval(() => {
    if (state !== 'running' || listeners.size === 0) return;
    void status().then((now) => {
      const isQuiet = now.totals.requests === lastRequests && now.points.every(({ requests }) => requests === 0);
      lastRequests = now.totals.requests;
      if (!isQuiet) listeners.forEach((listener) => listener(now));
    });
  }, reportEveryMs);
  report.unref();

  /** What is refused is said on the status; what was served stays. */
  async function swap<C extends 'assign' | 'assignPerformance'>(name: C, ask: HostCalls[C]['ask']): Promise<void> {
    if (!running) return;
    try {
      await call(name, ask);
      error = null;
    } catch (refused) {
      error = refused instanceof Error ? refused.message : String(refused);
      void announce();
      throw refused;
    }
  }

  const address = () => running?.address ?? null;
  return {
    status,
    start,
    stop,
    assign: (slots) => swap('assign', slots),
    assignPerformance: (file) => swap('assignPerformance', file),
    usePort: (held) => void (port = held),
    validated: async ({ modelVersion, limit }) => validatedIn(folder, modelVersion, limit),
    setCanary: async (share) => void (await call('setCanary', share)),
    async setShadow(on) {
      await call('setShadow', on);
      await announce();
    },
    tryIt: async (question) => tryOver(address(), await status(), question),
    explain: async (question) => explainOver(address(), await status(), question),
    keys: async () => (running ? call('keys', null) : withKeys((keys) => keys.list())),
    createKey: async (wanted) => (running ? call('createKey', wanted) : withKeys((keys) => keys.create(wanted))),
    revokeKey: async (key) => (running ? call('revokeKey', key) : withKeys((keys) => keys.revoke(key))),
    retrained(outcome) {
      if (running) void call('retrained', outcome).catch(() => {});
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      clearInterval(report);
      await stop();
    },
  };
}

/** Predictions are a file, which can be read while the API runs, and while it does not. */
function validatedIn(folder: string, modelVersion: string | undefined, limit: number): ValidatedPrediction[] {
  const file = join(folder, predictionsFile);
  if (!existsSync(file)) return [];
  const store = openPredictionStore(file);
  try {
    return store.validated({ modelVersion, limit });
  } finally {
    store.close();
  }
}
