import { KindredError } from '#shared/api/errors.ts';
import { featureNames } from '#shared/domain/query-features.ts';

/** Samples as columns. Sample i is of query `of[i]`; samples are in the order of their queries' ids, then of time. */
export type QuerySamples = {
  /** Ids of the different queries, ascending by code unit. */
  queryIds: readonly string[];
  /** Text of each query, as the server normalised it. */
  queries: readonly string[];
  of: Int32Array;
  /** samples × 12, row by row in the order of `queryFeatures`; NaN where unknown. */
  features: Float64Array;
  /** Mean execution time in milliseconds, finite and not negative. */
  times: Float64Array;
  /** Calls that the time is the mean of; NaN where unknown. */
  calls: Float64Array;
  /** Milliseconds since 1970; NaN where unknown. */
  sampledAt: Float64Array;
};

/** One sample as a source gives it. */
export type SampleRow = {
  id: string;
  query: string;
  /** In the order of `queryFeatures`. */
  features: readonly number[];
  time: number;
  calls: number;
  at: number;
};

export const width = featureNames.length;

export const sampleCount = ({ of }: Pick<QuerySamples, 'of'>): number => of.length;

/** The features of one sample; a view. */
export const rowOf = ({ features }: Pick<QuerySamples, 'features'>, sample: number): Float64Array =>
  features.subarray(sample * width, (sample + 1) * width);

/**
 * Rows as columns, in an order that does not depend on that of the rows where their times differ.
 * @throws KindredError invalid_input for a row without all twelve features, or with a time that is none
 */
export function samplesOf(rows: readonly SampleRow[]): QuerySamples {
  const texts = new Map<string, string>();
  for (const { id, query } of rows) if (!texts.has(id)) texts.set(id, query);
  const queryIds = [...texts.keys()].sort();
  const place = new Map(queryIds.map((id, index) => [id, index]));
  const sorted = rows.toSorted((a, b) => place.get(a.id)! - place.get(b.id)! || order(a.at) - order(b.at));
  sorted.forEach(checkRow);
  return {
    queryIds,
    queries: queryIds.map((id) => texts.get(id)!),
    of: Int32Array.from(sorted, ({ id }) => place.get(id)!),
    features: Float64Array.from(sorted.flatMap(({ features }) => features)),
    times: Float64Array.from(sorted, ({ time }) => time),
    calls: Float64Array.from(sorted, ({ calls }) => calls),
    sampledAt: Float64Array.from(sorted, ({ at }) => at),
  };
}

const order = (at: number): number => (Number.isNaN(at) ? 0 : at);

function checkRow({ id, features, time }: SampleRow): void {
  if (features.length !== width) {
    throw new KindredError(
      'invalid_input',
      `A sample of query ${id} has ${features.length} features, and there are ${width}.`,
    );
  }
  if (!Number.isFinite(time) || time < 0) {
    throw new KindredError('invalid_input', `A sample of query ${id} has the execution time ${time}, which is none.`);
  }
}
