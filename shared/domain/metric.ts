import { z } from 'zod';
import type { Kind } from './kind.ts';
import { accuracyMetrics } from './metrics/accuracy.ts';
import { beyondAccuracyMetrics } from './metrics/beyond-accuracy.ts';
import { costMetrics } from './metrics/cost.ts';
import { evaluatedMetrics } from './metrics/evaluated.ts';
import { queryMetricCatalogue } from './metrics/query-performance.ts';
import { recoveryMetrics } from './metrics/recovery.ts';
import { trainingMatrixMetrics } from './metrics/training-matrix.ts';

/** Missing is absent (or null), zero is a value, and not-a-number is the third thing; only JSON-safe values cross the contract. */
export const MetricValue = z.union([z.number(), z.literal('NaN')]);
export type MetricValue = z.infer<typeof MetricValue>;

export type Direction = 'max' | 'min' | 'none';

export type MetricDefinition = {
  /** Name without `@K`. */
  name: string;
  title: string;
  direction: Direction;
  /** Whether a value per user is kept, so that two runs can be compared user by user. */
  perUser: boolean;
  /** Whether the name carries `@K`. */
  atK: boolean;
  unit?: 'ms' | 'bytes' | 'bits';
  /** The formula and its conventions, shown beside the number. */
  definition: string;
};

/** Every metric that a run of a recommender logs, in the order in which pages show them. */
export const metricCatalogue: readonly MetricDefinition[] = [
  ...accuracyMetrics,
  ...beyondAccuracyMetrics,
  ...trainingMatrixMetrics,
  ...evaluatedMetrics,
  ...recoveryMetrics,
  ...costMetrics,
];

/** Before the name of a metric of the validation part; the metrics that it has. */
export const validationPrefix = 'val_';
const validated = [...accuracyMetrics, ...evaluatedMetrics.filter(({ name }) => name === 'n_users_evaluated')];

const ofValidation = (metric: MetricDefinition): MetricDefinition => ({
  ...metric,
  name: `${validationPrefix}${metric.name}`,
  title: `${metric.title}, validation`,
  perUser: false,
  definition: `On the validation part, by the model that was trained without it. ${metric.definition}`,
});

/** Every metric that a run logs: those of a validation part behind the others of recommenders, then those of query performance. */
const all = [...metricCatalogue, ...validated.map(ofValidation), ...queryMetricCatalogue];

const byName = new Map(all.map((metric) => [metric.name, metric]));

/** The definition behind `ndcg@10`; undefined for a metric that only a run knows. */
export function metricDefinition(metric: string): MetricDefinition | undefined {
  return byName.get(metric.split('@')[0]!);
}

const costs = new Set(costMetrics.map(({ name }) => name));

/** Whether it says what a run cost (time, memory) and not how good its model is; it differs from run to run. */
export const isCost = (metric: string): boolean => costs.has(metric);

const queryNames = new Set(queryMetricCatalogue.map(({ name }) => name));

/** Whether it is a metric of the catalogue for runs of a kind; what a run cost is one of both. */
export function isMetricOf(kind: Kind, metric: string): boolean {
  const known = metricDefinition(metric);
  if (!known) return false;
  const isOfQueries = queryNames.has(known.name);
  return kind === 'query_performance' ? isOfQueries || isCost(known.name) : !isOfQueries;
}

/** Whether greater is better, for every Δ, sort and colour that says so. */
export function directionOf(metric: string): Direction {
  return metricDefinition(metric)?.direction ?? 'none';
}

/** What a run cost comes behind what it is worth, of either kind. */
const order = new Map(
  [...all.filter(({ name }) => !isCost(name)), ...all.filter(({ name }) => isCost(name))].map((metric, index) => [
    metric.name,
    index,
  ]),
);

/** The order in which pages show metrics: as in the catalogue, K ascending, then those of a validation part, then those that only a run knows by name. */
export function compareMetrics(a: string, b: string): number {
  const [nameA, kA] = a.split('@');
  const [nameB, kB] = b.split('@');
  const last = all.length;
  const place = (order.get(nameA!) ?? last) - (order.get(nameB!) ?? last);
  return place || (nameA! < nameB! ? -1 : nameA! > nameB! ? 1 : Number(kA ?? 0) - Number(kB ?? 0));
}
