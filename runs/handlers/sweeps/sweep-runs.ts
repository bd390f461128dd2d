import type { Run } from '#shared/domain/run.ts';
import { sweepTags } from '#shared/domain/sweep.ts';
import type { Store } from '#runs/tracking/store.ts';
import type { StoredSweep } from '#runs/tracking/sweeps.ts';
import type { SweepChild } from '#runs/training/sweep/sweep-state.ts';

/** The runs of a sweep that count: of several for one job the newest; ended without a result before the sweep was taken up again, none. */
export async function sweepChildren(store: Store, sweep: StoredSweep, metric: string): Promise<SweepChild[]> {
  const runs = await store.sweeps.runs(sweep.id);
  const counted = runs.filter(
    ({ status, created_at }) => (status !== 'CANCELLED' && status !== 'INTERRUPTED') || created_at >= sweep.resumed_at,
  );
  const byJob = new Map(counted.map((run) => [jobText(run), childOf(run, metric)]));
  return [...byJob.values()];
}

const jobText = ({ tags, seed }: Run): string => `${tags[sweepTags.rung]} ${tags[sweepTags.trial]} ${seed}`;

function childOf({ id, number, status, seed, tags, metrics }: Run, metric: string): SweepChild {
  const value = metrics[metric];
  return {
    id,
    number,
    status,
    seed,
    trial: Number(tags[sweepTags.trial]),
    rung: Number(tags[sweepTags.rung]),
    value: status === 'FINISHED' && typeof value === 'number' ? value : null,
  };
}
