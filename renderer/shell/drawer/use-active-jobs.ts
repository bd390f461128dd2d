import { useCall } from '../../core/use-call.ts';
import { useRunsOfAllKinds } from './use-runs-of-all-kinds.ts';

/** Runs that are under way or waiting. */
const activeRuns = { filter: 'status in ("RUNNING", "QUEUED")', order_by: 'number asc', limit: 100 } as const;

/** What is under way or waits, of every kind: runs, and versions of datasets that are being created. */
export function useActiveJobs() {
  const runs = useRunsOfAllKinds(activeRuns).toSorted((a, b) => a.number - b.number);
  const datasets = useCall('datasets.underWay', {}).data ?? [];
  return { runs, datasets };
}
