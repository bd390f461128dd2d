import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed, type ApiContext } from '../context.ts';

/** What Prometheus reads. */
export function metricsRoute(instance: FastifyInstance, { metrics }: ApiContext): void {
  const { registry } = metrics;
  typed(instance).get(
    '/metrics',
    {
      schema: { tags: ['Operations'], summary: 'Metrics for Prometheus', response: { 200: z.string() } },
      config: { scope: 'metrics' },
    },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}
