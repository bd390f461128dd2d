import type { QuerySample } from '#shared/domain/query-dataset.ts';
import { featureNames, featuresOf } from '#shared/domain/query-features.ts';
import { rowOf, type QuerySamples } from './samples.ts';

export type SampleQuery = {
  text: string;
  order_by: 'query' | 'execution_ms' | 'plan_cost' | 'sampled_at';
  descending: boolean;
  limit: number;
  offset: number;
};

const planCost = featureNames.indexOf('plan_cost');

/** One page of the samples of a dataset; equal values keep the order of queries and times, unknown ones are last. */
export function samplePage(data: QuerySamples, query: SampleQuery): { samples: QuerySample[]; total: number } {
  const text = query.text.toLowerCase();
  const isMeant = data.queryIds.map(
    (id, at) => id.toLowerCase().includes(text) || data.queries[at]!.toLowerCase().includes(text),
  );
  const chosen = Array.from(data.of.keys()).filter((sample) => isMeant[data.of[sample]!]);
  const key = keyOf(data, query.order_by);
  const sign = query.descending ? -1 : 1;
  chosen.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
  return {
    total: chosen.length,
    samples: chosen.slice(query.offset, query.offset + query.limit).map((sample) => sampleOf(data, sample)),
  };
}

function keyOf(data: QuerySamples, order: SampleQuery['order_by']): (sample: number) => number {
  switch (order) {
    case 'query':
      return (sample) => data.of[sample]!;
    case 'plan_cost':
      return (sample) => rowOf(data, sample)[planCost]!;
    case 'sampled_at':
      return (sample) => data.sampledAt[sample]!;
    case 'execution_ms':
      return (sample) => data.times[sample]!;
  }
}

function sampleOf(data: QuerySamples, sample: number): QuerySample {
  const query = data.of[sample]!;
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    query_id: data.queryIds[query]!,
    query: data.queries[query]!,
    features: featuresOf(rowOf(data, sample)),
    execution_ms: data.times[sample]!,
    calls: finite(data.calls[sample]!),
    sampled_at: finite(data.sampledAt[sample]!),
  };
}
