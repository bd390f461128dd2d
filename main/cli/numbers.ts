import { formatDuration } from '#shared/domain/format-duration.ts';
import type { MetricValue } from '#shared/domain/metric.ts';

/** Four significant digits; whole numbers whole; – for a missing value, which is neither 0 nor NaN. */
export function number(value: MetricValue | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (value === 'NaN' || Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1000) return value.toFixed(0);
  return size < 1e-4 ? value.toExponential(3) : value.toPrecision(4);
}

/** A difference: always with its sign. */
export const signed = (value: number | null): string =>
  value !== null && value > 0 ? `+${number(value)}` : number(value);

export const interval = (ci: readonly [number, number] | null): string =>
  ci === null ? '–' : `[${signed(ci[0])}, ${signed(ci[1])}]`;

/** An interval of a value, not of a difference. */
export const valueInterval = (ci: readonly [number, number] | null): string =>
  ci === null ? '–' : `[${number(ci[0])}, ${number(ci[1])}]`;

/** A p-value: three decimals, and what is below them as a power of ten. */
export function probability(p: number | null): string {
  if (p === null) return '–';
  return p >= 0.001 || p === 0 ? p.toFixed(3) : p.toExponential(0);
}

/** `350 ms`, `4.2 s`, `1 m 12 s`; – for what has not ended. */
export const duration = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms));

/** `2026-01-31 14:05`, in the time zone of this computer. */
export function time(ms: number | null): string {
  if (ms === null) return '–';
  const two = (value: number): string => String(value).padStart(2, '0');
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Enough of a fingerprint to recognise it. */
export const short = (fingerprint: string): string => fingerprint.slice(0, 12);
