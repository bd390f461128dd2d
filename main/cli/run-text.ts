import { formatBytes } from '#shared/domain/format-bytes.ts';
import type { Artifact, Run } from '#shared/domain/run.ts';
import { headlineMetrics, metricTables } from './metric-table.ts';
import { duration, number, short, time } from './numbers.ts';
import { facts, paragraphs, table, type Column } from './text.ts';

/** One run for people: what it is, how it was asked for, what came out. */
export const runText = (run: Run): string => paragraphs(headline(run), facts(setup(run)), metricTables(run.metrics));

/** As `runText`, with every param and file. */
export function wholeRunText(run: Run, artifacts: readonly Artifact[]): string {
  const params = Object.entries(run.params).map(([key, value]) => [key, value === null ? '–' : String(value)] as const);
  return paragraphs(
    headline(run),
    run.error ?? '',
    facts([...setup(run), ...tracking(run)]),
    params.length === 0 ? '' : facts(params),
    metricTables(run.metrics),
    artifacts.length === 0 ? '' : table(fileColumns, artifacts),
    run.note,
  );
}

/** A line for each run. @param asked  the filter and the order: metrics named there get a column */
export function runsText(runs: readonly Run[], asked = ''): string {
  const metrics = headlineMetrics(runs, asked).map((name): Column<Run> => {
    return { title: name, value: (run) => number(run.metrics[name]), align: 'right' };
  });
  return table([...runColumns, ...metrics, ...timeColumns], runs);
}

const headline = (run: Run): string =>
  `Run ${run.number}  ${run.name}  ${run.status}${run.duration_ms === null ? '' : ` in ${duration(run.duration_ms)}`}`;

function setup({ algorithm, dataset, split, seed }: Run): [string, string][] {
  return [
    ['algorithm', algorithm],
    ['dataset', `${dataset.name} version ${dataset.version} (${short(dataset.fingerprint)})`],
    ['split', `${split.kind} (${short(split.fingerprint)}), candidates ${split.candidates}`],
    ['seed', String(seed)],
  ];
}

function tracking(run: Run): [string, string][] {
  const tags = Object.entries(run.tags).map(([key, value]) => `${key}=${value}`);
  return [
    ['id', run.id],
    ['experiment', run.experiment],
    ['created', time(run.created_at)],
    ['tags', tags.length === 0 ? '–' : tags.join(', ')],
  ];
}

const runColumns: Column<Run>[] = [
  { title: 'run', value: (run) => String(run.number), align: 'right' },
  { title: 'name', value: (run) => run.name },
  { title: 'dataset', value: (run) => `${run.dataset.name}@${run.dataset.version}` },
  {
    title: 'split',
    value: ({ split }) => (split.candidates === 'all' ? split.kind : `${split.kind}, ${split.candidates}`),
  },
  { title: 'seed', value: (run) => String(run.seed), align: 'right' },
  { title: 'status', value: (run) => run.status },
];

const timeColumns: Column<Run>[] = [
  { title: 'took', value: (run) => duration(run.duration_ms), align: 'right' },
  { title: 'created', value: (run) => time(run.created_at) },
];

const fileColumns: Column<Artifact>[] = [
  { title: 'file', value: (file) => file.name },
  { title: 'size', value: (file) => formatBytes(file.bytes), align: 'right' },
  { title: 'sha256', value: (file) => short(file.sha256) },
];
