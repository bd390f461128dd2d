import { QueryRunReport } from '#shared/domain/query-report.ts';
import { toScale } from '#runs/performance/target-scale.ts';

/** What a comparison pairs: a value a query, by metric. */
export type QueryColumns = Record<string, Float32Array>;

/**
 * Errors of each test query, in the order of their ids. A query counts as much as it has samples: its errors are summed and divided by the
 * mean number of samples a query, so that the mean over queries is the metric over samples, and whoever resamples queries resamples clusters.
 * @param report  `query_report.json` of a run
 */
export function queryColumns(report: Uint8Array): QueryColumns {
  const { predictions, target_scale: scale } = QueryRunReport.parse(JSON.parse(new TextDecoder().decode(report)));
  const queries = Map.groupBy(predictions, ({ query_id }) => query_id);
  const ids = [...queries.keys()].sort();
  const perQuery = predictions.length / ids.length;
  const column = (errorOf: (sample: (typeof predictions)[number]) => number) =>
    Float32Array.from(ids, (id) => queries.get(id)!.reduce((sum, sample) => sum + errorOf(sample), 0) / perQuery);
  const timed = predictions.filter(({ actual_ms }) => actual_ms > 0).length;
  const total = spreadOf(predictions.map(({ actual_ms }) => toScale(actual_ms, scale)));
  return {
    // The variance is that of the whole test part, whichever queries are drawn.
    ...(total > 0 && { r2: column(({ residual }) => 1 - (residual ** 2 * predictions.length) / total) }),
    ...(timed > 0 && {
      mape: column(({ actual_ms, predicted_ms }) =>
        actual_ms > 0 ? (Math.abs(actual_ms - predicted_ms) / actual_ms) * (predictions.length / timed) : 0,
      ),
    }),
    mae_ms: column(({ actual_ms, predicted_ms }) => Math.abs(actual_ms - predicted_ms)),
    'interval_coverage@90': column(({ actual_ms, lower_ms, upper_ms }) =>
      Number(actual_ms >= lower_ms && actual_ms <= upper_ms),
    ),
  };
}

/** Σ(y − mean y)². */
function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
