import { directionOf, metricCatalogue } from '#shared/domain/metric.ts';
import type { Run } from '#shared/domain/run.ts';
import { contextParams } from '../../parts/context-params.ts';
import { headline } from '../../parts/headline.ts';
import { cutoffOf, metricHelp, metricTitle } from '../../parts/metric-text.ts';

/** A column that the table of runs can have. `id` is also its name in the search language. */
export type Field = {
  id: string;
  kind: 'fact' | 'param' | 'metric';
  title: string;
  help?: string;
  width: number;
  align?: 'end';
  sort: 'asc' | 'desc';
};

const fact = (id: string, title: string, width: number, more: Partial<Field> = {}): Field => ({
  id,
  kind: 'fact',
  title,
  width,
  sort: 'asc',
  ...more,
});

export const factFields: readonly Field[] = [
  fact('status', 'Status', 128),
  fact('algorithm', 'Algorithm', 116),
  fact('dataset', 'Dataset', 150),
  fact('split', 'Split', 110),
  fact('candidates', 'Candidates', 100),
  fact('experiment', 'Experiment', 120),
  fact('seed', 'Seed', 70, { align: 'end' }),
  fact('duration_ms', 'Time', 84, { align: 'end', help: 'From start to end, by a monotonic clock.' }),
  fact('created_at', 'Started', 124, { align: 'end', sort: 'desc' }),
];

const paramField = (name: string): Field => ({
  id: `params.${name}`,
  kind: 'param',
  title: name,
  width: Math.max(84, 32 + name.length * 7),
  align: 'end',
  sort: 'asc',
});

const metricField = (name: string): Field => ({
  id: `metrics.${name}`,
  kind: 'metric',
  title: metricTitle(name),
  help: metricHelp(name),
  width: Math.max(96, 36 + metricTitle(name).length * 7),
  align: 'end',
  // Best first.
  sort: directionOf(name) === 'min' ? 'asc' : 'desc',
});

const catalogueOrder = new Map(metricCatalogue.map(({ name }, index) => [name, index]));

/** By the catalogue, then by K; metrics that only runs know come last. */
function compareMetrics(a: string, b: string): number {
  const place = (metric: string) => catalogueOrder.get(metric.split('@')[0]!) ?? catalogueOrder.size;
  return place(a) - place(b) || (cutoffOf(a) ?? 0) - (cutoffOf(b) ?? 0) || (a < b ? -1 : 1);
}

type Seen = Pick<Run, 'algorithm' | 'params' | 'metrics'>;
const keys = (runs: readonly Seen[], of: 'params' | 'metrics') => [
  ...new Set(runs.flatMap((run) => Object.keys(run[of]))),
];

/** Every column that these runs have something for. */
export function fieldsOf(runs: readonly Seen[]): Field[] {
  return [
    ...factFields,
    ...keys(runs, 'params').toSorted().map(paramField),
    ...keys(runs, 'metrics').toSorted(compareMetrics).map(metricField),
  ];
}

/** How many parameters that differ are shown unasked. */
const usualParams = 3;

/** Whether runs of one algorithm have different values of it; between algorithms, and from before it existed, everything differs. */
function isVaried(runs: readonly Seen[], param: string): boolean {
  const first = new Map<string, unknown>();
  return runs.some(({ algorithm, params }) => {
    if (!(param in params)) return false;
    if (!first.has(algorithm)) first.set(algorithm, params[param]);
    return first.get(algorithm) !== params[param];
  });
}

/** The columns that are shown where the reader chose none: what says most, and what differs. */
export function usualFields(runs: readonly Seen[]): string[] {
  const varied = keys(runs, 'params').filter((key) => !contextParams.has(key) && isVaried(runs, key));
  const metrics = keys(runs, 'metrics');
  const k = cutoffOf(headline(runs) ?? '');
  const wanted = ['ndcg', 'hit_rate', 'recall', 'coverage'].map((name) => `${name}@${k}`);
  return [
    'status',
    'algorithm',
    ...varied.slice(0, usualParams).map((key) => `params.${key}`),
    ...wanted.filter((name) => metrics.includes(name)).map((name) => `metrics.${name}`),
    'dataset',
    'duration_ms',
    'created_at',
  ];
}
