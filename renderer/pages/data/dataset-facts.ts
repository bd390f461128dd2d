import type { Dataset } from '#shared/domain/dataset.ts';
import { formatCount, formatFigure, formatPercent } from '../../text/number.ts';
import { formatDate } from '../../text/time.ts';

export type DatasetFact = readonly [term: string, value: string];

/** What is known of a version beside its size, as text; the terms are the same for every version. */
export function datasetFacts({ profile, recipe, groups, given, has_times }: Dataset): DatasetFact[] {
  const { first_at, last_at, weights, leakage } = profile;
  const types = Object.entries(profile.types).map(([type, count]) => `${type} ${formatCount(count)}`);
  return [
    ['Types', types.join(', ') || 'none'],
    ['Weighting', `${recipe.weighting.preset}, ${recipe.weighting.aggregation}`],
    ['Weights', weights ? rangeOf(weights.min, weights.max, formatFigure) : 'not measured'],
    ['Times', has_times && first_at !== null && last_at !== null ? rangeOf(first_at, last_at, formatDate) : 'none'],
    ['Look-ahead', leakage === null ? 'unknown without times' : lookAhead(leakage)],
    ['Held-out part', heldOut[given]],
    ['Repeated pairs', formatCount(profile.duplicates)],
    ['Gini of items', formatFigure(profile.gini)],
    ['Cold users', `${formatCount(profile.cold_users)} with one or two interactions`],
    ['Groups', groups ? groups.names.join(', ') : 'none known'],
  ];
}

const heldOut: Record<Dataset['given'], string> = {
  none: 'made by the split',
  test: 'in the data',
  'test+negatives': 'in the data, with negatives',
};

const lookAhead = (share: number): string =>
  `${formatPercent(share)} of users’ last interactions are older than the newest of the rest`;

function rangeOf(from: number, to: number, format: (value: number) => string): string {
  const [first, last] = [format(from), format(to)];
  return first === last ? first : `${first} – ${last}`;
}
