import type { Run } from '#shared/domain/run.ts';

/** How much of the present stage is done, 0 to 1. */
export function shareOf({ status, progress }: Pick<Run, 'status' | 'progress'>): number {
  if (status !== 'RUNNING' || !progress || progress.total <= 0) return 0;
  return Math.min(1, progress.done / progress.total);
}

/** "train 62 %", "waiting". */
export function progressText(run: Pick<Run, 'status' | 'progress'>): string {
  if (run.status === 'QUEUED') return 'waiting';
  if (!run.progress) return 'starting';
  return `${run.progress.stage} ${Math.floor(100 * shareOf(run))} %`;
}
