import { z } from 'zod';
import { CellMark, MarksQuery } from '#shared/domain/cell-marks.ts';
import { Comparison, ManyComparison, Slices } from '#shared/domain/comparison.ts';
import { Embedding } from '#shared/domain/embedding.ts';
import { EvaluateRequest } from '#shared/domain/evaluate-request.ts';
import { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import { Name } from '#shared/domain/id.ts';
import { Importance } from '#shared/domain/importance.ts';
import { MetricValue } from '#shared/domain/metric.ts';
import { PopularityReport } from '#shared/domain/popularity.ts';
import { RunAgreement } from '#shared/domain/run-agreement.ts';
import { RunColumn } from '#shared/domain/run-columns.ts';
import { RunGroup } from '#shared/domain/run-group.ts';
import { RunLog } from '#shared/domain/run-log.ts';
import { GroupQuery, RunQuery } from '#shared/domain/run-query.ts';
import { Artifact, Contribution, Recommendation, Run, TrainRequest } from '#shared/domain/run.ts';
import { UserMetricsPage, UserMetricsQuery } from '#shared/domain/user-metrics.ts';
import { Ref, call } from './call.ts';

/** Metrics by name, `ndcg@10`; p-values are corrected for those alone. */
const MetricNames = z.array(z.string().min(1).max(100)).min(1).max(100);

export const runs = {
  /** Queues one run, or one a seed; progress arrives as events. */
  start: call(TrainRequest, z.object({ runs: z.array(Run) })),
  /** Measures the model of a finished run on another part of its dataset, or against other candidates: a new run, tagged `evaluates`. */
  evaluate: call(EvaluateRequest, Run),
  list: call(RunQuery.prefault({}), z.object({ runs: z.array(Run), total: z.int() })),
  grouped: call(GroupQuery.prefault({}), z.object({ groups: z.array(RunGroup), total: z.int(), runs: z.int() })),
  /** What the runs that a search finds have values of, and in what they differ. */
  columns: call(
    RunQuery.pick({ kind: true, filter: true, deleted: true }).prefault({}),
    z.object({ columns: z.array(RunColumn), total: z.int() }),
  ),
  /** How much a metric depends on each parameter, over the runs that a search finds. */
  importance: call(
    RunQuery.pick({ kind: true, filter: true }).extend({ metric: z.string().min(1).max(100) }),
    Importance,
  ),
  show: call(z.strictObject({ run: Ref }), Run),
  cancel: call(z.strictObject({ run: Ref }), Run),
  update: call(
    z.strictObject({
      run: Ref,
      name: Name.optional(),
      note: z.string().max(20_000).optional(),
      tags: z.record(z.string().max(100), z.string().max(5000).nullable()).optional(),
    }),
    Run,
  ),
  /** Archives; `restore` brings back. */
  delete: call(z.strictObject({ run: Ref }), Run),
  restore: call(z.strictObject({ run: Ref }), Run),
  /** Steps of a metric that was logged more than once. */
  history: call(
    z.strictObject({ run: Ref, metric: z.string() }),
    z.array(z.object({ step: z.int(), value: MetricValue, at: z.number() })),
  ),
  artifacts: call(z.strictObject({ run: Ref }), z.array(Artifact)),
  /** What must be known beside the numbers: counts, bounds of ties, intervals over folds, definitions. Null before a run is evaluated. */
  evaluation: call(z.strictObject({ run: Ref }), EvaluationReport.nullable()),
  compare: call(
    z.strictObject({
      a: Ref,
      b: Ref,
      metrics: MetricNames.optional(),
      slices_of: z.string().max(100).optional().describe('The metric that is sliced; the leading one unless said'),
    }),
    Comparison,
  ),
  /** Each run with the baseline, or each with every other one. */
  compareMany: call(
    z.strictObject({ runs: z.array(Ref).min(2).max(6), baseline: Ref.optional(), metrics: MetricNames.optional() }),
    ManyComparison,
  ),
  /** How alike two runs recommend to the users whom both know. */
  agreement: call(z.strictObject({ a: Ref, b: Ref, k: z.int().min(1).max(100).default(10) }), RunAgreement),
  /** A metric by true group and by activity of the users, by each saved group of users, and for the users named against the others. */
  slices: call(
    z.strictObject({
      run: Ref,
      metric: z.string().min(1).max(100),
      users: z.array(z.string().max(1000)).max(20_000).optional(),
    }),
    Slices,
  ),
  /** What the run's lists of K say of pairs of the user × item matrix. */
  marks: call(MarksQuery, z.array(CellMark)),
  /** How the run's lists spread over the catalogue; computed when it is asked for. */
  popularity: call(z.strictObject({ run: Ref, k: z.int().min(1).max(1000) }), PopularityReport),
  /** Users in a plane, turned to that of another run where one is named; computed when it is asked for. */
  embedding: call(z.strictObject({ run: Ref, against: Ref.optional() }), Embedding),
  /** Metrics of single users, a page at a time. */
  userMetrics: call(UserMetricsQuery, UserMetricsPage),
  /** Null for runs of before there were logs. */
  log: call(z.strictObject({ run: Ref }), RunLog.nullable()),
  /** The comparison of two to six runs with the first as one file of HTML that needs nothing else. */
  report: call(
    z.strictObject({ runs: z.array(Ref).min(2).max(6), k: z.int().min(1).max(50).default(10) }),
    z.object({ name: z.string(), html: z.string() }),
  ),
  recommend: call(
    z.strictObject({
      run: Ref,
      user: z.string(),
      limit: z.int().min(1).max(100).default(10),
      explain: z.boolean().default(false),
    }),
    z.object({
      user: z.string(),
      known: z.boolean(),
      recommendations: z.array(Recommendation.extend({ contributions: z.array(Contribution).optional() })),
    }),
  ),
};
