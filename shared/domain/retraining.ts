import { z } from 'zod';
import { Id } from './id.ts';
import { Gate, ModelName } from './model-version.ts';

/** Every day at 02:00 UTC. */
export const usualCron = '0 2 * * *';

/** How a model is trained again. */
export const RetrainSettings = z.strictObject({
  /** Five fields in UTC: minute, hour, day of the month, month, day of the week; a sixth in front for seconds. */
  cron: z.string().trim().min(1).max(100).default(usualCron),
  enabled: z.boolean().default(true),
  /** Told of every ending that needs somebody: an HTTP POST of a `RetrainAlert`. */
  webhook: z.url({ protocol: /^https?$/, error: 'must be an address such as https://example.org/hook' }).max(2000).nullable().default(null), // prettier-ignore
  /** On data that differ from those of the live version, how much worse its metric may be on its own held-out part, as a share. */
  max_drop: z.number().min(0).max(1).default(0.1),
});

export const RetrainPlan = RetrainSettings.extend({
  model: ModelName,
  by: z.string(),
  changed_at: z.number(),
  /** Milliseconds since 1970; null while it is switched off. */
  next_at: z.number().nullable(),
});

/**
 * `candidate`: the new version waits for promotion. `unchanged`: the source has nothing new. `kept_back`: a gate says no. `skipped`: one was
 * under way. `interrupted`: the process that did it ended.
 */
export const RetrainOutcome = z.enum([
  'running',
  'candidate',
  'unchanged',
  'kept_back',
  'failed',
  'skipped',
  'interrupted',
]);

/** One time that a model was trained again. Times are milliseconds since 1970. */
export const Retraining = z.object({
  id: Id,
  model: ModelName,
  /** The time of the schedule that it was for; null where somebody asked for it. */
  due_at: z.number().nullable(),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  outcome: RetrainOutcome,
  /** What happened, in a sentence. */
  detail: z.string(),
  dataset: z.object({ id: Id, name: z.string(), version: z.int() }).nullable(),
  run: z.object({ id: Id, number: z.int(), name: z.string() }).nullable(),
  /** The version that came of it. */
  version: z.int().nullable(),
  gates: z.array(Gate),
});

/** What a webhook gets. */
export const RetrainAlert = z.object({
  event: z.literal('retraining'),
  /** Whether somebody has to look. */
  severity: z.enum(['info', 'warning', 'error']),
  text: z.string(),
  retraining: Retraining,
});

export type RetrainSettings = z.output<typeof RetrainSettings>;
export type RetrainPlan = z.infer<typeof RetrainPlan>;
export type RetrainOutcome = z.infer<typeof RetrainOutcome>;
export type Retraining = z.infer<typeof Retraining>;
export type RetrainAlert = z.infer<typeof RetrainAlert>;
