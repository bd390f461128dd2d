import { toWire } from '#shared/api/errors.ts';
import { sweepTags } from '#shared/domain/sweep.ts';
import type { StoredSweep } from '#runs/tracking/sweeps.ts';
import { sweepState, type SweepJob, type SweepState } from '#runs/training/sweep/sweep-state.ts';
import { shareOut } from '#runs/training/trainer.ts';
import type { CoreContext } from '../context.ts';
import type { RunLifecycle } from '../run-lifecycle.ts';
import type { SweepDesign } from './plan-sweep.ts';
import { sweepFamily, type SweptRun } from './sweep-family.ts';
import { sweepChildren } from './sweep-runs.ts';

/** Runs of a sweep in the queue of the trainer for each that can be trained at a time; the others wait with the sweep. */
const ahead = 2;

export type SweepRunner = { done: Promise<void>; stop(): void };

/**
 * Starts a sweep's runs as the trainer gets through them, until there are none left or it is told to stop. It keeps nothing in mind:
 * what is missing follows from the runs that the store has.
 * @param onStep after each run that started or ended
 */
export function runSweep(
  context: CoreContext,
  lifecycle: RunLifecycle,
  sweep: StoredSweep,
  design: SweepDesign,
  onStep: () => Promise<unknown>,
): SweepRunner {
  const room = ahead * shareOut(context.config.threads).concurrency;
  const stopped = Promise.withResolvers<void>();
  const family = sweepFamily(context, lifecycle, sweep.request);
  let isStopped = false;
  const running = new Map<string, Promise<unknown>>();

  async function start(job: SweepJob): Promise<void> {
    const [run] = await family.start(sweptRun(sweep.id, design, job));
    const ended = lifecycle.ended(run!.id).finally(() => running.delete(run!.id));
    running.set(run!.id, ended);
  }

  async function work(): Promise<void> {
    while (!isStopped) {
      const state: SweepState = sweepState(design, await sweepChildren(context.store, sweep, design.metric));
      if (state.isDone) return;
      for (const job of state.waiting.slice(0, Math.max(0, room - running.size))) {
        if (isStopped) return;
        await start(job);
      }
      await onStep();
      await Promise.race([...running.values(), stopped.promise]);
    }
  }

  async function finish(): Promise<void> {
    try {
      await work();
      if (!isStopped) await context.store.sweeps.end(sweep.id, 'FINISHED');
    } catch (error) {
      if (isStopped) return;
      context.log('error', `Sweep ${sweep.id} failed`, error);
      await context.store.sweeps.end(sweep.id, 'FAILED', toWire(error).message);
    } finally {
      await Promise.allSettled(running.values());
      await onStep();
    }
  }

  return {
    done: finish(),
    stop() {
      isStopped = true;
      stopped.resolve();
    },
  };
}

const sweptRun = (id: string, { trials, rungs }: SweepDesign, { trial, rung, seed }: SweepJob): SweptRun => ({
  trial: trials[trial]!,
  share: rungs[rung]!.share,
  seed,
  tags: { [sweepTags.sweep]: id, [sweepTags.trial]: String(trial), [sweepTags.rung]: String(rung) },
});
