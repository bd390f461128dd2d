import { featureOf } from '#shared/domain/query-features.ts';
import { formatBytes } from './bytes.ts';
import { formatDuration } from './duration.ts';
import { formatCount, formatFigure, formatPercent } from './number.ts';

/** A value of a feature in its unit; a dash where it is unknown. */
export function formatFeature(feature: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  switch (featureOf(feature)?.unit) {
    case 'bytes':
      return formatBytes(value);
    case 'ms':
      return formatDuration(value);
    case 'share':
      return formatPercent(value);
    default:
      return Number.isInteger(value) ? formatCount(value) : formatFigure(value);
  }
}
