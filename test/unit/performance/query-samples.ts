import { featureNames, type FeatureName } from '#shared/domain/query-features.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { samplesOf, type QuerySamples, type SampleRow } from '#runs/performance/samples.ts';

/** Features in their order; 0 for those that are not named. */
export const features = (named: Partial<Record<FeatureName, number>> = {}): number[] =>
  featureNames.map((name) => named[name] ?? 0);

export const row = (id: string, time: number, named: Partial<Record<FeatureName, number>> = {}, at = 0): SampleRow => ({
  id,
  query: `select ${id}`,
  features: features(named),
  time,
  calls: 1,
  at,
});

/**
 * Samples whose time is known: the plan's cost over 1000, three times that where there is a sort, with some noise. Everything else says
 * nothing. Two samples a query.
 */
export function madeSamples(queries: number, seed = 1): QuerySamples {
  const random = createRandom(seed, 'made samples');
  const rows = Array.from({ length: queries }, (_, query) => {
    const cost = 10 ** (1 + 5 * random.next());
    const sorts = random.below(2);
    const expected = (cost / 1000) * (sorts === 1 ? 3 : 1);
    const known = {
      plan_cost: cost,
      sorts_aggregates: sorts,
      relation_bytes: 1e6 * random.next(),
      joins: random.below(4),
    };
    return [1, 2].map((at) =>
      row(
        `q${String(query).padStart(4, '0')}`,
        expected * Math.exp(0.1 * random.normal()),
        {
          ...known,
          calls_history: at - 1,
          recent_mean_ms: at === 1 ? NaN : expected,
          cache_hit_ratio: at === 1 ? NaN : 1,
        },
        at,
      ),
    );
  });
  return samplesOf(rows.flat());
}
