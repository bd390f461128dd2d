import { useCall } from '../../core/use-call.ts';

/** Runs that are under way or waiting. */
const activeRuns = { filter: 'status in ("RUNNING", "QUEUED")', order_by: 'number asc', limit: 100 } as const;

/** What is under way or waits: runs, and versions of datasets that are being created. */
export function useActiveJobs() {
  const runs = useCall('runs.list', activeRuns).data?.runs ?? [];
  const datasets = useCall('datasets.underWay', {}).data ?? [];
  return { runs, datasets };
}
