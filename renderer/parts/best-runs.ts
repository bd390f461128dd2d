import { directionOf } from '#shared/domain/metric.ts';
import type { Run } from '#shared/domain/run.ts';
import { measureKey } from './comparable-pairs.ts';

/** The best run of each group that was measured alike, by one metric; groups in the order in which they were used last. */
export function bestRuns(runs: readonly Run[], metric: string): { run: Run; of: number }[] {
  const groups = Map.groupBy(
    runs.filter((run) => run.status === 'FINISHED' && typeof run.metrics[metric] === 'number'),
    measureKey,
  );
  const sign = directionOf(metric) === 'min' ? -1 : 1;
  const value = (run: Run) => sign * Number(run.metrics[metric]);
  return [...groups.values()].map((group) => ({
    run: group.reduce((best, run) => (value(run) > value(best) ? run : best)),
    of: group.length,
  }));
}
