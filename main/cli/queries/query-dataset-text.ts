import { formatCount } from '#shared/domain/format-count.ts';
import type { NumberSummary, QueryDataset, QuerySample } from '#shared/domain/query-dataset.ts';
import { queryFeatures } from '#shared/domain/query-features.ts';
import { number, short, time } from '../numbers.ts';
import { facts, paragraphs, table, type Column } from '../text.ts';

/** A version for people: where it comes from, and what its features look like. */
export function queryDatasetText(dataset: QueryDataset, slowest: readonly QuerySample[] = []): string {
  const { profile, recipe } = dataset;
  const options = Object.entries(recipe.options).filter(([, value]) => value !== '');
  const columns = queryFeatures.map(({ name, unit }) => ({ name, unit, summary: profile.features[name]! }));
  return paragraphs(
    `Dataset "${dataset.name}" version ${dataset.version}: ${formatCount(dataset.samples)} samples of ${formatCount(dataset.queries)} queries`,
    facts([
      ['source', recipe.source],
      [
        'options',
        options.map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', '),
      ],
      ['sampled', `${time(profile.first_at)} to ${time(profile.last_at)}`],
      ['seen before', `${formatCount(profile.with_history)} of the samples`],
      ['runs', formatCount(dataset.runs)],
      ['fingerprint', dataset.fingerprint],
      ['id', dataset.id],
    ]),
    table(featureColumns, [{ name: 'execution_ms', unit: 'ms', summary: profile.execution_ms }, ...columns]),
    profile.dropped.map(({ reason, rows }) => `Left out: ${formatCount(rows)} × ${reason}.`).join('\n'),
    slowest.length === 0 ? '' : table(sampleColumns, slowest),
  );
}

export const queryDatasetsText = (datasets: readonly QueryDataset[]): string =>
  datasets.length === 0
    ? 'There is no dataset of query samples yet: make one with "kindred queries sample".'
    : table(datasetColumns, datasets);

type FeatureRow = { name: string; unit: string; summary: NumberSummary };

const figure = (title: string, key: 'min' | 'median' | 'mean' | 'max'): Column<FeatureRow> => ({
  title,
  value: ({ summary }) => number(summary[key]),
  align: 'right',
});

const featureColumns: Column<FeatureRow>[] = [
  { title: 'feature', value: ({ name }) => name },
  { title: 'unit', value: ({ unit }) => unit },
  { title: 'known', value: ({ summary }) => formatCount(summary.known), align: 'right' },
  figure('min', 'min'),
  figure('median', 'median'),
  figure('mean', 'mean'),
  figure('max', 'max'),
];

const sampleColumns: Column<QuerySample>[] = [
  { title: 'ms', value: ({ execution_ms }) => number(execution_ms), align: 'right' },
  { title: 'calls', value: ({ calls }) => number(calls), align: 'right' },
  { title: 'cost', value: ({ features }) => number(features.plan_cost), align: 'right' },
  { title: 'query', value: ({ query }) => query.replaceAll(/\s+/g, ' ').slice(0, 100) },
];

const datasetColumns: Column<QueryDataset>[] = [
  { title: 'name', value: ({ name }) => name },
  { title: 'version', value: ({ version }) => String(version), align: 'right' },
  { title: 'queries', value: ({ queries }) => formatCount(queries), align: 'right' },
  { title: 'samples', value: ({ samples }) => formatCount(samples), align: 'right' },
  { title: 'runs', value: ({ runs }) => formatCount(runs), align: 'right' },
  { title: 'fingerprint', value: ({ fingerprint }) => short(fingerprint) },
  { title: 'created', value: ({ created_at }) => time(created_at) },
  { title: 'source', value: ({ recipe }) => recipe.source },
];
