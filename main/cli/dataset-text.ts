import { barNames } from '#shared/domain/bar-names.ts';
import type { Dataset, Histogram } from '#shared/domain/dataset.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import { number, short, time } from './numbers.ts';
import { facts, paragraphs, table, type Column } from './text.ts';

/** A dataset version for people: what it holds and where it comes from. */
export function datasetText(dataset: Dataset): string {
  const { recipe } = dataset;
  const options = Object.entries(recipe.options).map(([key, value]) => `${key}=${textOf(value)}`);
  return paragraphs(
    headline(dataset),
    facts([
      ['users', formatCount(dataset.users)],
      ['items', formatCount(dataset.items)],
      ['interactions', formatCount(dataset.interactions)],
      ['density', number(dataset.density)],
      ['times', dataset.has_times ? span(dataset) : 'none'],
      ['held-out part', givenText[dataset.given]],
      ['groups', dataset.groups ? dataset.groups.names.join(', ') : '–'],
      ['runs', formatCount(dataset.runs)],
      ['source', recipe.source],
      ['options', options.length === 0 ? '–' : options.join(', ')],
      ['weighting', weightingText(recipe.weighting)],
      ['fingerprint', dataset.fingerprint],
      ['id', dataset.id],
    ]),
    dropped(dataset),
  );
}

/** What the data looks like: types, activity, popularity, what was dropped. */
export function profileText(dataset: Dataset): string {
  const { profile } = dataset;
  const types = Object.entries(profile.types).sort((a, b) => b[1] - a[1]);
  return paragraphs(
    headline(dataset),
    facts([
      [
        'users',
        `${formatCount(dataset.users)}, ${formatCount(profile.cold_users)} of them with one or two interactions`,
      ],
      ['items', `${formatCount(dataset.items)}, Gini of popularity ${number(profile.gini)}`],
      [
        'interactions',
        `${formatCount(dataset.interactions)}, ${formatCount(profile.duplicates)} of them repeats of a pair`,
      ],
      ['density', number(dataset.density)],
      ['weights', profile.weights ? `${number(profile.weights.min)} to ${number(profile.weights.max)}` : '–'],
      ['times', dataset.has_times ? span(dataset) : 'none'],
      ['look-ahead', lookAhead(profile.leakage)],
    ]),
    types.length === 0 ? '' : table(typeColumns, types),
    histogramText('interactions per user', 'users', profile.activity),
    histogramText('interactions per item', 'items', profile.popularity),
    checks(dataset),
    dropped(dataset),
  );
}

/** A line for each version. */
export const datasetsText = (datasets: readonly Dataset[]): string =>
  datasets.length === 0 ? 'No datasets yet. "kindred demo" makes one.' : table(datasetColumns, datasets);

const headline = ({ name, version }: Dataset): string => `${name}  version ${version}`;

const span = ({ profile }: Dataset): string => `${time(profile.first_at)} to ${time(profile.last_at)}`;

/** What a split that holds out each user's last interaction would learn from the time after it. */
const lookAhead = (leakage: number | null): string =>
  leakage === null ? '–' : `${number(100 * leakage)} % of last interactions are older than the newest of all others`;

const givenText = { none: 'none', test: 'given', 'test+negatives': 'given, with negatives' };

/** A whole recipe can stand in an option: people get its beginning, --json all of it. */
function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function weightingText({ preset, weights, aggregation, transform }: Dataset['recipe']['weighting']): string {
  const overrides = Object.entries(weights).map(([type, weight]) => `${type}=${number(weight)}`);
  return [preset, ...overrides, `aggregation ${aggregation}`, `transform ${transform}`].join(', ');
}

function dropped({ profile }: Dataset): string {
  return profile.dropped.length === 0 ? '' : table(droppedColumns, profile.dropped);
}

function checks({ profile }: Dataset): string {
  return profile.checks === null ? '' : table(checkColumns, profile.checks);
}

/** Bars of at most 40 characters; a bin without members has none. */
function histogramText(title: string, unit: string, histogram: Histogram): string {
  const { counts } = histogram;
  const most = Math.max(1, ...counts);
  const bins = barNames(histogram, formatCount).map((name, i) => ({ name, members: counts[i]! }));
  return table(
    [
      { title, value: (bin: (typeof bins)[number]) => bin.name, align: 'right' },
      { title: unit, value: (bin) => formatCount(bin.members), align: 'right' },
      { title: '', value: (bin) => '▇'.repeat(Math.ceil((40 * bin.members) / most)) },
    ],
    bins,
  );
}

const typeColumns: Column<[string, number]>[] = [
  { title: 'type', value: ([type]) => type },
  { title: 'interactions', value: ([, rows]) => formatCount(rows), align: 'right' },
];

const checkColumns: Column<NonNullable<Dataset['profile']['checks']>[number]>[] = [
  { title: 'checked', value: (check) => check.name },
  { title: '', value: (check) => check.state },
  { title: 'found', value: (check) => check.sentence },
];

const droppedColumns: Column<Dataset['profile']['dropped'][number]>[] = [
  { title: 'dropped or repaired', value: (entry) => entry.reason },
  { title: 'rows', value: (entry) => formatCount(entry.rows), align: 'right' },
  { title: 'example', value: (entry) => entry.example ?? '' },
];

const datasetColumns: Column<Dataset>[] = [
  { title: 'dataset', value: (dataset) => `${dataset.name}@${dataset.version}` },
  { title: 'users', value: (dataset) => formatCount(dataset.users), align: 'right' },
  { title: 'items', value: (dataset) => formatCount(dataset.items), align: 'right' },
  { title: 'interactions', value: (dataset) => formatCount(dataset.interactions), align: 'right' },
  { title: 'density', value: (dataset) => number(dataset.density), align: 'right' },
  { title: 'runs', value: (dataset) => formatCount(dataset.runs), align: 'right' },
  { title: 'source', value: (dataset) => dataset.recipe.source },
  { title: 'fingerprint', value: (dataset) => short(dataset.fingerprint) },
  { title: 'created', value: (dataset) => time(dataset.created_at) },
];
