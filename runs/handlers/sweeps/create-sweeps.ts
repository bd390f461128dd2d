import { KindredError } from '#shared/api/errors.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { Sweep, SweepPlan, SweepRequest } from '#shared/domain/sweep.ts';
import type { StoredSweep } from '#runs/tracking/sweeps.ts';
import { refuseTooLarge } from '#runs/training/estimate.ts';
import { sweepState } from '#runs/training/sweep/sweep-state.ts';
import { shareOut } from '#runs/training/trainer.ts';
import type { CoreContext } from '../context.ts';
import { correctionFor } from '../measured-estimate.ts';
import type { RunLifecycle } from '../run-lifecycle.ts';
import { designOf, type SweepDesign } from './plan-sweep.ts';
import { runSweep, type SweepRunner } from './run-sweep.ts';
import { kindOfSweep, sweepFamily } from './sweep-family.ts';
import { sweepChildren } from './sweep-runs.ts';

/** Trials that a plan shows. */
const shownTrials = 5;

/** Starts, follows and ends sweeps: the only place that changes a sweep's status. */
export function createSweeps(context: CoreContext, lifecycle: RunLifecycle) {
  const { store, emit, config, memoryLimit } = context;
  const runners = new Map<string, SweepRunner>();

  async function plan(request: SweepRequest): Promise<SweepPlan> {
    const design = designOf(request);
    const family = sweepFamily(context, lifecycle, request);
    const { correct, runs } = await correctionFor(context, kindOfSweep(request), request.base.algorithm);
    const { concurrency } = shareOut(config.threads);
    const limit_bytes = memoryLimit();
    let bytes = 0;
    /** Seconds of one run of each trial on all of the training part. */
    const seconds: number[] = [];
    for (const trial of design.trials) {
      const estimate = await family.estimate(trial);
      refuseTooLarge(`${request.base.algorithm} ${JSON.stringify(trial)}`, estimate);
      bytes = Math.max(bytes, estimate.bytes);
      seconds.push(correct(estimate).seconds);
    }
    // Which trials go on is not known, so every rung counts with the mean of all.
    const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
    const work = design.rungs.reduce((sum, { share, trials }) => sum + share * trials, 0);
    return {
      trials: design.trials.length,
      rungs: [...design.rungs],
      runs: design.runs,
      metric: design.metric,
      seconds: (mean * work * design.seeds.length) / Math.min(concurrency, design.runs),
      bytes: bytes * Math.min(concurrency, design.runs),
      limit_bytes,
      measured_runs: runs,
      examples: design.trials.slice(0, shownTrials),
    };
  }

  async function start(request: SweepRequest): Promise<Sweep> {
    await plan(request);
    const dataset = await sweepFamily(context, lifecycle, request).dataset();
    // By id: the newest version of a name may be another one when the sweep is taken up again.
    const fixed = withDataset(request, dataset.id);
    const name = request.name ?? `${request.base.algorithm} ${Object.keys(request.over).join(', ')}`.slice(0, 100);
    return take(await store.sweeps.create(name, fixed));
  }

  async function take(stored: StoredSweep): Promise<Sweep> {
    const design = designOf(stored.request);
    const runner = runSweep(context, lifecycle, stored, design, () => announce(stored.id));
    runners.set(stored.id, runner);
    void runner.done
      .finally(() => runners.delete(stored.id))
      .catch((error: unknown) => context.log('error', 'A sweep could not be ended', error));
    return announce(stored.id);
  }

  async function resume(ref: string): Promise<Sweep> {
    await store.sweeps.reconcile();
    const { id } = await store.sweeps.find(ref);
    return take(await store.sweeps.resume(id));
  }

  async function cancel(ref: string): Promise<Sweep> {
    const stored = await store.sweeps.find(ref);
    if (stored.status !== 'RUNNING') {
      throw new KindredError('conflict', `Sweep "${stored.name}" has ended already (${stored.status}).`);
    }
    const runner = runners.get(stored.id);
    if (!runner) {
      throw new KindredError(
        'conflict',
        `Sweep "${stored.name}" belongs to another Kindred process. Cancel it there, or end that process.`,
      );
    }
    runner.stop();
    await store.sweeps.end(stored.id, 'CANCELLED', 'Cancelled. Runs that had finished are kept.');
    const children = await sweepChildren(store, stored, designOf(stored.request).metric);
    const active = children.filter(({ status }) => status === 'QUEUED' || status === 'RUNNING');
    // One that ended in the meantime cannot be cancelled, and need not be.
    await Promise.allSettled(active.map(({ id }) => lifecycle.cancel(id)));
    await runner.done;
    return announce(stored.id);
  }

  async function announce(id: string): Promise<Sweep> {
    const sweep = await whole(await store.sweeps.find(id));
    emit({ type: 'sweep.changed', sweep });
    return sweep;
  }

  /** A sweep with what its runs say. */
  async function whole(stored: StoredSweep): Promise<Sweep> {
    const design = designOf(stored.request);
    const state = sweepState(design, await sweepChildren(store, stored, design.metric));
    const dataset = await sweepFamily(context, lifecycle, stored.request).dataset();
    const { resumed_at: _, ...shown } = stored;
    return {
      ...shown,
      kind: kindOfSweep(stored.request),
      algorithm: stored.request.base.algorithm,
      dataset: { id: dataset.id, name: dataset.name, version: dataset.version },
      metric: design.metric,
      rungs: [...design.rungs],
      progress: { runs: design.runs, finished: state.finished, failed: state.failed, active: state.active.length },
      best: bestOf(design, state.ranking[0]),
    };
  }

  return {
    plan,
    start,
    resume,
    cancel,
    async list(kind: Kind): Promise<Sweep[]> {
      await store.sweeps.reconcile();
      const all = await store.sweeps.list();
      return Promise.all(all.filter(({ request }) => kindOfSweep(request) === kind).map(whole));
    },
    show: async (ref: string) => whole(await store.sweeps.find(ref)),
    /** Before the runs are ended, so that no more are started. */
    async stop(): Promise<void> {
      for (const [id, runner] of runners) {
        runner.stop();
        await store.sweeps.end(
          id,
          'INTERRUPTED',
          'Kindred was closed while this sweep ran. Take it up again to go on.',
        );
      }
    },
    close: () => Promise.allSettled([...runners.values()].map(({ done }) => done)),
  };
}

/** By cases, so that each kind keeps what its runs have in common. */
const withDataset = (request: SweepRequest, dataset: string): SweepRequest =>
  request.kind === 'query_performance'
    ? { ...request, base: { ...request.base, dataset } }
    : { ...request, base: { ...request.base, dataset } };

function bestOf(
  { trials }: SweepDesign,
  found: ReturnType<typeof sweepState>['ranking'][number] | undefined,
): Sweep['best'] {
  if (!found) return null;
  return {
    config: trials[found.trial]!,
    value: found.value,
    seeds: found.children.length,
    runs: found.children.map(({ id, number }) => ({ id, number })),
  };
}

export type Sweeps = ReturnType<typeof createSweeps>;
