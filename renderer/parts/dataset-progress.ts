import type { AppEvent } from '#shared/api/api.ts';
import { formatDuration } from '../text/duration.ts';
import { formatPercent } from '../text/number.ts';

type ProgressEvent = Extract<AppEvent, { type: 'dataset.progress' }>;

/** How far a dataset is that is being made. */
export type DatasetStep = Pick<ProgressEvent, 'name' | 'stage' | 'done' | 'total'> & {
  note: string | null;
  /** When it was reported, in milliseconds. */
  at: number;
  /** Where this stage began, for the time that is left: its first report. */
  from: { done: number; at: number };
};

/** The step after an event; the same stage goes on from where it began. */
export function nextStep(before: DatasetStep | undefined, event: ProgressEvent, at: number): DatasetStep {
  const { name, stage, done, total, note = null } = event;
  const from = before?.stage === stage ? before.from : { done, at };
  return { name, stage, done, total, note, at, from };
}

/** From 0 to 1. */
export const shareOfStep = ({ done, total }: Pick<DatasetStep, 'done' | 'total'>): number =>
  total > 0 ? Math.min(1, done / total) : 0;

/** "1,234,567 rows, 512,000 rows/s, about 12 s left" where the core says so, else the share and the time that is left at this rate. */
export function stepText(step: DatasetStep): string {
  if (step.note !== null) return step.note;
  const { done, total, at, from } = step;
  const share = formatPercent(shareOfStep(step));
  const elapsed = at - from.at;
  const left = elapsed > 1000 && done > from.done ? (elapsed * (total - done)) / (done - from.done) : 0;
  return left >= 1000 ? `${share}, about ${formatDuration(Math.round(left / 1000) * 1000)} left` : share;
}
