import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Health, Live, Ready } from '#shared/serving/model.ts';
import { json, typed, type ApiContext } from '../context.ts';

const tags = ['Health'];
const config = { scope: null, isHealth: true } as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered also when the host is too busy for anything else. */
    isHealth?: boolean;
  }
}

/** Whether the process lives, and whether it should be asked. Open to everyone: whoever balances load holds no key. */
export function healthRoutes(instance: FastifyInstance, context: ApiContext): void {
  const app = typed(instance);
  const live = () => context.runtime.versions.inSlot('live');
  const hasModel = () => live() !== null || context.performance.active.current() !== null;
  const isReady = () => hasModel() && context.isAccepting();
  const send = (reply: FastifyReply, answer: object, isGood = true) =>
    reply
      .code(isGood ? 200 : 503)
      .header('Content-Type', json)
      .send(JSON.stringify(answer));

  app.get(
    '/health',
    { schema: { tags, summary: 'Health as the reference tells it', response: { 200: Health, 503: Health } }, config },
    (_request, reply) => {
      const served = live();
      const health = {
        status: isReady() ? 'healthy' : 'unavailable',
        timestamp: new Date(context.now()).toISOString(),
        model_version: served?.model.facts.modelVersion ?? null,
        model_loaded: served !== null,
      };
      return send(reply, health, isReady());
    },
  );

  for (const url of ['/health/live', '/v2/health/live']) {
    app.get(
      url,
      { schema: { tags, summary: 'The process lives', response: { 200: Live } }, config },
      (_request, reply) => send(reply, { live: true }),
    );
  }

  for (const url of ['/health/ready', '/v2/health/ready']) {
    app.get(
      url,
      { schema: { tags, summary: 'A verified model is loaded', response: { 200: Ready, 503: Ready } }, config },
      (_request, reply) => {
        if (isReady()) return send(reply, { ready: true });
        const reason = !hasModel() ? 'No model is loaded yet.' : 'The host is stopping.';
        return send(reply, { ready: false, reason }, false);
      },
    );
  }

  app.get(
    '/ping',
    {
      schema: { tags, summary: 'As MLflow and SageMaker ask', response: { 200: z.string(), 503: z.string() } },
      config,
    },
    (_request, reply) =>
      reply
        .code(isReady() ? 200 : 503)
        .type('text/plain; charset=utf-8')
        .send('\n'),
  );

  app.get(
    '/version',
    { schema: { tags, summary: 'The version of Kindred', response: { 200: z.string() } }, config },
    (_request, reply) => reply.type('text/plain; charset=utf-8').send(`${context.version}\n`),
  );
}
