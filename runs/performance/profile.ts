import type { Dropped, Histogram } from '#shared/domain/dataset.ts';
import type { QueryProfile } from '#shared/domain/query-dataset.ts';
import { featureNames } from '#shared/domain/query-features.ts';
import { rowOf, type QuerySamples } from './samples.ts';
import { summarise } from './summarise.ts';

const calls = featureNames.indexOf('calls_history');

/** What samples look like, before anything is learned from them. */
export function queryProfile(data: QuerySamples, dropped: Dropped[]): QueryProfile {
  const samples = Array.from(data.of.keys());
  const times = data.sampledAt.filter((at) => Number.isFinite(at));
  return {
    features: Object.fromEntries(
      featureNames.map((name, at) => [name, summarise(samples.map((sample) => rowOf(data, sample)[at]!))]),
    ),
    execution_ms: summarise(data.times),
    times: decades(data.times),
    with_history: samples.filter((sample) => rowOf(data, sample)[calls]! > 0).length,
    first_at: times.length === 0 ? null : times.reduce((least, at) => Math.min(least, at)),
    last_at: times.length === 0 ? null : times.reduce((most, at) => Math.max(most, at)),
    dropped,
  };
}

/** Two bars a decade: 0.001, 0.00316…, 0.01, … milliseconds; the first holds everything below its upper edge too. */
function decades(values: Float64Array): Histogram {
  const place = (value: number) => Math.floor(2 * Math.log10(Math.max(value, 1e-3)));
  const places = Array.from(values, place);
  const from = places.reduce((least, at) => Math.min(least, at));
  const to = places.reduce((most, at) => Math.max(most, at));
  const counts = Array.from({ length: to - from + 1 }, () => 0);
  for (const at of places) counts[at - from]! += 1;
  return { edges: Array.from({ length: to - from + 2 }, (_, at) => 10 ** ((from + at) / 2)), counts };
}
