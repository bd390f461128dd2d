import type { RunGroup } from '#shared/domain/run-group.ts';
import type { Spread } from './runs-search.ts';

export const spreadNames: Record<Spread, string> = {
  ci: '95 % interval',
  se: 'Standard error',
  sd: 'Standard deviation',
};

/** What stands behind ±: half of the 95 % interval, the standard error, or the standard deviation; null for a single value. */
export function spreadOf({ n, mean, sd, ci }: RunGroup['metrics'][string], spread: Spread): number | null {
  if (sd === null) return null;
  switch (spread) {
    case 'sd':
      return sd;
    case 'se':
      return sd / Math.sqrt(n);
    case 'ci':
      return ci === null || mean === 'NaN' ? null : ci[1] - mean;
  }
}
