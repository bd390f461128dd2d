import { z } from 'zod';
import { KindredError } from '../api/errors.ts';
import { didYouMean } from './did-you-mean.ts';

export type QueryFeature = {
  name: string;
  title: string;
  unit: string;
  /** Where its value comes from. */
  source: string;
  /** Values over orders of magnitude are learned from as log(1 + value). */
  scale: 'log' | 'linear';
  description: string;
};

const plan = 'EXPLAIN (FORMAT JSON)';
const statistics = 'pg_stat_statements';

/** What is known of a query before it is executed: the columns that models of query performance learn from, in their order. */
export const queryFeatures = [
  {
    name: 'plan_cost',
    title: 'Plan cost',
    unit: 'planner units',
    source: plan,
    scale: 'log',
    description: 'Total cost of the whole plan, as the planner estimates it.',
  },
  {
    name: 'estimated_bytes',
    title: 'Estimated bytes',
    unit: 'bytes',
    source: plan,
    scale: 'log',
    description:
      'Estimated rows × estimated width, summed over the steps of the plan: what they hand on to one another.',
  },
  {
    name: 'joins',
    title: 'Joins',
    unit: 'steps',
    source: plan,
    scale: 'linear',
    description: 'Nested loop, hash and merge joins in the plan.',
  },
  {
    name: 'seq_scans',
    title: 'Sequential scans',
    unit: 'steps',
    source: plan,
    scale: 'linear',
    description: 'Steps that read a whole table, parallel ones and samples of a table included.',
  },
  {
    name: 'index_scans',
    title: 'Index scans',
    unit: 'steps',
    source: plan,
    scale: 'linear',
    description: 'Index, index-only and bitmap index scans in the plan.',
  },
  {
    name: 'sorts_aggregates',
    title: 'Sorts and aggregates',
    unit: 'steps',
    source: plan,
    scale: 'linear',
    description: 'Steps that sort, group, aggregate, make unique or compute windows.',
  },
  {
    name: 'planned_temp_bytes',
    title: 'Planned temporary bytes',
    unit: 'bytes',
    source: `${plan}, work_mem`,
    scale: 'log',
    description:
      'What sorts, hashes and hashed aggregates are estimated to hold beyond work_mem, which goes to temporary files.',
  },
  {
    name: 'relation_bytes',
    title: 'Relation sizes',
    unit: 'bytes',
    source: 'pg_relation_size',
    scale: 'log',
    description: 'Size on disk of the different tables that the plan reads.',
  },
  {
    name: 'cache_hit_ratio',
    title: 'Cache hits before',
    unit: 'share',
    source: statistics,
    scale: 'linear',
    description: 'Share of the blocks that earlier calls found in shared buffers; unknown before the first call.',
  },
  {
    name: 'calls_history',
    title: 'Calls before',
    unit: 'calls',
    source: statistics,
    scale: 'log',
    description: 'Calls of the query that were counted before; 0 for a query that was never seen.',
  },
  {
    name: 'recent_mean_ms',
    title: 'Recent mean time',
    unit: 'ms',
    source: `${statistics}, over time`,
    scale: 'log',
    description:
      'Mean execution time of the calls between the last two looks, or of all earlier ones; unknown before the first call.',
  },
  {
    name: 'concurrent_load',
    title: 'Concurrent load',
    unit: 'sessions',
    source: 'pg_stat_activity',
    scale: 'linear',
    description: 'Other sessions that were executing something when the interval began.',
  },
] as const satisfies readonly QueryFeature[];

export type FeatureName = (typeof queryFeatures)[number]['name'];

export const featureNames: readonly FeatureName[] = queryFeatures.map(({ name }) => name);

const byName = new Map<string, QueryFeature>(queryFeatures.map((feature) => [feature.name, feature]));

/** What is known of a feature; undefined for a name that is none. */
export const featureOf = (name: string): QueryFeature | undefined => byName.get(name);

/** Features in the order of `queryFeatures`; NaN where one is unknown. */
export type FeatureVector = Float64Array;

const value = z.number().nullable();

/** Every feature by its name; null for what is unknown, which is filled in as it was for training. */
export const QueryFeatures = z.strictObject(
  Object.fromEntries(queryFeatures.map(({ name, description }) => [name, value.describe(description)])) as Record<
    FeatureName,
    typeof value
  >,
);
export type QueryFeatures = z.infer<typeof QueryFeatures>;

/** Features as somebody gives them: by name, or as a list in the documented order. */
export const GivenFeatures = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]);
export type GivenFeatures = z.infer<typeof GivenFeatures>;

/**
 * Features that came from outside, checked.
 * @throws KindredError invalid_input naming what is missing, unknown, or not a finite number
 */
export function readFeatures(given: GivenFeatures): QueryFeatures {
  const values = Array.isArray(given) ? namedFeatures(given) : given;
  const unknown = Object.keys(values).find((name) => !isFeature(name));
  if (unknown !== undefined) {
    throw refused(`There is no feature "${unknown}".${didYouMean(unknown, featureNames)}`);
  }
  const missing = featureNames.filter((name) => !Object.hasOwn(values, name));
  if (missing.length > 0) {
    throw refused(`${missing.length} of the ${featureNames.length} features are missing: ${missing.join(', ')}. Say null for what is unknown.`); // prettier-ignore
  }
  return Object.fromEntries(featureNames.map((name) => [name, readValue(name, values[name])])) as QueryFeatures;
}

/** A vector as an object; NaN becomes null. */
export const featuresOf = (vector: ArrayLike<number>): QueryFeatures =>
  Object.fromEntries(
    featureNames.map((name, at) => [name, Number.isFinite(vector[at]) ? vector[at]! : null]),
  ) as QueryFeatures;

/** The way back; null becomes NaN. */
export const vectorOf = (features: QueryFeatures): FeatureVector =>
  Float64Array.from(featureNames, (name) => features[name] ?? NaN);

function namedFeatures(list: readonly unknown[]): Record<string, unknown> {
  if (list.length !== featureNames.length) {
    throw refused(`A query has ${featureNames.length} features, and ${list.length} were given. In this order: ${featureNames.join(', ')}.`); // prettier-ignore
  }
  return Object.fromEntries(featureNames.map((name, at) => [name, list[at]]));
}

const isFeature = (name: string): name is FeatureName => (featureNames as readonly string[]).includes(name);

function readValue(name: FeatureName, given: unknown): number | null {
  if (given === null) return null;
  if (typeof given !== 'number') throw refused(`The feature ${name} is ${describe(given)}. It must be a number, or null where it is unknown.`); // prettier-ignore
  if (!Number.isFinite(given)) throw refused(`The feature ${name} is ${given}. It must be a finite number, or null where it is unknown.`); // prettier-ignore
  if (given < 0) throw refused(`The feature ${name} is ${given}. None of the features can be negative.`);
  return given;
}

const describe = (given: unknown): string =>
  typeof given === 'string' ? `the text ${JSON.stringify(given.slice(0, 40))}` : given === undefined ? 'absent' : `a ${Array.isArray(given) ? 'list' : typeof given}`; // prettier-ignore

const refused = (sentence: string) => new KindredError('invalid_input', sentence);
