import { formatCount } from '#shared/domain/format-count.ts';
import { modelVersionName } from '#shared/domain/model-version.ts';
import { queryFeatures } from '#shared/domain/query-features.ts';
import { escaped, lineageTable, metricsTable, paramsTable, section, table, textOf } from './card-parts.ts';
import type { QueryBundleContents } from './query-bundle.ts';

/** What a person should know of a model of query performance before using it, as Markdown (Mitchell et al. 2019). */
export function queryModelCard(contents: QueryBundleContents): string {
  const { name, version } = contents;
  return [
    `# ${escaped(modelVersionName(name, version))}`,
    whatItIs(contents),
    section('Data', dataText(contents)),
    section('Features', featuresText),
    section('Metrics', metricsText(contents)),
    section('Lineage', lineageTable(contents)),
    section('Limits', limits.map((line) => `- ${line}`).join('\n')),
    section('Use', useText),
  ].join('\n\n');
}

const whatItIs = ({ algorithm, config, seed, saved }: QueryBundleContents): string =>
  `A model that says how long a Postgres query will take, in milliseconds with a 90 % interval, by the algorithm \`${algorithm}\` on the scale \`${textOf(saved.meta['target_scale'] ?? 'log1p')}\`.

${paramsTable(config, seed)}`;

const dataText = ({ lineage: { dataset } }: QueryBundleContents): string =>
  `Dataset ${escaped(dataset.name)} version ${dataset.version}: ${formatCount(dataset.samples)} samples of ${formatCount(dataset.queries)} different queries.`;

const featuresText = table(
  ['feature', 'unit', 'source', 'what it is'],
  queryFeatures.map(({ name, unit, source, description }) => [name, unit, source, description]),
);

const metricsText = ({ metrics }: QueryBundleContents): string => {
  const shown = metricsTable(metrics);
  return shown === null ? 'None were logged.' : `Measured on queries that the model never saw.\n\n${shown}`;
};

const limits = [
  'It learned from one server with its load, its settings and its sizes of tables; on another one, train another one.',
  'The interval holds 90 % of new queries that are like those of the calibration part. Of others it promises nothing.',
  'Plans are estimates of the planner: where its statistics are old, so are these predictions. Run ANALYZE.',
  'What the model was not told (null) is filled in as for training; `confidence` is the share of features that it knows and has seen the like of.',
];

const useText = `\`kindred serve --bundle FILE\` answers \`POST /api/predict/query-execution\` with it.

Every file is listed in \`manifest.json\` with its size and SHA-256. Kindred executes nothing that is in here.
`;
