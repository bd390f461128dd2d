import { KindredError } from '#shared/api/errors.ts';
import type { QueryChange } from '#shared/domain/query-comparison.ts';
import type { PredictedSample, QueryRunReport } from '#shared/domain/query-report.ts';

/** A sample under both models. */
type Pair = { a: PredictedSample; b: PredictedSample };

/** Every query of the test part under both models, the one that changed most first; of equal changes the smaller id. */
export function queryChanges(a: QueryRunReport, b: QueryRunReport): QueryChange[] {
  return [...pairQueries(a, b).values()]
    .map((pairs): QueryChange => {
      const mean = (pick: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length;
      const [a_error, b_error] = [mean((pair) => logError(pair.a)), mean((pair) => logError(pair.b))];
      return {
        query_id: pairs[0]!.a.query_id,
        query: pairs[0]!.a.query,
        samples: pairs.length,
        actual_ms: mean((pair) => pair.a.actual_ms),
        a_ms: mean((pair) => pair.a.predicted_ms),
        b_ms: mean((pair) => pair.b.predicted_ms),
        a_error,
        b_error,
        change: b_error - a_error,
      };
    })
    .sort((x, y) => Math.abs(y.change) - Math.abs(x.change) || (x.query_id < y.query_id ? -1 : 1));
}

/** On one scale for all models, whichever they learned on. */
const logError = ({ actual_ms, predicted_ms }: PredictedSample): number =>
  Math.abs(Math.log1p(actual_ms) - Math.log1p(predicted_ms));

/** @throws KindredError conflict where the two test parts are not the same samples */
function pairQueries(a: QueryRunReport, b: QueryRunReport): Map<string, Pair[]> {
  const isSame =
    a.predictions.length === b.predictions.length &&
    a.predictions.every(
      (sample, at) =>
        sample.query_id === b.predictions[at]!.query_id && sample.actual_ms === b.predictions[at]!.actual_ms,
    );
  if (!isSame) {
    throw new KindredError(
      'conflict',
      'The two runs were tested on other queries, so they cannot be compared query by query. Train both on the same version with the same split.',
    );
  }
  const pairs = a.predictions.map((sample, at): Pair => ({ a: sample, b: b.predictions[at]! }));
  return Map.groupBy(pairs, (pair) => pair.a.query_id);
}
