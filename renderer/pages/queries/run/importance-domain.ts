import type { QueryRunReport } from '#shared/domain/query-report.ts';

/** One axis for all features that holds every interval and zero. */
export function importanceDomain(importance: QueryRunReport['importance']): [number, number] {
  const ends = importance.flatMap(({ mean, ci }) => [mean, ...(ci ?? [])]);
  const most = Math.max(0, ...ends);
  return [Math.min(0, ...ends), most > 0 ? most : 1];
}
