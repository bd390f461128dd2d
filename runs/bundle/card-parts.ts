import { compareMetrics, metricDefinition, type MetricValue } from '#shared/domain/metric.ts';
import type { BundleContents } from './bundle.ts';
import type { QueryBundleContents } from './query-bundle.ts';

/** Markdown of model cards. */

export const section = (title: string, body: string): string => `## ${title}\n\n${body}`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Names come from data: none of it may end a cell, start a tag or become a link. */
export const escaped = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, '\\$&');

const definitionOf = (base: string): string =>
  metricDefinition(base)?.definition ?? 'Logged by the run; not of the catalogue.';
const valueText = (value: MetricValue): string => (value === 'NaN' ? 'NaN' : rounded(value));
export const rounded = (value: number): string => String(Number(value.toPrecision(6)));
export const timeText = (at: number): string => new Date(at).toISOString();
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Every metric with its value, and what it means; null where there is none. */
export function metricsTable(metrics: Readonly<Record<string, MetricValue>>): string | null {
  const names = Object.keys(metrics).sort(compareMetrics);
  if (names.length === 0) return null;
  const bases = [...new Set(names.map((name) => name.split('@')[0]!))];
  const definitions = bases.map((base) => `- **${escaped(base)}**: ${definitionOf(base)}`).join('\n');
  const values = table(
    ['metric', 'value'],
    names.map((name) => [name, valueText(metrics[name]!)]),
  );
  return `${values}\n\n${definitions}`;
}

/** Every hyper-parameter with its value, the seed behind them. */
export const paramsTable = (config: Record<string, unknown>, seed: number): string =>
  table(
    ['parameter', 'value'],
    Object.entries({ ...config, seed }).map(([key, value]) => [key, textOf(value)]),
  );

/** Where a model comes from. */
export function lineageTable({
  lineage,
  createdBy,
}: Pick<BundleContents | QueryBundleContents, 'lineage' | 'createdBy'>): string {
  const { run, dataset, split, registered, trained_at } = lineage;
  return table(
    ['what', 'which'],
    [
      ['run', `${run.number} ${run.name} (${run.id})`],
      ['trained', trained_at === null ? 'unknown' : timeText(trained_at)],
      ...('trained_on' in lineage ? [['trained on', lineage.trained_on]] : []),
      ['dataset fingerprint', dataset.fingerprint],
      ['split fingerprint', split.fingerprint],
      ['source', dataset.source],
      ['registered', `${timeText(registered.at)} by ${registered.by}`],
      ['note', registered.note || '–'],
      ['written by', createdBy],
    ],
  );
}
