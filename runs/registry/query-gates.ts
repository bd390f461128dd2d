import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { formatDuration } from '#shared/domain/format-duration.ts';
import { directionOf, metricDefinition, type MetricValue } from '#shared/domain/metric.ts';
import type { Gate } from '#shared/domain/model-version.ts';
import { intervalCoverageMetric } from '#shared/domain/metrics/query-performance.ts';
import { dataGate, metricGate, smokeGate, type GateInput } from './gates.ts';

type Metrics = Readonly<Record<string, MetricValue>>;

export type QueryGateInput = Omit<GateInput, 'groupLimit'> & { metrics: Metrics };

/** Bounds of the share of test samples inside the 90 % interval. */
export const coverageBounds: readonly [number, number] = [0.85, 0.95];

const baselines = [
  { prefix: 'baseline_mean_', name: 'the constant mean' },
  { prefix: 'baseline_last_', name: 'the last value' },
];

/** The conditions under which a model of query performance may go live, each with what was found. */
export function queryGatesOf(input: QueryGateInput): Gate[] {
  const shared = { ...input, groupLimit: 0 };
  return [
    dataGate(shared, 'The data and the split are those of the live version.'),
    metricGate(shared, 'queries'),
    baselineGate(input),
    coverageGate(input),
    smokeGate(shared),
  ];
}

/**
 * The metric that decides: the one asked for, else the mean absolute error.
 * @throws KindredError invalid_input where there is none, none of its ends is better, or nothing is known of the baselines
 */
export function decidingQueryMetric(metrics: Metrics, wanted = 'mae_ms'): string {
  const names = Object.keys(metrics);
  const able = names.filter((name) => baselines.every(({ prefix }) => `${prefix}${name}` in metrics));
  if (!names.includes(wanted)) {
    throw new KindredError('invalid_input', `This version has no metric "${wanted}".${didYouMean(wanted, able)}`);
  }
  if (able.includes(wanted) && directionOf(wanted) !== 'none') return wanted;
  throw new KindredError('invalid_input', `"${wanted}" cannot decide. Use ${able.join(', ')}.`);
}

function baselineGate({ metrics, metric }: QueryGateInput): Gate {
  const own = metrics[metric];
  const found = baselines.map(({ prefix, name }) => {
    const value = metrics[prefix + metric];
    return { ok: isBetter(own, value, metric), text: `${name} ${figure(value, metric)}` };
  });
  return {
    name: 'baselines',
    title: 'better than both baselines',
    ok: found.every(({ ok }) => ok),
    detail: `${metricDefinition(metric)?.title ?? metric} ${figure(own, metric)}; ${found.map(({ text }) => text).join(', ')}.`,
  };
}

/** What is missing or no number is not better than anything. */
function isBetter(own: MetricValue | undefined, baseline: MetricValue | undefined, metric: string): boolean {
  if (typeof own !== 'number' || typeof baseline !== 'number') return false;
  return directionOf(metric) === 'max' ? own > baseline : own < baseline;
}

function coverageGate({ metrics }: QueryGateInput): Gate {
  const [least, most] = coverageBounds;
  const found = metrics[intervalCoverageMetric];
  return {
    name: 'coverage',
    title: `90 % interval holds ${least * 100} to ${most * 100} %`,
    ok: typeof found === 'number' && found >= least && found <= most,
    detail:
      typeof found === 'number'
        ? `${Number((found * 100).toPrecision(3))} % of the test samples are inside.`
        : 'Nothing is known of it.',
  };
}

function figure(value: MetricValue | undefined, metric: string): string {
  if (typeof value !== 'number') return 'unknown';
  return metricDefinition(metric)?.unit === 'ms' ? formatDuration(value) : String(Number(value.toPrecision(4)));
}
