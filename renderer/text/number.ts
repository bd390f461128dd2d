import { metricDefinition, type MetricValue } from '#shared/domain/metric.ts';
import { formatBytes } from './bytes.ts';
import { formatDuration } from './duration.ts';

/** True minus, so that signs line up with digits. */
export const trueMinus = (text: string): string => text.replace(/^-/, '−');

const counts = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
/** A count with the reader's separators: 1,204. */
export const formatCount = (value: number): string => trueMinus(counts.format(value));

/**
 * Four significant digits, never an SI prefix and never an exponent for what a table shows: 0.1 is "0.1000", 12345.6 is "12346".
 * Figures below 0.0001 keep four digits by an exponent, because a row of zeros would say "none".
 */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-4) return trueMinus(value.toExponential(2).replace('e-', 'e−'));
  const whole = Math.floor(Math.log10(size)) + 1;
  return trueMinus(value.toFixed(Math.max(0, Math.min(7, 4 - whole))));
}

/** A difference always carries its sign. */
export function formatSigned(value: number): string {
  const text = formatFigure(value);
  return value > 0 ? `+${text}` : text;
}

/** Zero is a value, missing is a dash, NaN says so. */
export function formatMetric(name: string, value: MetricValue | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (value === 'NaN') return 'NaN';
  const unit = metricDefinition(name)?.unit;
  if (unit === 'ms') return formatDuration(value);
  if (unit === 'bytes') return formatBytes(value);
  return Number.isInteger(value) && Math.abs(value) > 1 ? formatCount(value) : formatFigure(value);
}

/** The difference of two values of a metric, in its unit and with its sign. */
export function formatDelta(name: string, delta: number): string {
  const unit = metricDefinition(name)?.unit;
  if (unit !== 'ms' && unit !== 'bytes') return formatSigned(delta);
  return `${delta > 0 ? '+' : delta < 0 ? '−' : ''}${formatMetric(name, Math.abs(delta))}`;
}

/** What stands behind ±: in the metric's unit, else with the decimals of the figure before it, unless these are nothing but zeros. */
export function formatSpread(name: string, half: number, of: number): string {
  const unit = metricDefinition(name)?.unit;
  if (unit === 'ms' || unit === 'bytes') return formatMetric(name, half);
  const text = half.toFixed(formatFigure(of).split('.')[1]?.length ?? 0);
  return Number(text) === 0 ? formatFigure(half) : text;
}

export function formatPercent(share: number): string {
  const percent = share * 100;
  return `${trueMinus(percent.toFixed(percent !== 0 && Math.abs(percent) < 10 ? 2 : 1))} %`;
}

/** A p-value to three places; smaller ones say only that they are. */
export const formatP = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** A round share, as ticks of axes and levels have: 90 %. */
export const formatShare = (share: number): string => `${Math.round(share * 100)} %`;
