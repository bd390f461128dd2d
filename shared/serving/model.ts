import { z } from 'zod';
import { MetricValue } from '../domain/metric.ts';
import { Contribution, ParamValue } from '../domain/run.ts';
import { digits, id, maxPathId } from './fields.ts';

/** Questions and answers about the model itself. */

export const Health = z.object({
  status: z.enum(['healthy', 'unavailable']),
  timestamp: z.iso.datetime(),
  model_version: z.string().nullable(),
  model_loaded: z.boolean(),
});

export const Live = z.object({ live: z.literal(true) });
export const Ready = z.object({ ready: z.boolean(), reason: z.string().optional() });

export const ModelAnswer = z.object({
  name: z.string(),
  version: z.int(),
  model_version: z.string(),
  algorithm: z.string(),
  config: z.record(z.string(), ParamValue),
  run: z.object({ id: z.string(), number: z.int(), name: z.string() }).nullable(),
  dataset: z.object({ name: z.string(), fingerprint: z.string() }).nullable(),
  trained_at: z.iso.datetime().nullable(),
  metrics: z.record(z.string(), MetricValue),
  users: z.int(),
  items: z.int(),
  interactions: z.int(),
  interaction_types: z.array(z.string()).nullable().describe('Accepted by /interactions/track; null for any'),
  folds_in: z.boolean().describe('Whether new interactions change scores without retraining'),
  bundle_sha256: z.string(),
  loaded_at: z.iso.datetime(),
});

export const IdParams = z.strictObject({ id: id(maxPathId) });
export const ExplainParams = z.strictObject({ id: id(maxPathId), item: id(maxPathId) });
export const ExplainQuery = z.strictObject({ model_version: id().optional() });
export const SimilarQuery = z.strictObject({ limit: digits(1, 100, 10) });

const Asked = z.object({ model_version: z.string(), request_id: z.string(), generated_at: z.iso.datetime() });

export const SimilarItems = Asked.extend({
  post_id: z.string(),
  similar: z.array(z.object({ post_id: z.string(), similarity: z.number() })),
  count: z.int(),
  source: z.literal('model'),
});

export const SimilarUsers = Asked.extend({
  user_id: z.string(),
  similar: z.array(z.object({ user_id: z.string(), similarity: z.number() })),
  count: z.int(),
  source: z.literal('model'),
});

export const ExplainAnswer = Asked.extend({
  user_id: z.string(),
  post_id: z.string(),
  score: z.number(),
  seen: z.boolean(),
  contributions: z.array(Contribution).describe('Addends of the score, greatest first'),
  source: z.literal('model'),
});

export type ModelAnswer = z.infer<typeof ModelAnswer>;
