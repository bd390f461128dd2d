import type { PredictedSample } from '#shared/domain/query-report.ts';

/** A sample of one query; its residual is on the scale log(1 + ms). */
export const sample = (
  query_id: string,
  actual_ms: number,
  predicted_ms: number,
  interval: [number, number] = [predicted_ms / 2, predicted_ms * 2],
  fold = 0,
): PredictedSample => ({
  query_id,
  query: `select ${query_id}`,
  sampled_at: null,
  fold,
  actual_ms,
  predicted_ms,
  lower_ms: interval[0],
  upper_ms: interval[1],
  residual: Math.log1p(actual_ms) - Math.log1p(predicted_ms),
});
