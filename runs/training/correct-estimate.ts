/** What a finished run was estimated to take and what it took, in seconds. */
export type MeasuredRun = { estimated: number; measured: number };

/** Estimated seconds from which a run tells how fast this machine computes, and not only what every run costs. */
const telling = 1;

/**
 * A correction of estimates by what this machine measured: measured ≈ fixed + factor · estimated. The factor is the median ratio of runs
 * that were estimated at a second or more (1 without such), the fixed part the median of what is left, never below 0.
 */
export function correctionOf(runs: readonly MeasuredRun[]): (seconds: number) => number {
  const ratios = runs.filter(({ estimated }) => estimated >= telling).map((run) => run.measured / run.estimated);
  const factor = ratios.length > 0 ? median(ratios) : 1;
  const rest = runs.map(({ measured, estimated }) => measured - factor * estimated);
  const fixed = rest.length > 0 ? Math.max(0, median(rest)) : 0;
  return (seconds) => fixed + factor * seconds;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
