import { compareMetrics, metricDefinition, type MetricValue } from '#shared/domain/metric.ts';
import { cutoffOf } from '../../parts/metric-text.ts';

export type MetricRows = {
  /** List lengths, ascending: the columns. */
  cutoffs: number[];
  /** Metrics that have K, one row each, with a value a column. */
  atK: { name: string; values: (MetricValue | undefined)[] }[];
  /** Metrics of the run as a whole. */
  whole: { name: string; value: MetricValue }[];
};

/** A run's metrics as a table of names by K, and those without K; both in the order of the catalogue. */
export function metricRows(metrics: Record<string, MetricValue>): MetricRows {
  const names = Object.keys(metrics);
  const cutoffs = [...new Set(names.map(cutoffOf).filter((k) => k !== null))].toSorted((a, b) => a - b);
  const bases = [...new Set(names.filter((name) => cutoffOf(name) !== null).map((name) => name.split('@')[0]!))];
  return {
    cutoffs,
    atK: bases.toSorted(compareMetrics).map((name) => ({ name, values: cutoffs.map((k) => metrics[`${name}@${k}`]) })),
    whole: names
      .filter((name) => cutoffOf(name) === null)
      .toSorted(compareMetrics)
      .map((name) => ({ name, value: metrics[name]! })),
  };
}

/** An arrow for the direction in which a metric is better; its words are in the tooltip. */
export function directionArrow(metric: string): string {
  const direction = metricDefinition(metric)?.direction ?? 'none';
  return direction === 'max' ? '↑' : direction === 'min' ? '↓' : '';
}
