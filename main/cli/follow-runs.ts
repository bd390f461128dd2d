import { isEnded, type Run } from '#shared/domain/run.ts';
import { aborted } from './interrupt.ts';
import type { Session } from './session.ts';

/** How long cancelled runs may take to end before the command ends without them, in milliseconds. */
const cancelMs = 5000;

/**
 * Starts runs, shows their progress and waits until each has ended. Ctrl-C cancels those that have not;
 * any other interruption leaves them to the closing core, which marks them INTERRUPTED.
 * @param start  queues the runs
 * @returns the runs as they were last seen; not all ended only where an interruption was not obeyed in time
 */
export async function followRuns(session: Session, start: () => Promise<{ runs: Run[] }>): Promise<Run[]> {
  const { client, listen, progress, interrupt } = session;
  const latest = new Map<string, Run>();
  let changed = Promise.withResolvers<void>();
  const stopListening = listen((event) => {
    if (event.type === 'run.progress') {
      const run = latest.get(event.id);
      if (run) progress.report(taskOf(run), event.stage, event.done, event.total);
    } else if (event.type === 'run.changed') {
      latest.set(event.run.id, event.run);
      changed.resolve();
    }
  });

  async function ended(runs: readonly Run[]): Promise<void> {
    while (!runs.every((run) => isEnded((latest.get(run.id) ?? run).status))) {
      await changed.promise;
      changed = Promise.withResolvers<void>();
    }
  }

  async function cancel(runs: readonly Run[]): Promise<void> {
    progress.note('Stopping …');
    // A run that ended in the meantime cannot be cancelled, and need not be.
    if (interrupt.reason === 'SIGINT') {
      const cancelled = Promise.allSettled(runs.map((run) => client.runs.cancel({ run: run.id })));
      await Promise.race([cancelled, new Promise((resolve) => setTimeout(resolve, cancelMs).unref())]);
    }
  }

  try {
    const { runs } = await start();
    await Promise.race([ended(runs), aborted(interrupt)]);
    if (interrupt.aborted) await cancel(runs);
    return runs.map((run) => latest.get(run.id) ?? run);
  } finally {
    stopListening();
  }
}

/** How a run is called while it trains. */
const taskOf = (run: Run): string => `run ${run.number} ${run.name}`;
