import { formatBytes } from '#shared/domain/format-bytes.ts';
import { compareMetrics, metricDefinition, type MetricValue } from '#shared/domain/metric.ts';
import { intervalCoverageMetric } from '#shared/domain/metrics/query-performance.ts';
import { duration, number } from './numbers.ts';
import { paragraphs, table, type Column } from './text.ts';

type Metrics = Record<string, MetricValue>;

/** Metrics in the order of the catalogue: those of `name@K` with one column for each K, then the others. */
export function metricTables(metrics: Metrics): string {
  const names = Object.keys(metrics).sort(compareMetrics);
  const atK = names.filter((name) => name.includes('@'));
  const ks = [...new Set(atK.map((name) => name.split('@')[1]!))].sort((a, b) => Number(a) - Number(b));
  const columns = ks.map((k) => column(`@${k}`, (base) => number(metrics[`${base}@${k}`])));
  const others = names.filter((name) => !name.includes('@'));
  return paragraphs(
    atK.length === 0 ? '' : table([metric, ...columns], [...new Set(atK.map(baseOf))]),
    others.length === 0 ? '' : table([metric, column('value', (name) => metricText(name, metrics[name]!))], others),
  );
}

/**
 * The metrics that a list of runs shows: those that were asked about, then nDCG and recall at 10, or at the greatest K there is; R² and the
 * mean absolute error where there are none of these.
 * @param asked  the filter and the order, as typed
 */
export function headlineMetrics(runs: readonly { metrics: Metrics }[], asked: string): string[] {
  const known = new Set(runs.flatMap((run) => Object.keys(run.metrics)));
  const named = (asked.match(/[a-z_]+(@\d+)?/g) ?? []).filter((name) => metricDefinition(name) && known.has(name));
  const usual = ['ndcg', 'recall'].flatMap((base) => at10OrGreatest(known, base));
  const ofQueries = ['r2', 'mae_ms', intervalCoverageMetric].filter((name) => known.has(name));
  return [...new Set([...named, ...(usual.length > 0 ? usual : ofQueries)])];
}

function at10OrGreatest(known: ReadonlySet<string>, base: string): string[] {
  if (known.has(`${base}@10`)) return [`${base}@10`];
  const all = [...known].filter((name) => baseOf(name) === base);
  return all.sort((a, b) => Number(b.split('@')[1]) - Number(a.split('@')[1])).slice(0, 1);
}

/** A metric's value in its unit: times and sizes as people read them. */
export function metricText(name: string, value: MetricValue | null): string {
  const unit = metricDefinition(name)?.unit;
  if (typeof value !== 'number') return number(value);
  if (unit === 'ms') return duration(value);
  return unit === 'bytes' ? formatBytes(value) : number(value);
}

/** The difference of two values of a metric, with its sign and in its unit. */
export function deltaText(name: string, delta: number | null): string {
  if (delta === null || delta === 0) return number(delta);
  return `${delta > 0 ? '+' : '-'}${metricText(name, Math.abs(delta))}`;
}

const baseOf = (name: string): string => name.split('@')[0]!;

const metric: Column<string> = { title: 'metric', value: (name) => name };

const column = (title: string, value: (name: string) => string): Column<string> => ({ title, value, align: 'right' });
