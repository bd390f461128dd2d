import { cancelled } from '#runs/matrix/pass.ts';
import { createControl, isStopped, stop, taken, type Control } from './control.ts';
import type { Thread } from './thread.ts';

/** How often the stop flag is asked for and progress is reported. */
const watchMs = 50;

export type Watch = {
  shouldStop(): boolean;
  onProgress(done: number, total: number): void;
};

/**
 * Lets all threads take blocks of one thing of `total` rows, users, … and waits for the last.
 * @param requestOf what the n-th thread is asked; all share the control
 * @throws KindredError cancelled once `shouldStop` says so, or the first error of a thread; the others stop then
 */
export async function workTogether<Request>(
  threads: readonly Thread<Request>[],
  requestOf: (control: Control, thread: number) => Request,
  total: number,
  { shouldStop, onProgress }: Watch,
): Promise<void> {
  if (shouldStop()) throw cancelled();
  const control = createControl();
  const watch = setInterval(() => {
    if (shouldStop()) stop(control);
    else onProgress(taken(control, total), total);
  }, watchMs);
  const asked = threads.map(async (thread, n) => {
    try {
      await thread.ask(requestOf(control, n));
    } catch (error) {
      // The others need not go on.
      stop(control);
      throw error;
    }
  });
  const settled = await Promise.allSettled(asked);
  clearInterval(watch);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  if (isStopped(control)) throw cancelled();
  onProgress(total, total);
}
