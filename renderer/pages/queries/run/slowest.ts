import type { PredictedSample } from '#shared/domain/query-report.ts';

export type SlowQuery = {
  /** The sample of the query with the longest prediction. */
  sample: PredictedSample;
  samples: number;
};

/** Each query once, the longest prediction first; of equally long ones the smaller id. */
export function slowestQueries(predictions: readonly PredictedSample[], most: number): SlowQuery[] {
  const byQuery = Map.groupBy(predictions, ({ query_id: id }) => id);
  return [...byQuery.values()]
    .map((all) => ({
      sample: all.reduce((longest, each) => (each.predicted_ms > longest.predicted_ms ? each : longest)),
      samples: all.length,
    }))
    .toSorted(({ sample: a }, { sample: b }) => b.predicted_ms - a.predicted_ms || (a.query_id < b.query_id ? -1 : 1))
    .slice(0, most);
}
