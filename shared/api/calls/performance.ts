import { z } from 'zod';
import { ConfigForm } from '#shared/domain/config-form.ts';
import { ConnectionChoice } from '#shared/domain/connection.ts';
import { Estimate } from '#shared/domain/estimate.ts';
import { Name } from '#shared/domain/id.ts';
import { QueryChange } from '#shared/domain/query-comparison.ts';
import { QueryDataset, QueryPlan, QueryRecipe, QuerySample, QuerySourceReport } from '#shared/domain/query-dataset.ts';
import { GivenFeatures } from '#shared/domain/query-features.ts';
import { QueryPrediction, QueryRunReport } from '#shared/domain/query-report.ts';
import { QueryTrainRequest } from '#shared/domain/query-training.ts';
import { Run } from '#shared/domain/run.ts';
import { Ref, call, nothing } from './call.ts';

/** One SELECT. */
const Sql = z.string().min(1).max(100_000);

/** Models of how long a Postgres query will take (docs/query-performance.md). */
export const performance = {
  /** The options of sampling, as a form. */
  source: call(nothing, ConfigForm),
  algorithms: call(nothing, z.array(ConfigForm)),
  /** Whether pg_stat_statements can be sampled, or exactly how to enable it. */
  check: call(z.strictObject({ target: ConnectionChoice }), QuerySourceReport),
  /** What is known of one SELECT before it is executed; it is explained, never run. */
  explain: call(z.strictObject({ target: ConnectionChoice, sql: Sql }), QueryPlan),
  datasets: call(nothing, z.array(QueryDataset)),
  dataset: call(z.strictObject({ dataset: Ref }), QueryDataset),
  /** Samples a database and stores a new version under the name; `datasets.cancel` stops it, and progress arrives as `dataset.progress`. */
  createDataset: call(z.strictObject({ name: Name, recipe: QueryRecipe }), QueryDataset),
  /** Refused while runs use it. `restoreDataset` brings it back within 30 days. */
  deleteDataset: call(z.strictObject({ dataset: Ref }), z.object({ deleted: QueryDataset })),
  /** What can be brought back, deleted last first. */
  deletedDatasets: call(nothing, z.array(QueryDataset.extend({ deleted_at: z.number() }))),
  restoreDataset: call(z.strictObject({ dataset: Ref }), QueryDataset),
  samples: call(
    z.strictObject({
      dataset: Ref,
      text: z.string().max(200).default('').describe('Only queries whose text or id has this'),
      order_by: z.enum(['query', 'execution_ms', 'plan_cost', 'sampled_at']).default('execution_ms'),
      descending: z.boolean().default(true),
      limit: z.int().min(1).max(1000).default(50),
      offset: z.int().min(0).default(0),
    }),
    z.object({ samples: z.array(QuerySample), total: z.int() }),
  ),
  /** What one run will cost. */
  estimate: call(QueryTrainRequest, Estimate),
  /** Queues one run, or one a seed; progress arrives as events, as of any run. */
  train: call(QueryTrainRequest, z.object({ runs: z.array(Run) })),
  /** Everything of a finished run that is more than a number. */
  report: call(z.strictObject({ run: Ref }), QueryRunReport),
  /** Every query of the test part under two models, the one that changed most first. */
  changes: call(z.strictObject({ a: Ref, b: Ref }), z.array(QueryChange)),
  /** What a finished run's model says of features, or of a SELECT that is explained and never run. */
  predict: call(
    z.strictObject({
      run: Ref,
      query: z.union([
        z.strictObject({ features: GivenFeatures }),
        z.strictObject({ target: ConnectionChoice, sql: Sql }),
      ]),
    }),
    QueryPrediction,
  ),
};
