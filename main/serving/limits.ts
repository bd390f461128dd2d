import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import type { Overload } from './overload.ts';

/** Callers that are counted at once; the rarest are forgotten beyond. */
const maxCallers = 20_000;

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
export function useOverloadLimit(app: FastifyInstance, overload: Overload): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!overload.isOverloaded() || request.routeOptions.config.isHealth) return done();
    done(
      new Refusal('OVERLOADED', 'This host is busier than it can be. Ask again in a second.', { 'Retry-After': '1' }),
    );
  });
  app.addHook('onClose', (_app, done) => {
    overload.close();
    done();
  });
}
