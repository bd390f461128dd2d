import type { FastifyInstance, FastifyTypeProvider } from 'fastify';
import type { z } from 'zod';
import { Problem } from '#shared/serving/problem.ts';
import type { Performance } from '#runs/serving/performance/performance.ts';
import type { Runtime } from '#runs/serving/runtime.ts';
import type { Log } from '../log.ts';
import type { ApiMetrics } from './metrics.ts';
import type { Slots } from './slots.ts';

/** What routes may use; made once by `createServingApi`. */
export type ApiContext = {
  runtime: Runtime;
  performance: Performance;
  slots: Slots;
  metrics: ApiMetrics;
  log: Log;
  version: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** False once the host stops: whoever balances load sends nobody here any more. */
  isAccepting(): boolean;
};

/** Inputs have the types of their zod schemas; answers are written as text, so their schemas are documentation only. */
interface ZodInputs extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: unknown;
}

export const typed = (app: FastifyInstance) => app.withTypeProvider<ZodInputs>();

/** What the documentation says of a route's answers. */
export const answers = <S extends z.ZodType>(answer: S, status: 200 | 202 = 200) => ({
  [status]: answer,
  400: Problem,
  401: Problem,
  403: Problem,
  404: Problem,
  413: Problem,
  415: Problem,
  429: Problem,
  503: Problem,
});

export const json = 'application/json; charset=utf-8';
