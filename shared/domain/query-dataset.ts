import { z } from 'zod';
import { DatasetIdentity, Dropped, Histogram, SourceAddress } from './dataset.ts';
import { featureNames, QueryFeatures, type FeatureName } from './query-features.ts';

const column = (what: string) => z.coerce.string().max(63).optional().describe(what);
const featureColumns = Object.fromEntries(
  featureNames.map((name) => [
    name,
    column(`Column of the feature ${name}; the column of that name unless said, empty for none`),
  ]),
) as Record<FeatureName, ReturnType<typeof column>>;

/** How query samples are read from a Postgres: `--set` on the command line, and the form. */
export const QueryOptions = z.strictObject({
  from: z
    .enum(['pg_stat_statements', 'table'])
    .default('pg_stat_statements')
    .describe(
      'What is sampled: the statistics of the server, or a table of query metrics such as metrics_pg_stats_query',
    ),
  looks: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(3)
    .describe(
      'How often pg_stat_statements is looked at. Between two looks every query that was called gives one sample; 1 takes all that was counted so far as one interval',
    ),
  every: z.coerce.number().min(0.1).max(86_400).default(60).describe('Time between two looks, in seconds'),
  min_calls: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe('Fewest calls between two looks that make a sample'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(5000)
    .describe('Most queries that are followed, or rows that are read; the most time-consuming ones are taken'),
  schema: column('table: its schema, exactly as written in the database'),
  table: column('table: its name, exactly as written in the database'),
  query_id: column('table: column of the id of the query; queryid, query_id or a hash of the text unless said'),
  query: column('table: column of the text of the query; query unless said'),
  time_ms: column(
    'table: column of the execution time in milliseconds; mean_exec_time, mean_time or execution_ms unless said',
  ),
  at: column('table: column of the time of the sample; sampled_at, collected_at or created_at unless said'),
  explain: z
    .stringbool()
    .or(z.boolean())
    .default(true)
    .describe('table: EXPLAIN the text of a query for features that have no column; the query is not run'),
  ...featureColumns,
});

export const QueryRecipe = z.strictObject({
  source: SourceAddress,
  options: z.record(z.string(), z.json()).default({}),
});

/** One measured interval of one query. */
export const QuerySample = z.object({
  /** Samples of the same query have the same id. */
  query_id: z.string(),
  /** As the server normalised it, `select … where id = $1`. */
  query: z.string(),
  features: QueryFeatures,
  /** Mean execution time in the interval. */
  execution_ms: z.number(),
  /** Calls that it is the mean of; null where that is not known. */
  calls: z.number().nullable(),
  /** End of the interval, milliseconds since 1970; null where the table has none. */
  sampled_at: z.number().nullable(),
});

/** What a column of numbers looks like. */
export const NumberSummary = z.object({
  known: z.int(),
  missing: z.int(),
  /** Infinite ones; they count as missing. */
  infinite: z.int(),
  min: z.number().nullable(),
  p01: z.number().nullable(),
  median: z.number().nullable(),
  mean: z.number().nullable(),
  p99: z.number().nullable(),
  max: z.number().nullable(),
  /** Population standard deviation. */
  sd: z.number().nullable(),
});

export const QueryProfile = z.object({
  features: z.record(z.string(), NumberSummary),
  execution_ms: NumberSummary,
  /** Samples by execution time, on logarithmic edges. */
  times: Histogram,
  with_history: z.int().describe('Samples whose query was seen before'),
  first_at: z.number().nullable(),
  last_at: z.number().nullable(),
  dropped: z.array(Dropped),
});

/** An immutable version of a dataset of query samples. */
export const QueryDataset = DatasetIdentity.extend({
  kind: z.literal('query_performance'),
  recipe: QueryRecipe,
  /** Different queries. */
  queries: z.int(),
  samples: z.int(),
  profile: QueryProfile,
});

/** What can be sampled at a database, before anything is. */
export const QuerySourceReport = z.object({
  /** pg_stat_statements can be read. */
  ready: z.boolean(),
  /** What there is, or exactly how to enable it. */
  sentence: z.string(),
  /** Statements that were counted in this database; null where they cannot be read. */
  statements: z.int().nullable(),
  server_version: z.string(),
  warnings: z.array(z.string()),
});

/** What EXPLAIN says of one statement, which is not run. */
export const QueryPlan = z.object({
  features: QueryFeatures,
  /** The steps of the plan, outermost first, indented by depth. */
  steps: z.array(z.object({ depth: z.int(), text: z.string(), cost: z.number(), rows: z.number(), width: z.number() })),
  /** Tables that the plan reads. */
  relations: z.array(z.object({ name: z.string(), bytes: z.number() })),
  warnings: z.array(z.string()),
});

export type QueryOptions = z.infer<typeof QueryOptions>;
export type QueryRecipe = z.infer<typeof QueryRecipe>;
export type QuerySample = z.infer<typeof QuerySample>;
export type NumberSummary = z.infer<typeof NumberSummary>;
export type QueryProfile = z.infer<typeof QueryProfile>;
export type QueryDataset = z.infer<typeof QueryDataset>;
export type QuerySourceReport = z.infer<typeof QuerySourceReport>;
export type QueryPlan = z.infer<typeof QueryPlan>;
