import { formatBytes } from '#shared/domain/format-bytes.ts';
import type { Gate, ModelVersion, RegisteredModel, RegistryEvent } from '#shared/domain/model-version.ts';
import { headlineMetrics, metricTables } from './metric-table.ts';
import { number, short, time } from './numbers.ts';
import { facts, paragraphs, table, type Column } from './text.ts';

/** What scripts get of a version: its name, number and alias first, then all of it. */
export const versionJson = ({ model: name, version, ...rest }: ModelVersion) => ({
  name,
  version,
  alias: rest.status === 'registered' ? (rest.aliases[0] ?? null) : rest.status,
  ...rest,
});

/** A version for people: what it is for, where it came from, what it was promoted on. */
export const versionText = (version: ModelVersion): string =>
  paragraphs(
    `${version.model_version}  ${statusText(version)}`,
    facts([
      version.imported
        ? ['imported', `${version.imported.model_version}, SHA-256 ${version.imported.sha256}`]
        : ['run', `${version.run.number} ${version.run.name} (${version.run.id})`],
      ['algorithm', configText(version)],
      ['dataset', `${version.dataset.name} version ${version.dataset.version} (${short(version.dataset.fingerprint)})`],
      ['split', `${version.split.kind} (${short(version.split.fingerprint)}), candidates ${version.split.candidates}`],
      ['bundle', version.bundle ? `${formatBytes(version.bundle.bytes)}, SHA-256 ${version.bundle.sha256}` : '–'],
      ['registered', `${time(version.created_at)} by ${version.by}`],
      ['note', version.note || '–'],
      ['id', version.id],
    ]),
    evidenceText(version),
    metricTables(version.metrics),
  );

/** A model for people: a line for each version. */
export function modelText({ name, aliases, versions }: RegisteredModel): string {
  const set = Object.entries(aliases).map(([alias, version]) => `${alias} = version ${version}`);
  const metrics = headlineMetrics(versions, '').map((metric): Column<ModelVersion> => {
    return { title: metric, value: (version) => number(version.metrics[metric]), align: 'right' };
  });
  return paragraphs(
    `${name}  ${set.join(', ') || 'no aliases'}`,
    table([...versionColumns, ...metrics, ...whoColumns], versions),
  );
}

/** A line for each model. */
export const modelsText = (models: readonly RegisteredModel[]): string =>
  models.length === 0
    ? 'No models yet. "kindred models register RUN --name NAME" makes one.'
    : table(modelColumns, models);

/** A line for each condition of promotion. */
export const gatesText = (gates: readonly Gate[]): string => table(gateColumns, gates);

/** A line for each decision, the newest first. */
export const historyText = (events: readonly RegistryEvent[]): string => table(eventColumns, events);

const statusText = ({ aliases }: ModelVersion): string => (aliases.length === 0 ? 'registered' : aliases.join(', '));

function configText({ algorithm, config }: ModelVersion): string {
  return [algorithm, ...Object.entries(config).map(([key, value]) => `${key}=${String(value)}`)].join(' ');
}

function evidenceText({ gates, comparison }: ModelVersion): string {
  if (gates.length === 0) return '';
  const against = comparison ? `Promoted against version ${comparison.against.version}. ${comparison.summary}` : '';
  return paragraphs(against, gatesText(gates));
}

const modelColumns: Column<RegisteredModel>[] = [
  { title: 'model', value: (model) => model.name },
  ...(['live', 'candidate', 'previous'] as const).map((alias): Column<RegisteredModel> => ({
    title: alias,
    value: (model) => (model.aliases[alias] === undefined ? '–' : `v${model.aliases[alias]}`),
  })),
  { title: 'versions', value: (model) => String(model.versions.length), align: 'right' },
  { title: 'created', value: (model) => time(model.created_at) },
];

const versionColumns: Column<ModelVersion>[] = [
  { title: 'version', value: (version) => `v${version.version}` },
  { title: 'aliases', value: (version) => version.aliases.join(', ') || '–' },
  { title: 'run', value: (version) => (version.imported ? '–' : String(version.run.number)), align: 'right' },
  { title: 'name', value: (version) => version.run.name },
  { title: 'dataset', value: (version) => `${version.dataset.name}@${version.dataset.version}` },
];

const whoColumns: Column<ModelVersion>[] = [
  { title: 'by', value: (version) => version.by },
  { title: 'registered', value: (version) => time(version.created_at) },
];

const gateColumns: Column<Gate>[] = [
  { title: '', value: (gate) => (gate.ok ? '✓' : '✗') },
  { title: 'gate', value: (gate) => gate.title },
  { title: 'found', value: (gate) => gate.detail },
];

const eventColumns: Column<RegistryEvent>[] = [
  { title: 'when', value: (event) => time(event.at) },
  { title: 'what', value: (event) => event.kind.replace('_', ' ') },
  { title: 'version', value: (event) => `v${event.version}` },
  { title: 'alias', value: (event) => event.alias ?? '–' },
  { title: 'before', value: (event) => (event.from_version === null ? '–' : `v${event.from_version}`) },
  { title: 'by', value: (event) => event.by },
  { title: 'why', value: (event) => whyText(event) },
];

function whyText({ note, override_reason }: RegistryEvent): string {
  const overridden = override_reason === null ? '' : `against a gate: ${override_reason}`;
  return [note, overridden].filter(Boolean).join('; ') || '–';
}
