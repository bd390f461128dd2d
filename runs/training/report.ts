import type { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import { metricDefinition, validationPrefix, type MetricValue } from '#shared/domain/metric.ts';
import { describeCandidates } from '#runs/evaluation/candidates.ts';
import type { Evaluation } from '#runs/evaluation/evaluate.ts';
import type { FoldsEvaluation } from './folds.ts';
import type { RankingTask } from './protocol.ts';

/** What an evaluation is of. */
export type Measured = {
  evaluation: FoldsEvaluation;
  folds: number;
  /** On the validation part; null without one. */
  validation: FoldsEvaluation | null;
  /** Held-out pairs that the model had learned from, and that were left out: those that a split leaves on both sides, and others. */
  seenLeftOut: number;
};

/** All that must be known beside the numbers of a run, with the definition of each. */
export function reportOf(
  { evaluation, folds, validation, seenLeftOut }: Measured,
  { split, candidates, ks, evaluation: treatment }: RankingTask & { split: { kind: EvaluationReport['split'] } },
): EvaluationReport {
  const logged = [...Object.keys(evaluation.metrics), ...Object.keys(validation ? validationMetrics(validation) : {})];
  return {
    split: split.kind,
    folds,
    candidates,
    ranked: describeCandidates(candidates),
    ks,
    ...treatment,
    ...partOf(evaluation),
    intervals:
      evaluation.intervals && mapValues(evaluation.intervals, (each) => ({ ...each, mean: finite(each.mean) })),
    validation: validation && { share: split.validation_share, ...partOf(validation) },
    seen_left_out: seenLeftOut,
    definitions: definitionsOf(logged),
  };
}

/** The metrics of a validation part that are logged, under their own names. */
export function validationMetrics({ metrics }: Evaluation): Record<string, number> {
  const named = Object.entries(metrics).map(([name, value]) => [validationPrefix + name, value] as const);
  return Object.fromEntries(named.filter(([name]) => metricDefinition(name)));
}

function partOf({
  metrics,
  counts,
  tieBounds,
}: Evaluation): Pick<EvaluationReport, 'metrics' | 'counts' | 'tie_bounds'> {
  return {
    counts: {
      evaluated: counts.evaluated,
      without_test: counts.withoutTest,
      unknown_test_items: counts.unknownTestItems,
      unknown_test_users: counts.unknownTestUsers,
      skipped_users: counts.skippedUsers,
      tied_at_cutoff: counts.tiedAtCutoff,
      tied_held_out: counts.tiedHeldOut,
    },
    metrics: mapValues(metrics, finite),
    tie_bounds: tieBounds && mapValues(tieBounds, (bound) => mapValues(bound, finite)),
  };
}

function definitionsOf(metrics: readonly string[]): EvaluationReport['definitions'] {
  const known = metrics.flatMap((metric) => metricDefinition(metric) ?? []);
  return Object.fromEntries(
    known.map(({ name, title, direction, definition }) => [name, { title, direction, definition }]),
  );
}

const finite = (value: number): MetricValue => (Number.isFinite(value) ? value : 'NaN');

function mapValues<K extends string, V, R>(record: Record<K, V>, map: (value: V) => R): Record<K, R> {
  const entries = Object.entries<V>(record).map(([key, value]) => [key, map(value)]);
  return Object.fromEntries(entries) as Record<K, R>;
}
