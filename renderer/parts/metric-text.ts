import { metricDefinition, type Direction } from '#shared/domain/metric.ts';

/** `ndcg@10` as people write it: nDCG@10. A metric that only a run knows keeps its name. */
export function metricTitle(metric: string): string {
  const [name = metric, k] = metric.split('@');
  const title = metricDefinition(metric)?.title ?? name;
  return k === undefined ? title : `${title}@${k}`;
}

const directions: Record<Direction, string> = {
  max: 'Higher is better.',
  min: 'Lower is better.',
  none: 'Neither higher nor lower is better.',
};

/** The definition in a sentence or two, for a tooltip. */
export function metricHelp(metric: string): string {
  const definition = metricDefinition(metric);
  if (!definition) return 'Logged by the run itself; the catalogue does not define it.';
  const unit = definition.unit && definition.unit !== 'ms' ? ` In ${definition.unit}.` : '';
  return `${definition.definition}${unit} ${directions[definition.direction]}`;
}

/** K of `ndcg@10`; null where the metric has none: what stands behind the @ of `interval_coverage@90` is no length of a list. */
export function cutoffOf(metric: string): number | null {
  if (metricDefinition(metric)?.atK === false) return null;
  const k = Number(metric.split('@')[1] ?? NaN);
  return Number.isInteger(k) ? k : null;
}
