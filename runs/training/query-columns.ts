import { QueryRunReport } from '#shared/domain/query-report.ts';

/** What a comparison pairs: a value a query, by metric. */
export type QueryColumns = Record<string, Float32Array>;

/**
 * Errors of each test query, in the order of their ids. A query counts as much as it has samples: its errors are summed and divided by the
 * mean number of samples a query, so that the mean over queries is the metric over samples, and whoever resamples queries resamples clusters.
 * @param report  `query_report.json` of a run
 */
export function queryColumns(report: Uint8Array): QueryColumns {
  const { predictions } = QueryRunReport.parse(JSON.parse(new TextDecoder().decode(report)));
  const queries = Map.groupBy(predictions, ({ query_id }) => query_id);
  const ids = [...queries.keys()].sort();
  const perQuery = predictions.length / ids.length;
  const column = (errorOf: (sample: (typeof predictions)[number]) => number) =>
    Float32Array.from(ids, (id) => queries.get(id)!.reduce((sum, sample) => sum + errorOf(sample), 0) / perQuery);
  return {
    mae_ms: column(({ actual_ms, predicted_ms }) => Math.abs(actual_ms - predicted_ms)),
    'interval_coverage@90': column(({ actual_ms, lower_ms, upper_ms }) =>
      Number(actual_ms >= lower_ms && actual_ms <= upper_ms),
    ),
  };
}
