import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../http/refusal.ts';

/** Callers that are counted at once; the rarest are forgotten beyond. */
const maxCallers = 20_000;
/** An event loop that lags by more has more to do than it can, in milliseconds. */
const maxLagMs = 2500;

/** Every caller may ask so often a second: a key's holder by the key, others by their address. @param perSecond  null for no limit */
export async function useRateLimit(app: FastifyInstance, perSecond: number | null): Promise<void> {
  if (perSecond === null) return;
  await app.register(rateLimit, {
    max: perSecond,
    timeWindow: 1000,
    cache: maxCallers,
    enableDraftSpec: true,
    keyGenerator: (request) => request.apiKey?.id ?? request.ip,
    allowList: (request) => request.routeOptions.config.isHealth === true,
    errorResponseBuilder: () =>
      new Refusal('RATE_LIMITED', `More than ${perSecond} requests a second. Ask again when Retry-After says so.`),
  });
}

/** Past what the process can do, requests are turned away at once instead of all becoming slow. */
export async function usePressureLimit(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxLagMs,
    sampleInterval: 250,
    pressureHandler(request) {
      if (request.routeOptions.config.isHealth) return undefined;
      return Promise.reject(
        new Refusal('OVERLOADED', 'This host is busier than it can be. Ask again in a second.', { 'Retry-After': '1' }),
      );
    },
  });
}
