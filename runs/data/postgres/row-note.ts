import { formatCount } from '#shared/domain/format-count.ts';
import { formatDuration } from '#shared/domain/format-duration.ts';

/** `1,234,567 rows, 512,000 rows/s, about 12 s left`. @param elapsed milliseconds */
export function rowNote(rows: number, total: number, elapsed: number): string {
  const rate = elapsed > 0 ? (rows / elapsed) * 1000 : 0;
  const parts = [`${formatCount(rows)} rows`];
  if (rate > 0) parts.push(`${formatCount(Number(rate.toPrecision(3)))} rows/s`);
  const left = rate > 0 ? ((total - rows) / rate) * 1000 : 0;
  if (left >= 1000) parts.push(`about ${formatDuration(Math.round(left / 1000) * 1000)} left`);
  return parts.join(', ');
}
