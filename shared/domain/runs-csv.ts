import { csvCell, type CsvValue } from './csv-cell.ts';
import { compareMetrics } from './metric.ts';
import type { Run } from './run.ts';

/** Runs as RFC 4180 CSV: one line a run, params as `param.NAME`, metrics in full digits under their names, tags as `tag.NAME`. */
export function runsCsv(runs: readonly Run[]): string {
  const params = namesIn(runs, (run) => run.params);
  const metrics = namesIn(runs, (run) => run.metrics).sort(compareMetrics);
  const tags = namesIn(runs, (run) => run.tags);
  const header = [
    ...fixed.map(([title]) => title),
    ...params.map(named('param')),
    ...metrics,
    ...tags.map(named('tag')),
  ];
  const lines = runs.map((run) => [
    ...fixed.map(([, value]) => value(run)),
    ...params.map((name) => run.params[name]),
    ...metrics.map((name) => run.metrics[name]),
    ...tags.map((name) => run.tags[name]),
  ]);
  return [header, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

const fixed: [string, (run: Run) => CsvValue][] = [
  ['number', (run) => run.number],
  ['id', (run) => run.id],
  ['name', (run) => run.name],
  ['experiment', (run) => run.experiment],
  ['status', (run) => run.status],
  ['algorithm', (run) => run.algorithm],
  ['dataset', (run) => run.dataset.name],
  ['dataset_version', (run) => run.dataset.version],
  ['dataset_fingerprint', (run) => run.dataset.fingerprint],
  ['split', (run) => run.split.kind],
  ['split_fingerprint', (run) => run.split.fingerprint],
  ['candidates', (run) => run.split.candidates],
  ['seed', (run) => run.seed],
  ['created_at', (run) => new Date(run.created_at).toISOString()],
  ['duration_ms', (run) => run.duration_ms],
  ['error', (run) => run.error],
  ['note', (run) => run.note],
];

const namesIn = (runs: readonly Run[], of: (run: Run) => object): string[] => [
  ...new Set(runs.flatMap((run) => Object.keys(of(run)))),
];

const named = (kind: string) => (name: string) => `${kind}.${name}`;
