import type { SweepRung } from '#shared/domain/sweep.ts';
import { isEnded, type RunStatus } from '#shared/domain/run.ts';

/** One run of a sweep: a trial on a rung with a seed. */
export type SweepJob = { trial: number; rung: number; seed: number };

/** A run that was started for a job; `value` is the deciding metric, null where it has none. */
export type SweepChild = SweepJob & { id: string; number: number; status: RunStatus; value: number | null };

export type SweepLayout = {
  rungs: readonly SweepRung[];
  seeds: readonly number[];
  /** Whether greater values are better. */
  isGreaterBetter: boolean;
};

export type RankedTrial = { trial: number; rung: number; value: number; children: SweepChild[] };

export type SweepState = {
  /** Jobs of the present rung that no run was started for, in order. */
  waiting: SweepJob[];
  active: SweepChild[];
  finished: number;
  failed: number;
  isDone: boolean;
  /** Trials of the last rung that has a value, best first. */
  ranking: RankedTrial[];
};

/** Where a sweep stands, from the runs that it has: all that is needed to go on after a kill. */
export function sweepState(
  { rungs, seeds, isGreaterBetter }: SweepLayout,
  children: readonly SweepChild[],
): SweepState {
  const byJob = new Map(children.map((child) => [keyOf(child), child]));
  const ended = children.filter(({ status }) => isEnded(status));
  const finished = ended.filter(({ status }) => status === 'FINISHED').length;
  const counts = {
    active: children.filter(({ status }) => !isEnded(status)),
    finished,
    failed: ended.length - finished,
  };
  let ranking: RankedTrial[] = [];
  let trials = Array.from({ length: rungs[0]!.trials }, (_, trial) => trial);
  for (const [rung, { trials: room }] of rungs.entries()) {
    trials = rung === 0 ? trials : ranking.slice(0, room).map(({ trial }) => trial);
    const jobs = trials.flatMap((trial) => seeds.map((seed) => ({ trial, rung, seed })));
    const found = jobs.map((job) => byJob.get(keyOf(job)));
    const ranked = rank(trials, rung, found, isGreaterBetter);
    if (ranked.length > 0) ranking = ranked;
    const waiting = jobs.filter((_, at) => found[at] === undefined);
    const isOpen = waiting.length > 0 || found.some((child) => child && !isEnded(child.status));
    if (isOpen) return { ...counts, waiting, isDone: false, ranking };
    // Nothing of this rung can be compared, so nothing goes on.
    if (ranked.length === 0) break;
  }
  return { ...counts, waiting: [], isDone: true, ranking };
}

const keyOf = ({ trial, rung, seed }: SweepJob): string => `${rung} ${trial} ${seed}`;

/** Trials by the mean of what their seeds have; equal ones in the order in which they were tried. */
function rank(
  trials: readonly number[],
  rung: number,
  found: readonly (SweepChild | undefined)[],
  isGreaterBetter: boolean,
): RankedTrial[] {
  const sign = isGreaterBetter ? -1 : 1;
  return trials
    .flatMap((trial) => {
      const children = found.flatMap((child) => (child?.trial === trial && child.value !== null ? [child] : []));
      if (children.length === 0) return [];
      const value = children.reduce((sum, child) => sum + child.value!, 0) / children.length;
      return [{ trial, rung, value, children }];
    })
    .toSorted((a, b) => sign * (a.value - b.value) || a.trial - b.trial);
}
