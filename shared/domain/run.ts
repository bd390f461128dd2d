import { z } from 'zod';
import { EvaluationOptions } from './evaluation.ts';
import { Id, Name } from './id.ts';
import { Kind } from './kind.ts';
import { MetricValue } from './metric.ts';
import { runRequest } from './run-request.ts';
import { Candidates, SplitKind, SplitSpec } from './split.ts';

export const RunStatus = z.enum(['QUEUED', 'RUNNING', 'FINISHED', 'FAILED', 'CANCELLED', 'INTERRUPTED']);
/** How a run's data was divided; `by-query` keeps every query on one side. */
export const RunSplitKind = z.enum([...SplitKind.options, 'by-query']);
export const ParamValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What is asked for when a run is started. */
export const TrainRequest = z.strictObject({
  dataset: z.string().min(1).describe('Name (newest version), name@version or id'),
  algorithm: z.string().min(1),
  config: z.record(z.string(), z.json()).default({}).describe('Hyper-parameters, validated by the algorithm'),
  experiment: Name.default('default'),
  name: Name.optional(),
  split: SplitSpec.prefault({}),
  candidates: Candidates.default('all'),
  evaluation: EvaluationOptions.prefault({}),
  ks: z.array(z.int().min(1).max(1000)).min(1).max(10).default([5, 10, 20]).describe('List lengths K of the metrics'),
  ...runRequest,
});

export const RunProgress = z.object({
  stage: z.string(),
  done: z.number(),
  total: z.number(),
});

export const Run = z.object({
  id: Id,
  /** Counts up within the store; "run 42" on every page. */
  number: z.int(),
  name: z.string(),
  experiment: z.string(),
  /** Of its experiment. */
  kind: Kind,
  status: RunStatus,
  algorithm: z.string(),
  dataset: z.object({ id: Id, name: z.string(), version: z.int(), fingerprint: z.string() }),
  split: z.object({ kind: RunSplitKind, fingerprint: z.string(), candidates: Candidates }),
  ks: z.array(z.int()),
  seed: z.int(),
  params: z.record(z.string(), ParamValue),
  metrics: z.record(z.string(), MetricValue),
  tags: z.record(z.string(), z.string()),
  note: z.string(),
  parent_id: Id.nullable(),
  created_at: z.number().describe('Milliseconds since 1970'),
  started_at: z.number().nullable(),
  finished_at: z.number().nullable(),
  /** From a monotonic clock. */
  duration_ms: z.number().nullable(),
  progress: RunProgress.nullable(),
  error: z.string().nullable(),
  deleted: z.boolean(),
});

export const Artifact = z.object({
  name: z.string().describe('Path inside the run, such as heatmaps/user_similarity_matrix.svg'),
  sha256: z.string(),
  bytes: z.int(),
  content_type: z.string(),
});

export const Recommendation = z.object({
  item: z.string(),
  score: z.number(),
  reason: z.enum(['collaborative_filtering', 'content', 'hybrid', 'popular', 'trending', 'random_fallback']),
});

/** One addend of a score; the contributions of an explanation sum to the score. */
export const Contribution = z.object({
  kind: z.enum(['user', 'item', 'popularity', 'other']),
  id: z.string().nullable(),
  value: z.number(),
  /** Similarity to the neighbour, where there is one. */
  similarity: z.number().nullable(),
  text: z.string(),
});

export const Experiment = z.object({ id: Id, name: Name, kind: Kind, created_at: z.number(), runs: z.int() });

export type RunStatus = z.infer<typeof RunStatus>;
export type RunSplitKind = z.infer<typeof RunSplitKind>;
export type ParamValue = z.infer<typeof ParamValue>;
export type TrainRequest = z.infer<typeof TrainRequest>;
export type RunProgress = z.infer<typeof RunProgress>;
export type Run = z.infer<typeof Run>;
export type Artifact = z.infer<typeof Artifact>;
export type Recommendation = z.infer<typeof Recommendation>;
export type Contribution = z.infer<typeof Contribution>;
export type Experiment = z.infer<typeof Experiment>;

/** Statuses that a run never leaves. */
export const isEnded = (status: RunStatus): boolean => status !== 'QUEUED' && status !== 'RUNNING';

/** Params that every run has, whatever its algorithm. */
const ownParams = new Set([
  'algorithm',
  'metric',
  'weighting',
  'aggregation',
  'transform',
  'split',
  'test_share',
  'n_folds',
  'split_seed',
  'validation_share',
  'train_share',
  'candidates',
  'unknown_items',
  'unknown_users',
  'evaluates',
  'seed',
  'source',
  'dataset_fingerprint',
  'n_users',
  'n_posts',
  'n_interactions',
]);

/** The param that holds an option of an algorithm: of its name, or `model_…` where every run has a param of that name. */
export const paramOfOption = (option: string): string => (ownParams.has(option) ? `model_${option}` : option);
