import { formatCount } from '#shared/domain/format-count.ts';
import { modelVersionName } from '#shared/domain/model-version.ts';
import { weightingPresets } from '#shared/domain/weighting.ts';
import type { BundleContents } from './bundle.ts';
import { escaped, lineageTable, metricsTable, paramsTable, rounded, section, textOf } from './card-parts.ts';

/** What a person should know of the model before using it, as Markdown (Mitchell et al. 2019). Metrics are printed with their definitions. */
export function modelCard(contents: BundleContents): string {
  const { name, version } = contents;
  return [
    `# ${escaped(modelVersionName(name, version))}`,
    whatItIs(contents),
    section('Data', dataText(contents)),
    section('Metrics', metricsText(contents)),
    section('Lineage', lineageTable(contents)),
    section('Limits', limitsText(contents)),
    section('Use', useText),
  ].join('\n\n');
}

function whatItIs({ algorithm, config, seed, userIds, itemIds }: BundleContents): string {
  const people = `${formatCount(userIds.length)} users`;
  return `A recommender of ${formatCount(itemIds.length)} items to ${people}, by the algorithm \`${algorithm}\`.

${paramsTable(config, seed)}`;
}

function dataText({ train, weighting, lineage: { dataset } }: BundleContents): string {
  const cells = train.rows * train.cols;
  const density = cells === 0 ? 0 : train.values.length / cells;
  const weights = Object.entries({ ...weightingPresets[weighting.preset], ...weighting.weights });
  const types = weights.map(([type, weight]) => `${escaped(type)} ${weight}`).join(', ');
  return `Dataset ${escaped(dataset.name)} version ${dataset.version}: ${formatCount(dataset.interactions)} interactions, of which the model learned from
${formatCount(train.values.length)} user–item pairs (density ${rounded(density)}).
Interactions became values by the weighting \`${weighting.preset}\`${types ? ` (${types})` : ''}, those of one pair by \`${weighting.aggregation}\`, then the transform \`${weighting.transform}\`.`;
}

function metricsText({ metrics, lineage: { split } }: BundleContents): string {
  const shown = metricsTable(metrics);
  if (shown === null) return 'None were logged.';
  return `Measured on the part held out by the split \`${split.kind}\`, ranking ${candidatesText(split.candidates)}.\n\n${shown}`;
}

function limitsText({ config, lists, train }: BundleContents): string {
  const stranger = `Users without interactions get what the cold-start policy \`${textOf(config['cold_start'] ?? 'empty')}\` gives.`;
  const lines = [
    `The model knows the ${formatCount(train.cols)} items of its data and no newer ones.`,
    stranger,
    'The metrics describe the held-out part of this data; they promise nothing about other data or later times.',
    'Interactions show what people were offered as well as what they like: popular items are recommended more than others (see gini, arp and coverage).',
    lists
      ? `The lists that the Python loader answers with have at most ${lists.limit} items a user and do not change with new interactions; \`kindred serve\` computes on the fly.`
      : 'There are too many users for lists to be kept, so the Python loader gives arrays only; `kindred serve` computes on the fly.',
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}

const useText = `\`kindred serve --bundle FILE\` answers requests with it. For NumPy, SciPy and MLflow, unpack it (\`python -m zipfile -e FILE FOLDER\`):

\`\`\`python
import mlflow
model = mlflow.pyfunc.load_model("FOLDER")
model.predict(["USER"], params={"limit": 10})
\`\`\`

Every file is listed in \`manifest.json\` with its size and SHA-256. Kindred executes nothing that is in here.
`;

const candidatesText = (candidates: string): string =>
  candidates === 'all' ? 'all items' : `the candidates \`${candidates}\``;
