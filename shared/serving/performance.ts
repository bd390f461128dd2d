import { z } from 'zod';
import { QueryPlan } from '../domain/query-dataset.ts';
import { featureNames, queryFeatures, QueryFeatures } from '../domain/query-features.ts';
import { Preparation, QuerySplit } from '../domain/query-training.ts';
import { MetricValue } from '../domain/metric.ts';
import { OverrideReason, VersionStatus, ModelName } from '../domain/model-version.ts';
import { ParamValue, RunProgress, RunStatus } from '../domain/run.ts';
import { Drift } from '../domain/validated-prediction.ts';
import { id, maxPathId, oneOf, whole } from './fields.ts';
import { Problem } from './problem.ts';

/** Questions and answers about how long Postgres queries take. Times are milliseconds, moments ISO 8601 in UTC. */

const Moment = z.iso.datetime();

/** The algorithms that `POST /api/train/performance-model` takes. */
export const performanceAlgorithms = ['ridge', 'random_forest', 'gradient_boosting'] as const;

const text = (max: number, what = 'text') => {
  const error = `must be ${what} of 1 to ${max} characters`;
  return z.string({ error }).min(1, { error }).max(max, { error });
};
const record = <T extends z.ZodType>(value: T) => z.record(z.string().max(100), value, { error: 'must be an object' });

export const TrainPerformanceRequest = z.strictObject({
  dataset: text(200).describe('A dataset of query samples: its name (newest version), name@version or id'),
  algorithm: oneOf(performanceAlgorithms).default('gradient_boosting'),
  config: record(z.json()).default({}).describe('Hyper-parameters of the algorithm'),
  preparation: Preparation.prefault({}),
  split: QuerySplit.prefault({}),
  learning_curve: whole(0, 10).default(4).describe('Points of the learning curve, each a model trained on a part'),
  permutations: whole(0, 50).default(10).describe('Shuffles of each feature for its importance'),
  model: ModelName.default('query_performance').describe('The model that it becomes the next version of'),
  seed: whole(0, 2 ** 31 - 1).default(42),
  note: z.string({ error: 'must be text' }).max(2000, { error: 'must be text of at most 2000 characters' }).default(''),
});

/** A training job. INTERRUPTED says that whoever trained it ended before it did. */
export const TrainingJob = z.object({
  job_id: z.string(),
  status: RunStatus,
  progress: RunProgress.nullable(),
  /** What it was asked for. */
  dataset: z.string(),
  algorithm: z.string(),
  model: z.string(),
  /** The version that it became; null before it has finished. */
  model_version: z.string().nullable(),
  metrics: z.record(z.string(), MetricValue).nullable(),
  error: z.string().nullable(),
  created_at: Moment,
  started_at: Moment.nullable(),
  finished_at: Moment.nullable(),
  status_url: z.string(),
});

export const JobParams = z.strictObject({ job_id: id(maxPathId) });

/** What EXPLAIN says is known of every query; the rest may be unknown. */
const planned: ReadonlySet<string> = new Set(
  queryFeatures.filter(({ source }) => source.startsWith('EXPLAIN')).map(({ name }) => name),
);
/** Features that may be null: nothing is known of a query before its first call. */
export const unknowableFeatures = featureNames.filter((name) => !planned.has(name));

const Features = z.union(
  [
    z.record(z.string(), z.unknown()),
    z.array(z.unknown()).describe(`The same in this order: ${featureNames.join(', ')}`),
  ],
  { error: `must be an object of ${featureNames.length} features, or a list of them in their order` },
);

export const PredictRequest = z.strictObject({
  features: Features.optional().describe(
    `All of ${featureNames.join(', ')}. Null is taken for ${unknowableFeatures.join(', ')} alone, where they are unknown.`,
  ),
  sql: text(100_000).optional().describe('One SELECT, which is explained and never run'),
  connection: id().optional().describe('The saved connection to explain it at; that of the model’s data unless said'),
});

export const PredictAnswer = z.object({
  prediction_id: z.string().describe('To tell the actual time with'),
  predicted_ms: z.number(),
  interval: z.object({ lower_ms: z.number(), upper_ms: z.number(), level: z.number() }),
  confidence: z.number().describe('Share of the features that are known and like those that training saw'),
  model_version: z.string(),
  source: z.literal('model'),
  features: QueryFeatures,
  plan: QueryPlan.pick({ steps: true, relations: true, warnings: true }).nullable(),
  request_id: z.string(),
  generated_at: Moment,
});

/** What is known without a model, said beside a refusal. */
export const HistoryFallback = z.object({
  source: z.literal('history'),
  predicted_ms: z.number(),
  basis: z.string(),
});

export const NoModelProblem = Problem.extend({
  fallback: HistoryFallback.nullable().describe('An estimate of the query’s own history; null where it has none'),
});

const time = 'must be a number of milliseconds from 0';
export const ValidateRequest = z.strictObject({
  prediction_id: id().describe('Of an answer of /api/predict/query-execution'),
  actual_ms: z
    .number({ error: time })
    .min(0, { error: time })
    .max(1e12, { error: `${time} to 1e12` })
    .describe('How long the query took'),
});

export const ValidateAnswer = z.object({
  prediction_id: z.string(),
  model_version: z.string(),
  predicted_ms: z.number(),
  actual_ms: z.number(),
  error_ms: z.number().describe('Actual − predicted'),
  absolute_error_ms: z.number(),
  percentage_error: z.number().nullable().describe('|actual − predicted| / actual; null for an actual time of 0'),
  inside_interval: z.boolean(),
  recorded_at: Moment,
  drift: Drift.describe('Over the newest 1000 predictions of this version that were told of'),
});

export const PerformanceModel = z.object({
  id: z.string(),
  model_version: z.string(),
  name: z.string(),
  version: z.int(),
  algorithm: z.string(),
  config: z.record(z.string(), ParamValue),
  status: VersionStatus,
  active: z.boolean(),
  dataset: z.object({ name: z.string(), version: z.int(), fingerprint: z.string() }),
  metrics: z.record(z.string(), MetricValue),
  trained_at: Moment.nullable(),
  created_at: Moment,
  bundle_sha256: z.string().nullable(),
});

export const PerformanceModels = z.object({
  models: z.array(PerformanceModel).describe('The newest first'),
  active: z.string().nullable().describe('The model_version that answers'),
});

export const ModelParams = z.strictObject({ id: id(maxPathId) });

export const ActivateRequest = z
  .strictObject({
    note: z
      .string({ error: 'must be text' })
      .max(2000, { error: 'must be text of at most 2000 characters' })
      .default(''),
    override_reason: OverrideReason.optional().describe('Needed where a gate says no; the history keeps it'),
  })
  .prefault({});

export const PerformanceStatus = z.object({
  status: z.enum(['ready', 'no_model']),
  version: z.string(),
  active: z.object({ model_version: z.string(), algorithm: z.string(), loaded_at: Moment }).nullable(),
  training: z.object({ available: z.boolean(), reason: z.string().nullable() }),
  explain: z.object({ available: z.boolean(), reason: z.string().nullable() }),
  features: z.array(z.object({ name: z.string(), unit: z.string(), source: z.string(), may_be_null: z.boolean() })),
  drift: Drift.nullable().describe('Of the active version'),
  recommender: z.string().nullable().describe('The version that recommends on this host'),
});

export type TrainPerformanceRequest = z.output<typeof TrainPerformanceRequest>;
export type TrainingJob = z.infer<typeof TrainingJob>;
export type PredictRequest = z.input<typeof PredictRequest>;
export type ValidateRequest = z.input<typeof ValidateRequest>;
export type PredictAnswer = z.infer<typeof PredictAnswer>;
export type HistoryFallback = z.infer<typeof HistoryFallback>;
export type ValidateAnswer = z.infer<typeof ValidateAnswer>;
export type PerformanceModel = z.infer<typeof PerformanceModel>;
export type PerformanceModels = z.infer<typeof PerformanceModels>;
export type PerformanceStatus = z.infer<typeof PerformanceStatus>;
