import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { formatDuration } from '../text/duration.ts';
import { formatFigure } from '../text/number.ts';

export type QueryVerdict = { tone: 'good' | 'bad' | 'none'; mark: string; sentence: string };

type Errors = QueryRunReport['errors'];

/** How a model of query performance stands against guessing the mean, and against what the query took last, in one sentence. */
export function queryVerdict({ errors, baselines: { mean, last_value: last } }: QueryRunReport): QueryVerdict {
  const beats = (baseline: Errors) => errors.mae_ms < baseline.mae_ms;
  const figures = `its mean absolute error is ${formatDuration(errors.mae_ms)}, against ${formatDuration(mean.mae_ms)} of the constant mean and ${formatDuration(last.mae_ms)} of the last value; R² ${r2(errors)} against ${r2(mean)} and ${r2(last)}.`;
  if (beats(mean) && beats(last))
    return { tone: 'good', mark: '▲', sentence: `Better than both baselines: ${figures}` };
  if (!beats(mean) && !beats(last))
    return { tone: 'bad', mark: '▼', sentence: `No better than the baselines: ${figures}` };
  const beaten = beats(mean)
    ? 'the constant mean, but not than the last value'
    : 'the last value, but not than the constant mean';
  return { tone: 'none', mark: '○', sentence: `Better than ${beaten}: ${figures}` };
}

const r2 = (errors: Errors): string => (errors.r2 === null ? '–' : formatFigure(errors.r2));
