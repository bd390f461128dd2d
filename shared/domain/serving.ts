import { z } from 'zod';
import { Source } from '../serving/source.ts';
import { ModelName } from './model-version.ts';
import { Contribution, Recommendation } from './run.ts';

export const ServingState = z.enum(['stopped', 'starting', 'running', 'stopping', 'failed']);

/** What a loaded version is there for. */
export const Slot = z.enum(['live', 'candidate', 'previous', 'loaded']);

/** One version in the memory of the serving API. Times are milliseconds since 1970, latencies are milliseconds of the newest answers. */
export const ServedVersion = z.object({
  /** As answers name it: `collaborative_filtering_v2`. */
  model_version: z.string(),
  version: z.int(),
  algorithm: z.string(),
  run: z.object({ id: z.string(), number: z.int(), name: z.string() }).nullable(),
  sha256: z.string(),
  slot: Slot,
  /** Part of the users that it answers, 0 to 1. */
  share: z.number(),
  loaded_at: z.number(),
  users: z.int(),
  items: z.int(),
  requests: z.int(),
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  /** Answers that feedback named by their `request_id`, among all answers of this version. */
  clicks: z.object({ answers: z.int(), clicked: z.int(), rate: z.number().nullable() }),
});

/** One second of the API, for charts; null where nobody asked. */
export const ServingPoint = z.object({
  at: z.number(),
  requests: z.int(),
  errors: z.int(),
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
});

/** The candidate's answers to what the live version was asked, compared after the reply was sent. */
export const ShadowReport = z.object({
  candidate: z.string(),
  live: z.string(),
  compared: z.int(),
  k: z.int(),
  /** Mean share of the first k items that both lists have; null before the first comparison. */
  overlap: z.number().nullable(),
  /** Mean places that an item of both lists moved. */
  rank_shift: z.number().nullable(),
  /** Mean Spearman correlation of the places of common items. */
  rank_correlation: z.number().nullable(),
  live_ms: z.number().nullable(),
  candidate_ms: z.number().nullable(),
});

export const ServingStatus = z.object({
  state: ServingState,
  /** Why it is `failed`; what to do. */
  error: z.string().nullable(),
  /** Without a slash at its end: `http://127.0.0.1:8000`. */
  address: z.string().nullable(),
  /** The registered model that is served. */
  model: z.string().nullable(),
  started_at: z.number().nullable(),
  /** The process that answers. */
  pid: z.int().nullable(),
  ready: z.boolean(),
  versions: z.array(ServedVersion),
  /** The model of query performance that answers. */
  performance: z.object({ model_version: z.string(), algorithm: z.string(), loaded_at: z.number() }).nullable(),
  /** Whether the candidate is compared in the shadow of the live version, and what came out. */
  shadowing: z.boolean(),
  shadow: ShadowReport.nullable(),
  totals: z.object({
    requests: z.int(),
    errors: z.int(),
    swaps: z.int(),
    /** Requests of users that the model does not know. */
    unknown_users: z.int(),
    interactions: z.int(),
    /** Interactions that wait to be written. */
    queue: z.int(),
    sources: z.record(Source, z.int()),
  }),
  /** Over the last minute. */
  latency: z.object({ p50_ms: z.number().nullable(), p95_ms: z.number().nullable(), p99_ms: z.number().nullable() }),
  /** The newest two minutes, oldest first. */
  points: z.array(ServingPoint),
});

export const StartServing = z.strictObject({
  /** The only model with a live version, unless said. */
  model: ModelName.optional(),
  /** 8000, else a free one, unless said. */
  port: z.int().min(0).max(65535).optional(),
});

/** One real request to the running API. */
export const TryIt = z.strictObject({
  user: z.string().min(1).max(128),
  limit: z.int().min(1).max(100).default(10),
  slots: z
    .array(Slot.extract(['live', 'candidate', 'previous']))
    .min(1)
    .default(['live']),
});

export const TriedAnswer = z.object({
  slot: Slot,
  model_version: z.string(),
  source: Source,
  request_id: z.string(),
  elapsed_ms: z.number(),
  recommendations: z.array(Recommendation),
  /** What the API answered, as it came. */
  json: z.string(),
  /** The same request for a shell. */
  curl: z.string(),
});

export const Explained = z.object({
  user: z.string(),
  item: z.string(),
  model_version: z.string(),
  score: z.number(),
  contributions: z.array(Contribution),
});

export type ServingState = z.infer<typeof ServingState>;
export type Slot = z.infer<typeof Slot>;
export type ServedVersion = z.infer<typeof ServedVersion>;
export type ServingPoint = z.infer<typeof ServingPoint>;
export type ShadowReport = z.infer<typeof ShadowReport>;
export type ServingStatus = z.infer<typeof ServingStatus>;
export type StartServing = z.output<typeof StartServing>;
export type TryIt = z.output<typeof TryIt>;
export type TriedAnswer = z.infer<typeof TriedAnswer>;
export type Explained = z.infer<typeof Explained>;
