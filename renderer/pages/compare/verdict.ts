import { directionOf, metricCatalogue } from '#shared/domain/metric.ts';
import type { MetricDelta } from '#shared/domain/comparison.ts';
import { cutoffOf } from '../../parts/metric-text.ts';

export type Verdict = { word: string; tone: 'good' | 'bad' | 'none' };

/**
 * What a difference says: better or worse only where its interval leaves out zero and the metric has a direction. What only the interval
 * says, and the p-value that is corrected for all metrics does not, is uncertain.
 */
export function verdictOf({ name, delta, ci, p_corrected: p }: MetricDelta): Verdict {
  const direction = directionOf(name);
  if (delta === null || direction === 'none' || !ci) return { word: '', tone: 'none' };
  if (ci[0] <= 0 && ci[1] >= 0) return { word: 'no evidence', tone: 'none' };
  if (p !== null && p >= 0.05) return { word: 'uncertain', tone: 'none' };
  const isBetter = direction === 'max' ? delta > 0 : delta < 0;
  return isBetter ? { word: 'better', tone: 'good' } : { word: 'worse', tone: 'bad' };
}

const place = new Map(metricCatalogue.map(({ name }, index) => [name, index]));

/** Measures of accuracy come before coverage in the catalogue; all are shares that a reader compares with one another. */
const isAccuracy = (metric: string) => (place.get(metric.split('@')[0]!) ?? Infinity) < place.get('coverage')!;

/** The axis of each metric's interval, by name: one for all measures of accuracy, its own for every other; zero is inside. */
export function domainsOf(metrics: readonly MetricDelta[]): Map<string, [number, number]> {
  const axisOf = ({ name }: MetricDelta) => (isAccuracy(name) ? 'accuracy' : name);
  const axes = new Map<string, [number, number]>();
  for (const metric of metrics) {
    if (metric.delta === null || !metric.ci) continue;
    const [low, high] = metric.ci;
    const [least, most] = axes.get(axisOf(metric)) ?? [0, 0];
    axes.set(axisOf(metric), [Math.min(least, low, metric.delta), Math.max(most, high, metric.delta)]);
  }
  return new Map(metrics.map((metric) => [metric.name, axes.get(axisOf(metric)) ?? [-1, 1]]));
}

/** List lengths of these metrics, ascending. */
export const cutoffsOf = (metrics: readonly MetricDelta[]): number[] =>
  [...new Set(metrics.map(({ name }) => cutoffOf(name)).filter((k) => k !== null))].toSorted((a, b) => a - b);

/** The list length that is shown: the one asked for where it is among them, else 10, else the smallest. */
export const shownCutoff = (cutoffs: readonly number[], k: number | undefined): number | undefined =>
  k !== undefined && cutoffs.includes(k) ? k : cutoffs.includes(10) ? 10 : cutoffs[0];
