import type { QueryRunReport } from '#shared/domain/query-report.ts';

/** The scale on which execution times are modelled, as a formula. */
export const scaleText: Record<QueryRunReport['target_scale'], string> = { log1p: 'log(1 + ms)', log: 'log(ms)' };
