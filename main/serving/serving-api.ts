import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { KindredError } from '#shared/api/errors.ts';
import type { Fallback } from '#runs/serving/chain.ts';
import type { Precomputed } from '#runs/serving/precomputed.ts';
import { createPerformance, type Performance } from '#runs/serving/performance/performance.ts';
import { noPort, type PerformancePort } from '#runs/serving/performance/port.ts';
import { createRuntime, type Runtime } from '#runs/serving/runtime.ts';
import { addressesOfThisMachine, allowedHosts, bracketed, isLoopback, isWildcard } from '../http/allowed-hosts.ts';
import { createServer, type AnswerError } from '../http/create-server.ts';
import { useStrictJson } from '../http/json-body.ts';
import { listen } from '../http/listen.ts';
import type { Log } from '../log.ts';
import { securityHeaders } from '../security-headers.ts';
import { checkApiRequest, type Gate } from './api-gate.ts';
import type { ApiContext } from './context.ts';
import { requireJson } from './require-json.ts';
import { openKeys, type ApiKeys } from './keys.ts';
import { useOverloadLimit, useRateLimit } from './limits.ts';
import { createMetrics, type ApiMetrics } from './metrics.ts';
import { openApiRoute, useOpenApi } from './openapi.ts';
import { refuseOtherMethods, type Route } from './other-methods.ts';
import { watchOverload } from './overload.ts';
import { problemOf } from './problem.ts';
import { adminRoutes } from './routes/admin.ts';
import { healthRoutes } from './routes/health.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { metricsRoute } from './routes/metrics.ts';
import { mlflowRoutes } from './routes/mlflow.ts';
import { modelRoutes } from './routes/model.ts';
import { performanceRoutes } from './routes/performance.ts';
import { openInferenceRoutes } from './routes/open-inference.ts';
import { recommendationRoutes } from './routes/recommendations.ts';
import { createSlots, type Slots } from './slots.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { validatorCompiler } from './validate.ts';

export type ServingApiOptions = {
  /** Asked for: taken or refused. Left out: 8000, else a free one. 0: a free one. */
  port?: number | undefined;
  /** The address to listen on; only this computer unless said. Any other needs keys. */
  host?: string | undefined;
  /** Further names in the Host header that are ours, such as that of a proxy or a container. */
  names?: readonly string[] | undefined;
  /** Files of this API: keys and interactions. */
  folder: string;
  /** Where an administrator's bundles lie. */
  bundles: string;
  /** `helper-worker`, in source or bundled. */
  helper: URL;
  version: string;
  log: Log;
  /** Requests a second of each caller; null for no limit. */
  rate?: number | null | undefined;
  fallbacks?: readonly Fallback[] | undefined;
  precomputed?: Precomputed | null | undefined;
  /** Interactions that may wait to be passed on before more are refused; null where none are passed on. */
  outboxLimit?: number | null | undefined;
  /** A line in the log for each request. */
  logsRequests?: boolean | undefined;
  now?: () => number;
  /** Who answers what the routes of query performance need of a tracking store; nobody unless said. */
  performance?: PerformancePort | undefined;
};

export type ServingApi = {
  /** Without a slash at its end: `http://127.0.0.1:8000`. */
  address: string;
  routes: readonly Route[];
  runtime: Runtime;
  performance: Performance;
  slots: Slots;
  keys: ApiKeys;
  metrics: ApiMetrics;
  traffic: Traffic;
  /** Told after each change of what is served. */
  onChange(listener: () => void): void;
  /** Not ready from now on; answers what was asked, writes down what was reported, and ends. */
  close(): Promise<void>;
};

const bundleOnly =
  'This host was started with a bundle and has no data folder to train in, or connections to ask. Use "kindred serve --model NAME", or the workbench.';

const usualPort = 8000;
const bodyLimit = 256 * 1024;
/** What is still asked after this time is given up, in milliseconds. */
const drainMs = 10_000;
/** Time for whoever balances load to see that this host is not ready any more, in milliseconds. */
const noticeMs = 100;

/**
 * The public API. It listens at once and is ready when a version is live.
 * @throws KindredError conflict where it would be open to others without a key, or where the port that was asked for is in use
 */
export async function createServingApi(options: ServingApiOptions): Promise<ServingApi> {
  const { host = '127.0.0.1', names = [], log, now = Date.now } = options;
  const keys = openKeys(`${options.folder}/keys.json`, now);
  const isOpen = isLoopback(host);
  requireKeys(keys, isOpen, host);

  const listeners = new Set<() => void>();
  let isAccepting = true;
  const metrics = createMetrics(() => runtime);
  const runtime = createRuntime({
    interactions: `${options.folder}/interactions.db`,
    helper: options.helper,
    ...(options.fallbacks && { fallbacks: options.fallbacks }),
    precomputed: options.precomputed ?? null,
    outboxLimit: options.outboxLimit ?? null,
    now,
    onError: (what, error) => log.error(error, `A stage of ${what} failed; the next one answered`),
    onOverlap: metrics.overlapped,
  });
  const changed = () => listeners.forEach((listener) => listener());
  const slots = createSlots(runtime, metrics, changed);
  const performance = createPerformance({
    folder: options.folder,
    port: options.performance ?? noPort(bundleOnly),
    now,
    onChange: changed,
  });
  const traffic = createTraffic(now);
  let allowed: ReadonlySet<string> = new Set();
  const gate: Gate = { keys, isOpen, now, allowed: () => allowed };
  const context: ApiContext = {
    runtime,
    performance,
    slots,
    metrics,
    log,
    now,
    version: options.version,
    isAccepting: () => isAccepting,
  };

  const app = createServer({ bodyLimit, maxConnections: 10_000, requestId: requestIds(), answer: answerWith(log) });
  observe(app, { metrics, traffic, log, logsRequests: options.logsRequests ?? false });
  useGate(app, gate);
  await useLimits(app, options.rate ?? null);
  const routes = await addRoutes(app, { ...context, bundles: options.bundles });

  async function close(): Promise<void> {
    isAccepting = false;
    await new Promise((resolve) => setTimeout(resolve, noticeMs));
    await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, drainMs).unref())]);
    await runtime.close();
    performance.close();
    keys.close();
  }

  const port = await listen(app, host, options.port, usualPort).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  allowed = allowedHosts(host, port, names);
  const address = `http://${bracketed(isWildcard(host) ? (addressesOfThisMachine()[1] ?? '127.0.0.1') : host)}:${port}`;
  return {
    address,
    routes,
    runtime,
    performance,
    slots,
    keys,
    metrics,
    traffic,
    close,
    onChange: (listener) => void listeners.add(listener),
  };
}

function requireKeys(keys: ApiKeys, isOpen: boolean, host: string): void {
  if (isOpen || keys.list().length > 0) return;
  throw new KindredError(
    'conflict',
    `The serving API does not listen on ${host} without an API key: everyone there could ask it. Make one with "kindred keys create --name NAME", or leave --host out for this computer only.`,
  );
}

/** Distinct in this process and from those of others. */
function requestIds(): () => string {
  const start = randomBytes(6).toString('hex');
  let count = 0;
  return () => `${start}-${(count++).toString(36)}`;
}

function useGate(app: FastifyInstance, gate: Gate): void {
  const headers = { ...securityHeaders, 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'", 'Cache-Control': 'no-store' }; // prettier-ignore
  app.decorateRequest('apiKey', null);
  // A callback and no promise: this runs before every answer.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('X-Request-Id', request.id);
    try {
      checkApiRequest(request, gate);
    } catch (error) {
      return done(error as Error);
    }
    done();
  });
  app.addHook('preParsing', (request, _reply, payload, done) => {
    try {
      requireJson(request);
    } catch (error) {
      return done(error as Error);
    }
    done(null, payload);
  });
  useStrictJson(app);
}

async function useLimits(app: FastifyInstance, rate: number | null): Promise<void> {
  await useRateLimit(app, rate);
  useOverloadLimit(app, watchOverload());
}

async function addRoutes(app: FastifyInstance, context: ApiContext & { bundles: string }): Promise<Route[]> {
  const refuseOthers = refuseOtherMethods(app);
  await useOpenApi(app, context.version);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  healthRoutes(app, context);
  recommendationRoutes(app, context);
  interactionRoutes(app, context);
  modelRoutes(app, context);
  openInferenceRoutes(app, context);
  mlflowRoutes(app, context);
  performanceRoutes(app, context);
  metricsRoute(app, context);
  adminRoutes(app, context);
  openApiRoute(app);
  return refuseOthers();
}

function answerWith(log: Log): AnswerError {
  return (error, request, reply) => {
    const { headers, problem } = problemOf(error, request.id);
    if (problem.statusCode >= 500 && problem.code === 'INTERNAL') log.error(error, `Request ${request.id} failed`);
    return reply
      .code(problem.statusCode)
      .headers(headers)
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  };
}

/** Counts and times every answer, whatever its status. */
function observe(
  app: FastifyInstance,
  { metrics, traffic, log, logsRequests }: { metrics: ApiMetrics; traffic: Traffic; log: Log; logsRequests: boolean },
): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { url = 'unknown', config } = request.routeOptions;
    const ms = reply.elapsedTime;
    metrics.responded(request.is404 ? 'unknown' : url, request.method, reply.statusCode, ms / 1000);
    traffic.add(ms, reply.statusCode);
    if (config.recommends) metrics.recommended(reply.statusCode, ms / 1000);
    if (logsRequests) {
      log.info({ request: request.id, method: request.method, route: url, status: reply.statusCode, ms, key: request.apiKey?.name ?? null }, 'Answered'); // prettier-ignore
    }
    done();
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Counted among the requests for recommendations. */
    recommends?: boolean;
  }
}
